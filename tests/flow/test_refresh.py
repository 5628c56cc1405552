"""A refresh: many reads in one transaction, each as if it were alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from octavo.article.entries import latest_published
from octavo.article.logic.listing import listed
from octavo.article.models import Article, Revision, Rule
from octavo.fetch.types import Entry, Feed, Response, Validators
from octavo.flow.actions import claim, enqueue
from octavo.flow.models import Work
from octavo.flow.network import _claim, _Hands
from octavo.flow.steps.poll import Polled, asked, store
from octavo.flow.storing import Storing
from octavo.flow.types import ParsedFeed
from octavo.source.actions import NewSource, add_source
from octavo.source.models import Reading, Source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def source(name, host="coast.example", access="excerpt"):
    return add_source(NewSource(url=f"https://{host}/{name}.xml", title=name, access=access), NOON)[0]


def entry(url, words="A ferry ran aground.", title="Ferry aground", access="excerpt", published=NOON - HOUR):
    return listed(url, Entry(url=url, title=title, published=published), (words,), access)


def read(source, *listed, access="excerpt", **answer):
    response = Response(source.url, 200, {}, b"", None, Validators('"1"'), **answer)
    return Polled(source, 5, response, ParsedFeed(Feed(title="Coast"), listed, access))


def stored(*reads, now=NOON):
    enqueue("poll", [polled.source.pk for polled in reads], now)
    rows = {row.target: row for row in claim("poll", 100, now, HOUR)}
    return store([(rows[polled.source.pk], polled) for polled in reads], now, lambda: 0.0)


def due(step):
    return set(Work.objects.filter(step=step).values_list("target", flat=True))


def test_reads_stored_together_count_their_own_articles():
    one, two = source("one"), source("two", "hill.example")
    assert stored(read(one, entry("https://coast.example/a"), entry("https://coast.example/b")), read(two)) == [2, 0]
    assert Source.objects.get(pk=one.pk).last_new == NOON
    assert Source.objects.get(pk=two.pk).last_new is None
    assert Reading.objects.count() == 2


def test_what_two_feeds_of_a_publisher_list_at_once_is_one_article():
    one, two = source("one"), source("two")
    assert stored(read(one, entry("https://coast.example/a")), read(two, entry("https://coast.example/a"))) == [1, 0]
    assert Article.objects.get().source == one


def test_an_unseen_entry_is_due_to_be_found_read_and_understood():
    stored(read(source("one"), entry("https://coast.example/a")))
    key = Article.objects.get().pk
    assert due("index") == due("page") == due("understand") == {key}


def test_an_entry_that_stayed_the_same_is_not_written_again():
    feed = source("one")
    stored(read(feed, entry("https://coast.example/a")))
    Work.objects.exclude(step="poll").delete()
    assert stored(read(feed, entry("https://coast.example/a")), now=NOON + HOUR) == [0]
    assert Article.objects.get().first_seen == NOON
    assert not Work.objects.exclude(step="poll").exists()


def test_an_entry_that_changed_keeps_what_it_said_and_is_found_and_understood_anew():
    feed = source("one")
    stored(read(feed, entry("https://coast.example/a")))
    Work.objects.exclude(step="poll").delete()
    stored(read(feed, entry("https://coast.example/a", "A ferry ran aground; all are safe.")), now=NOON + HOUR)
    article = Article.objects.get()
    assert (article.text, article.revision) == ("A ferry ran aground; all are safe.", 2)
    assert Revision.objects.get().text == "A ferry ran aground."
    assert due("index") == due("understand") == {article.pk}


def test_a_page_that_was_read_knows_better_than_the_feed():
    feed = source("one")
    stored(read(feed, entry("https://coast.example/a")))
    Article.objects.update(read=NOON)
    stored(read(feed, entry("https://coast.example/a", "Something else.")), now=NOON + HOUR)
    assert Article.objects.get().text == "A ferry ran aground."


def test_rights_that_changed_while_a_feed_was_read_have_it_read_again():
    feed = source("one", access="headline")
    assert stored(read(feed, entry("https://coast.example/a"), access="excerpt")) == [0]
    assert not Article.objects.exists()
    assert Work.objects.get(step="poll").due == NOON
    assert Source.objects.get().etag == ""


def test_an_address_gone_for_good_is_not_asked_again_and_its_neighbour_is():
    gone, there = source("gone"), source("there")
    stored(Polled(gone, 5, fault="http-410", fault_text="It is gone.", gone=True), read(there))
    assert due("poll") == {there.pk}
    assert Source.objects.get(pk=gone.pk).paused


def test_a_server_that_asks_for_patience_gets_it():
    feed = source("one")
    stored(Polled(feed, 5, fault="http-503", fault_text="It is busy.", retry_after=7200))
    assert Work.objects.get(step="poll").due == NOON + 2 * HOUR


def test_a_source_removed_while_it_was_read_leaves_nothing():
    feed, other = source("one"), source("two")
    enqueue("poll", [feed.pk, other.pk], NOON)
    rows = {row.target: row for row in claim("poll", 9, NOON, HOUR)}
    reads = [(rows[feed.pk], read(feed, entry("https://coast.example/a"))), (rows[other.pk], read(other))]
    feed.delete()
    assert store(reads, NOON, lambda: 0.0) == [0, 0]
    assert not Article.objects.exists()
    assert due("poll") == {other.pk}


def test_newer_entries_have_higher_numbers():
    old, new = entry("https://coast.example/old", published=NOON - 9 * HOUR), entry("https://coast.example/new")
    stored(read(source("one"), new, old))
    assert Article.objects.get(url__endswith="new").pk > Article.objects.get(url__endswith="old").pk


def test_the_pace_of_a_source_is_that_of_its_own_newest_articles():
    one, two = source("one"), source("two", "hill.example")
    entries = [entry(f"https://coast.example/{n}", published=NOON - n * HOUR) for n in range(1, 6)]
    stored(read(one, *entries), read(two, entry("https://hill.example/a")))
    assert sorted(latest_published([one.pk, two.pk], 2)[one.pk]) == [NOON - 2 * HOUR, NOON - HOUR]
    assert latest_published([two.pk], 13) == {two.pk: [NOON - HOUR]}


def test_times_lists_and_quotes_come_back_as_they_went():
    item = listed(
        "https://coast.example/a",
        Entry(title='It\'s "so"', authors=("Ann O'Hara", "Bo"), categories=("a%s", "b"), published=NOON, updated=NOON),
    )
    stored(read(source("one", access="headline"), item, access="headline"))
    article = Article.objects.get()
    assert (article.title, article.authors, article.categories) == ('It\'s "so"', ["Ann O'Hara", "Bo"], ["a%s", "b"])
    assert (article.published, article.modified, article.rights, article.kinds) == (NOON, NOON, {}, [])


def test_a_read_that_cannot_be_stored_spoils_nothing():
    good, bad = source("good"), source("bad")
    tries = []

    async def write(reads):
        tries.append(len(reads))
        if any(polled.source == bad for _, polled in reads):
            raise ValueError("not this one")
        return [1 for _ in reads]

    async def both():
        storing = Storing(write, most=10, gathering=0.01, under_way=lambda: 2)
        return await asyncio.gather(
            storing.keep(Work(), read(good)), storing.keep(Work(), read(bad)), return_exceptions=True
        )

    kept, failed = asyncio.run(both())
    assert kept == 1
    assert isinstance(failed, ValueError)
    assert tries == [2, 1, 1]


def test_nobody_waits_for_neighbours_that_do_not_come():
    batches, waiting = [], []

    async def write(reads):
        batches.append(len(reads))
        return [1 for _ in reads]

    async def all_of_them():
        storing = Storing(write, most=10, gathering=3600, under_way=lambda: len(waiting))

        async def one():
            waiting.append(1)
            await storing.keep(Work(), "a read")
            waiting.pop()

        for _ in range(3):
            await one()
        await asyncio.gather(*(one() for _ in range(4)))

    asyncio.run(asyncio.wait_for(all_of_them(), 60))
    assert batches == [1, 1, 1, 4]


def test_the_newest_are_made_findable_first():
    enqueue("index", [1, 3], NOON)
    enqueue("index", [2], NOON + HOUR)
    rows = claim("index", 2, NOON + HOUR, HOUR, newest_first=True)
    assert [row.target for row in rows] == [3, 2]


def test_a_page_is_never_taken_for_the_feed_that_bears_its_number():
    one = source("one")
    stored(read(one, entry("https://coast.example/a")))
    Work.objects.all().delete()
    article = Article.objects.get()
    Rule.objects.create(publisher=one.publisher, body="article p", number=1)
    enqueue("poll", [one.pk], NOON)
    enqueue("page", [article.pk, article.pk + 1], NOON)
    claimed = {row.step: known for row, known in _claim(("poll", "page"), 10, {})}
    assert claimed["poll"] == asked([one.pk])[one.pk]
    assert (claimed["page"].url, claimed["page"].rule.body) == ("https://coast.example/a", ("article p",))
    assert due("page") == {article.pk}  # the other's article is gone


def test_pictures_never_take_the_room_of_pages():
    enqueue("picture", range(1, 50), NOON)
    enqueue("page", [1000], NOON)
    claimed = [row.step for row, _ in _claim(("page", "picture"), 40, {"picture": 3})]
    assert claimed.count("picture") == 3
    assert _claim(("page", "picture"), 40, {"picture": 0}) == []


def test_whether_a_guid_is_known_is_looked_up():
    assert "article_guid" in Article.objects.filter(publisher_id=1, guid="urn:x").order_by("pk").explain()


def unchanged(source, **answer):
    known = Validators(source.etag or None, source.last_modified or None)
    return Polled(source, 7, Response(source.url, 304, {}, b"", None, **({"validators": known} | answer)))


def test_a_source_with_nothing_new_is_asked_again_at_its_own_pace():
    feed = source("one")
    stored(read(feed, *(entry(f"https://coast.example/{n}", published=NOON - n * HOUR) for n in (1, 2, 3))))
    feed.refresh_from_db()
    assert (feed.gap, feed.newest) == (3600, NOON - HOUR)
    assert stored(unchanged(feed), now=NOON + HOUR) == [0]
    after = Source.objects.get()
    assert (after.last_read, after.last_good, after.last_new, after.milliseconds) == (NOON + HOUR, NOON + HOUR, NOON, 7)
    assert (after.etag, after.failures) == ('"1"', 0)
    # half the silence of two hours is no more than the gap of one; half of that
    assert Work.objects.get(step="poll").due == after.next_read == NOON + HOUR + HOUR / 2
    assert list(Reading.objects.order_by("at").values_list("milliseconds", "new")) == [(5, 3), (7, 0)]


def test_nothing_new_from_a_source_that_failed_before_makes_it_well():
    feed = source("one")
    stored(Polled(feed, 5, fault="timeout", fault_text="It was too slow."))
    feed.refresh_from_db()
    stored(unchanged(feed), now=NOON + HOUR)
    after = Source.objects.get()
    assert (after.failures, after.fault, after.fault_text, after.last_good) == (0, "", "", NOON + HOUR)


def test_nothing_new_at_an_address_that_moved_for_good_is_remembered_with_its_new_mark():
    feed = source("one")
    stored(unchanged(feed, validators=Validators('"2"'), moved_to="https://coast.example/new.xml"))
    after = Source.objects.get()
    assert (after.url, after.etag) == ("https://coast.example/new.xml", '"2"')


def test_a_source_removed_while_it_had_nothing_new_leaves_nothing():
    feed, other = source("one"), source("two")
    enqueue("poll", [feed.pk, other.pk], NOON)
    rows = {row.target: row for row in claim("poll", 9, NOON, HOUR)}
    reads = [(rows[feed.pk], unchanged(feed)), (rows[other.pk], unchanged(other))]
    feed.delete()
    assert store(reads, NOON, lambda: 0.0) == [0, 0]
    assert due("poll") == {other.pk}
    assert list(Reading.objects.values_list("source", flat=True)) == [other.pk]


def test_many_sources_with_nothing_new_cost_a_few_statements(django_assert_max_num_queries):
    feeds = [source(str(n)) for n in range(60)]
    enqueue("poll", [feed.pk for feed in feeds], NOON)
    rows = {row.target: row for row in claim("poll", 100, NOON, HOUR)}
    with django_assert_max_num_queries(10) as asked:
        store([(rows[feed.pk], unchanged(feed)) for feed in feeds], NOON, lambda: 0.0)
    assert not [query for query in asked.captured_queries if "article_article" in query["sql"]]
    assert not Work.objects.filter(due__lte=NOON).exists()


def test_requests_wait_while_much_waits_to_be_parsed_or_stored():
    async def admitted(parsing, storing):
        hands = _Hands(SimpleNamespace(waiting=parsing), None, {})
        hands.feeds.weight = storing
        waiting = asyncio.create_task(hands.admit())
        await asyncio.wait([waiting], timeout=0.01)
        full = not waiting.done()
        hands.parsers.waiting = hands.feeds.weight = 0
        await waiting
        return not full

    assert asyncio.run(admitted(0, 0))
    assert not asyncio.run(admitted(200, 0))
    assert not asyncio.run(admitted(0, 20000))
