"""What a reader keeps, and the front page in their own order: every change says why, and everybody else's page stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from octavo.insight.models import Hashtag
from octavo.people.actions.reading import add_wish, follow
from octavo.people.errors import UnclearError
from octavo.people.logic.taste import Item, Rule, Taste, placed
from octavo.people.logic.wishes import understood
from octavo.people.models import Follow, Saved, Visit, Wish
from octavo.web.frame.addresses import article_url, hashtag_url, story_url


@pytest.mark.parametrize(
    ("words", "act", "subject"),
    [
        ("less celebrity", "less", "celebrity"),
        ("Never horoscopes!", "never", "horoscopes"),
        ("always news from Oakport", "always", "Oakport"),
        ("more stories about the sea", "more", "sea"),
        ("no football please", "never", "football please"),
        ("horoscopes never", "never", "horoscopes"),
        ("fewer of the royals", "less", "royals"),
        ("show me more science", "more", "science"),
        ("nie Horoskope", "never", "Horoskope"),
        ("weniger vom Hof", "less", "Hof"),
        ("alles über Oakport", "always", "Oakport"),
        ("moins de football", "less", "football"),
        ("plus d’histoires de mer", "more", "histoires de mer"),
        ("toujours l’économie", "always", "économie"),
    ],
)
def test_plain_words_are_understood(words, act, subject):
    if words.startswith("show me"):
        words = words.removeprefix("show me ")
    meant = understood(words)
    assert (meant.act, meant.subject.removesuffix(" please")) == (act, subject.removesuffix(" please"))


@pytest.mark.parametrize(
    "words", ["", "celebrity", "never", "less of the", "always my city", "immer meine Stadt", "never " + "x" * 90]
)
def test_what_is_not_understood_is_asked_again_with_an_example(words):
    with pytest.raises(UnclearError, match="“"):
        understood(words)


def test_what_moves_says_why_and_nothing_else_moves():
    items = [Item(n, 10 - n / 10, f"Story {n}") for n in range(5)]
    items[3] = Item(3, 9.7, "Stars", tags=frozenset({7}))
    items[1] = Item(1, 9.9, "Horoscopes of the week")
    items[4] = Item(4, 9.6, "Only theirs", publishers=frozenset({2}), publisher_count=1)
    taste = Taste(
        tags={7: ("Stars", True)},
        publishers={2: ("The Dull Post", False)},
        rules=(Rule("never horoscopes", "never", "horoscope"),),
    )
    found = placed(items, taste)
    assert [place.id for place in found] == [3, 0, 2, 1, 4]
    assert found[0].why == ("You follow #Stars",)
    assert [place.hidden for place in found] == [False, False, False, True, True]
    assert all(bool(place.why) == (place.id in {1, 3, 4}) for place in found)
    assert placed(items, Taste()) == [*placed(items, Taste())]
    assert [p.id for p in placed(items, Taste())] == [0, 1, 2, 3, 4]


def test_a_muted_publisher_hides_only_what_nobody_else_reports():
    shared = Item(1, 1.0, "Shared", publishers=frozenset({2}), publisher_count=3)
    assert not placed([shared], Taste(publishers={2: ("P", False)}))[0].hidden


def test_a_rule_speaks_of_names_and_of_the_publisher_that_leads():
    item = Item(1, 1.0, "Quay holds", names=("Ines Calder", "Oakport Harbour Board"), paper="The Oak Leaf")

    def reason(words, **more):
        meant = understood(words)
        return placed([replace(item, **more)], Taste(rules=(Rule(words, meant.act, meant.subject),)))[0]

    assert reason("less Calder").why == ("Your rule “less Calder”: it names “Ines Calder”",)
    assert reason("less harbour board").shift < 0
    assert reason("always the Oak Leaf").why == ("Your rule “always the Oak Leaf”: its headline is by The Oak Leaf",)
    assert reason("never Oak Leaf").hidden
    assert not reason("never Oak Leaf", publisher_count=3).hidden
    assert not reason("less Cal").why
    assert not reason("less Leaf").why


def test_every_story_of_ones_own_page_says_why_it_stands_there(signed_in, world):
    for n in range(8):
        world.story(world.article(hours=n + 1, section="world" if n < 6 else "sport", tags=[f"Tag{n}"]))
    add_wish(signed_in[1], "less nonsense", world.now)
    page = signed_in[0].get("/").content.decode()
    assert page.count("Why here?") == 8
    assert "Nothing that you follow, mute or ruled moves it." in page
    assert "One publisher has it" in page
    common = signed_in[0].get("/?common=1").content.decode()
    assert common.count("Why here?") == 5  # the head of the page; below it, sections in the order of the day
    assert "Nothing that you follow" not in common


def test_a_follow_moves_a_story_up_for_its_reader_alone(signed_in, client, world):
    low = world.article(tags=["Herring"], hours=9)
    world.story(low)
    world.story(world.article(title="The first of the day", hours=1))
    tag = Hashtag.objects.get(slug="herring")
    mine, reader = signed_in
    assert mine.get(hashtag_url(tag)).content.decode().count(">Follow<") == 1
    mine.post(f"/follow/hashtag/{tag.pk}/", {"act": "follow", "back": hashtag_url(tag)})
    page = mine.get("/").content.decode()
    assert "You follow #Herring" in page
    assert page.index(low.title) < page.index("The first of the day")
    everybody = client.get("/").content.decode()
    assert "You follow" not in everybody
    assert everybody.index("The first of the day") < everybody.index(low.title)
    assert "You follow" not in mine.get("/?common=1").content.decode()
    mine.post(f"/follow/hashtag/{tag.pk}/", {"act": "leave"})
    assert not Follow.objects.filter(reader=reader).exists()


def test_a_mute_leaves_out_and_says_so_at_the_foot(signed_in, world):
    story = world.story(world.article(title="The muted one"))
    world.story(world.article(title="Another"))
    signed_in[0].post(f"/follow/story/{story.pk}/", {"act": "mute"})
    page = signed_in[0].get("/").content.decode()
    assert "1 story is left out for you" in page
    assert page.index("Another") < page.index("The muted one")


def test_a_rule_is_rehearsed_before_it_counts_and_taken_back_after(signed_in, world):
    client, reader = signed_in
    world.story(world.article(title="Your horoscope for the week"))
    world.story(world.article(title="Harbour opens"))
    tried = client.post("/you/rules/", {"words": "never horoscopes", "act": "try"}).content.decode()
    assert "it would have left out <b>1</b>" in tried
    assert "Your horoscope for the week" in tried
    assert not Wish.objects.exists()
    client.post("/you/rules/", {"words": "never horoscopes", "act": "keep"})
    wish = Wish.objects.get(reader=reader)
    assert "1 story is left out for you" in client.get("/").content.decode()
    client.post(f"/you/rules/{wish.pk}/drop/")
    assert "left out" not in client.get("/").content.decode()
    answer = client.post("/you/rules/", {"words": "<b>hm</b>", "act": "try"})
    assert answer.status_code == 400
    assert b"<b>hm" not in answer.content
    assert "&lt;b&gt;hm" in answer.content.decode()


def test_nobody_touches_what_another_reader_keeps(signed_in, world):
    other = world.reader("Other")
    wish = add_wish(other, "less celebrity", world.now)
    article = world.article()
    Saved.objects.create(reader=other, article=article, note="secret note", created=world.now)
    signed_in[0].post(f"/you/rules/{wish.pk}/drop/")
    signed_in[0].post(f"/save/{article.pk}/", {"act": "drop"})
    assert Wish.objects.count() == Saved.objects.count() == 1
    for path in ("/you/saved/", "/you/rules/", "/you/history/", "/you/follows/", f"/save/{article.pk}/"):
        page = signed_in[0].get(path).content.decode()
        assert "secret note" not in page
        assert "less celebrity" not in page


def test_an_article_is_saved_with_a_note_and_found_by_it(signed_in, world):
    client, _ = signed_in
    article = world.article()
    client.post(f"/save/{article.pk}/", {"note": "for the essay", "tags": "tide, #work , tide"})
    assert Saved.objects.get().tags == ["tide", "work"]
    for query in ("", "?tag=tide", "?q=essay", "?q=harbour"):
        assert article.title in client.get(f"/you/saved/{query}").content.decode()
    for query in ("?tag=none", "?q=zebra"):
        assert article.title not in client.get(f"/you/saved/{query}").content.decode()
    assert ">Saved<" in client.get(article_url(article)).content.decode().replace(
        "</svg>Saved</a>", "</svg>>Saved<</a>"
    )
    client.post(f"/save/{article.pk}/", {"act": "drop"})
    assert not Saved.objects.exists()


def test_history_is_kept_for_oneself_and_forgotten_when_switched_off(signed_in, client, world):
    mine, reader = signed_in
    article = world.article()
    client.get(article_url(article))
    assert not Visit.objects.exists()
    mine.get(article_url(article))
    assert article.title in mine.get("/you/history/").content.decode()
    mine.post("/you/history/", {"act": "off"})
    assert not Visit.objects.exists()
    mine.get(article_url(article))
    assert not Visit.objects.exists()
    reader.refresh_from_db()
    assert reader.history is False


def test_a_story_tells_what_came_changed_and_went_since_the_last_visit(signed_in, world):
    client, reader = signed_in
    first, second = world.article(hours=9, title="Seen before"), world.article(hours=8, title="Later withdrawn")
    story = world.story(first, second, new := world.article(hours=1, title="New today"))
    assert "Since you last read" not in client.get(story_url(story)).content.decode()
    Visit.objects.filter(reader=reader).update(at=world.now - timedelta(hours=5))
    second.gone = world.now
    second.save()
    first.changed = world.now
    first.save()
    page = client.get(story_url(story)).content.decode()
    assert "Since you last read" in page
    part = page[page.index("Since you last read") : page.index("Since you last read") + 3000]
    assert "The harbour of Oakport opened again on Monday after 12 days of storm." in part
    assert f'{article_url(new)}#s1-1"' in part
    assert "withdrew" in part
    assert article_url(first, "article-changes") in part
    assert "Since you last read" in client.get(story_url(story)).content.decode()  # the same visit still


def test_a_copy_that_comes_later_is_no_news_even_if_it_was_published_earlier(signed_in, world):
    client, reader = signed_in
    seen = world.article(hours=9, title="Seen before")
    wire = world.article(hours=12, title="The wire")
    story = world.story(seen, wire, copies=(seen, wire))
    client.get(story_url(story))
    Visit.objects.filter(reader=reader).update(at=world.now - timedelta(hours=5))
    wire.first_seen = world.now
    wire.save()
    assert "Since you last read" not in client.get(story_url(story)).content.decode()


def test_a_front_page_of_ones_own_asks_at_most_fifteen_questions_at_two_thousand_follows(
    signed_in, world, django_assert_max_num_queries
):
    client, reader = signed_in
    world.edition(40)
    tags = Hashtag.objects.bulk_create(
        Hashtag(slug=f"t{n}", tag=f"#T{n}", label=f"t{n}", kind="topic") for n in range(2000)
    )
    Follow.objects.bulk_create(Follow(reader=reader, hashtag=tag, created=world.now) for tag in tags)
    follow(reader, Hashtag.objects.get(slug="oakport"), world.now)
    add_wish(reader, "less celebrity", world.now)
    with django_assert_max_num_queries(15):
        assert "You follow #Oakport" in client.get("/").content.decode()


def test_a_publisher_is_followed_and_muted_where_its_articles_and_its_source_stand(signed_in, client, world):
    article = world.article(world.publisher("The Oak Leaf"))
    source = world.source(article.publisher)
    address = f"/search/?publisher={article.publisher.slug}"
    for path in (address, f"/sources/{source.pk}/"):
        page = signed_in[0].get(path).content.decode()
        assert f'action="/follow/publisher/{article.publisher_id}/"' in page
        assert "/follow/publisher/" not in client.get(path).content.decode()
    signed_in[0].post(f"/follow/publisher/{article.publisher_id}/", {"act": "follow", "back": address})
    assert "Following" in signed_in[0].get(address).content.decode()
    assert Follow.objects.get(reader=signed_in[1]).publisher == article.publisher


def test_a_way_back_leads_to_our_own_pages_only(signed_in, world):
    tag = Hashtag.objects.create(slug="x", tag="#X", label="x", kind="topic")
    for back in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = signed_in[0].post(f"/follow/hashtag/{tag.pk}/", {"act": "follow", "back": back})
        assert answer["Location"] == "/you/follows/"


def test_strangers_are_asked_to_sign_in(client, world):
    article = world.article()
    for path in (
        "/you/saved/",
        "/you/history/",
        "/you/follows/",
        "/you/rules/",
        "/you/notices/",
        f"/save/{article.pk}/",
    ):
        assert Client().get(path)["Location"].startswith("/account/login/")
