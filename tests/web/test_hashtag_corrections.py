"""Hashtags disputed by readers and put right by operators, on their pages; and how a hashtag does against its own past."""

from datetime import timedelta

import pytest
from django.test import Client

from octavo.cli.main import main
from octavo.insight.models import Hashtag, Spelling, TagCorrection
from octavo.people.actions import tags as acts
from octavo.people.actions.account import export
from octavo.people.actions.moderation import REPORTS_PER_DAY
from octavo.people.actions.reading import follow
from octavo.people.errors import ClosedError, NotYoursError, TooFastError
from octavo.people.models import Dispute, Entry, Follow
from octavo.source.models import Source
from octavo.web.frame.addresses import article_url


def tag(slug):
    return Hashtag.objects.get(slug=slug)


def words(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def office(operator):
    return operator[0]


@pytest.fixture
def moderator(world):
    reader = world.reader("Keeper", role="moderator")
    client = Client()
    client.force_login(reader)
    return client, reader


@pytest.fixture
def article(world):
    return world.article(world.publisher("Ledger"), title="Harbour opens", tags=["Oakport", "Storm"])


def change(client, name, act, **fields):
    return client.post(f"/corrections/hashtag/{tag(name).pk}/{act}/", fields)


def test_a_reader_disputes_and_a_moderator_lets_it_stand(article, world, moderator):
    client, keeper = Client(), moderator[0]
    client.force_login(reader := world.reader("Doubter"))
    page = words(client, "/hashtag/oakport/")
    assert f'/hashtag/oakport/dispute/?article={article.pk}"' in page
    form = words(client, f"/hashtag/oakport/dispute/?article={article.pk}")
    assert "Harbour opens" in form
    empty = client.post("/hashtag/oakport/dispute/", {"article": article.pk, "words": " "})
    assert empty.status_code == 400
    sent = client.post("/hashtag/oakport/dispute/", {"article": article.pk, "words": "It is about Elmport."})
    assert sent.status_code == 302
    queue = words(keeper, "/moderation/")
    assert "It is about Elmport." in queue
    assert "Take it off" not in queue  # that is an operator's
    keeper.post(f"/moderation/dispute/{Dispute.objects.get().pk}/", {"act": "stands"})
    assert "Disputed hashtags" not in words(keeper, "/moderation/")
    assert Entry.objects.filter(verb="let stand").exists()
    assert "It is about Elmport." in str(export(reader)["disputes"])


def test_an_operator_takes_it_off_from_the_queue_and_it_stays_off(article, world, office):
    acts.dispute(tag("oakport"), article, world.reader(), "Not about it.", world.now)
    found = Dispute.objects.get()
    assert "Take it off" in words(office, "/moderation/")
    office.post(f"/moderation/dispute/{found.pk}/", {"act": "off"})
    found.refresh_from_db()
    assert found.settled
    assert "Harbour opens" not in words(Client(), "/hashtag/oakport/")
    assert 'href="/hashtag/oakport/"' not in words(Client(), article_url(article))


def test_name_and_kind_are_disputed_without_an_article_and_strangers_sign_in_first(client, signed_in, article):
    assert client.get("/hashtag/oakport/dispute/").status_code == 302
    reader = signed_in[0]
    assert "Wrong name or kind?" in words(reader, "/hashtag/oakport/dispute/")
    reader.post("/hashtag/oakport/dispute/", {"words": "It is a place."})
    assert Dispute.objects.get().article is None
    for missing in ("/hashtag/nothing/dispute/", "/hashtag/oakport/dispute/?article=999999"):
        assert reader.get(missing).status_code == 404


def test_disputes_are_bounded_told_once_and_only_of_what_is_there(article, world):
    reader = world.reader()
    for _ in range(3):
        acts.dispute(tag("oakport"), article, reader, "Not about it.", world.now)
    assert Dispute.objects.count() == 1
    with pytest.raises(ClosedError):
        acts.dispute(tag("oakport"), world.article(), reader, "Not about it.", world.now)
    for n in range(REPORTS_PER_DAY - 1):
        acts.dispute(tag("storm"), world.article(tags=[f"T{n}", "Storm"]), reader, "Not about it.", world.now)
    with pytest.raises(TooFastError):
        acts.dispute(tag("storm"), article, reader, "Not about it.", world.now)
    with pytest.raises(NotYoursError):
        acts.settle(Dispute.objects.first(), reader, world.now)


def test_only_operators_correct(article, world, signed_in, moderator):
    for client in (Client(), signed_in[0], moderator[0]):
        for act in ("merge", "rename", "hide", "pin", "remove"):
            assert change(client, "oakport", act).status_code in (302, 404)  # strangers may sign in
    for act in (acts.hide,):
        with pytest.raises(NotYoursError):
            act(tag("oakport"), world.reader("Someone"), world.now)
    assert not TagCorrection.objects.exists()


def test_a_merge_leads_the_address_on_and_takes_followers_along(article, world, office):
    other = world.article(title="Quay holds", tags=["OakHarbour"])
    one, two, both = world.reader("One"), world.reader("Two"), world.reader("Both")
    follow(one, tag("oakharbour"), world.now)
    follow(two, tag("oakharbour"), world.now, mute=True)
    follow(both, tag("oakharbour"), world.now)
    follow(both, tag("oakport"), world.now, mute=True)
    assert change(office, "oakport", "merge", other="#OakHarbour").status_code == 302
    page = words(Client(), "/hashtag/oakport/")
    assert "Quay holds" in page
    assert "Also written" in page
    assert "OakHarbour" in page
    moved = Client().get("/hashtag/oakharbour/")
    assert (moved.status_code, moved["Location"]) == (302, "/hashtag/oakport/")
    assert "Quay holds" in words(Client(), "/hashtag/oakharbour/feed.rss")
    assert set(Follow.objects.values_list("reader__name", "hashtag__slug", "mute")) == {
        ("One", "oakport", False),
        ("Two", "oakport", True),
        ("Both", "oakport", True),
    }
    assert 'href="/hashtag/oakport/"' in words(Client(), article_url(other))
    office.post(f"/corrections/hashtag/undo/{TagCorrection.objects.get().pk}/")
    assert "Quay holds" in words(Client(), "/hashtag/oakharbour/")
    assert set(Follow.objects.values_list("reader__name", "hashtag__slug", "mute")) == {
        ("One", "oakharbour", False),
        ("Two", "oakharbour", True),
        ("Both", "oakharbour", False),
        ("Both", "oakport", True),
    }
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "merged the hashtag",
        "undid the merge of",
    ]


def test_a_rename_shows_the_new_name_and_kind_and_leads_the_old_address_on(article, office):
    change(office, "oakport", "rename", words="Port of Oaks", kind="place")
    page = words(Client(), "/hashtag/portofoaks/")
    assert "PortOfOaks" in page
    assert Client().get("/hashtag/oakport/")["Location"] == "/hashtag/portofoaks/"
    assert tag("portofoaks").kind == "place"
    assert "Renamed from" in words(office, "/hashtag/portofoaks/correct/")
    refused = office.post(
        f"/corrections/hashtag/{tag('portofoaks').pk}/rename/", {"words": "Storm", "kind": "place"}, follow=True
    )
    assert "There is #Storm already." in refused.content.decode()


@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("rename", {"words": "!!!", "kind": "place"}, "Write a name of letters or digits"),
        ("rename", {"words": "Oakport " * 20, "kind": "place"}, "too long for a hashtag"),
        ("merge", {"other": "no-such-hashtag"}, "No hashtag has this name."),
        ("pin", {"article": "/article/999999/x/"}, "No article has this address."),
    ],
)
def test_what_was_typed_in_vain_stays_in_its_field(article, office, act, typed, said):
    answer = office.post(f"/corrections/hashtag/{tag('oakport').pk}/{act}/", typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert next(iter(typed.values())).strip() in page
    assert tag("oakport").tag == "#Oakport"


def test_a_hidden_hashtag_is_nowhere_but_on_the_operators_page(article, office):
    change(office, "storm", "hide")
    assert Client().get("/hashtag/storm/").status_code == 404
    assert Client().get("/hashtag/storm/feed.rss").status_code == 404
    for path in (article_url(article), "/hashtags/", "/hashtag/oakport/"):
        assert 'href="/hashtag/storm/"' not in words(Client(), path)
    assert "Harbour opens" not in words(Client(), "/search/?hashtag=storm")
    assert "It is hidden everywhere." in words(office, "/hashtag/storm/correct/")
    office.post(f"/corrections/hashtag/undo/{TagCorrection.objects.get().pk}/")
    assert "Harbour opens" in words(Client(), "/hashtag/storm/")


def test_a_hashtag_is_put_on_an_article_and_taken_off_again(article, world, office):
    world.article(title="Elsewhere", tags=["Cranes"])
    change(office, "cranes", "pin", article=f"https://news.example{article_url(article)}")
    page = words(Client(), "/hashtag/cranes/")
    assert "Harbour opens" in page
    assert "two cranes and no one" in page  # the sentence that holds it
    change(office, "storm", "pin", article="nowhere")
    assert TagCorrection.objects.count() == 1
    listed = words(office, "/hashtag/cranes/")
    assert f'name="article" value="{article.pk}"' in listed
    back = change(office, "cranes", "remove", article=article.pk, back="/hashtag/cranes/")
    assert back["Location"] == "/hashtag/cranes/"
    assert "Harbour opens" not in words(Client(), "/hashtag/cranes/")


def test_a_pinned_hashtag_that_no_sentence_holds_says_who_put_it_there(article, world, office):
    world.article(tags=["Penguins"])
    change(office, "penguins", "pin", article=article.pk)
    assert "An operator of this site put it here." in words(Client(), "/hashtag/penguins/")


def test_a_hashtag_trends_in_words_with_numbers_and_not_without_evidence(client, world):
    papers = [world.publisher() for _ in range(3)]
    for n in range(8):
        world.article(papers[n % 3], tags=["Oakport"], hours=1 + n)
    for day in range(2, 30, 7):
        world.article(papers[0], tags=["Oakport"], hours=24 * day)
    world.source(papers[0])
    young = words(client, "/hashtag/oakport/")
    assert "too short to say what is usual" in young
    assert "Trending" not in young
    Source.objects.update(added=world.now - timedelta(days=90))
    page = words(client, "/hashtag/oakport/")
    assert "Trending" in page
    assert "8 articles in the last 24 hours, from 3 publishers." in " ".join(page.split())
    assert "Usual are 0.1 a day over the four weeks before." in page


def test_a_site_of_one_day_does_not_speak_of_no_days(client, article, world):
    world.source(article.publisher)
    page = words(client, "/hashtag/oakport/")
    assert "less than a day" in page
    assert "for 0 days" not in page


def test_other_written_forms_are_told_and_lead_there(client, article):
    Spelling.objects.create(hashtag=tag("oakport"), slug="portoak", words="Port Oak")
    assert "Port Oak" in words(client, "/hashtag/oakport/")
    assert client.get("/hashtag/portoak/")["Location"] == "/hashtag/oakport/"


@pytest.mark.parametrize("articles", [5, 200])
def test_the_page_asks_at_most_ten_questions_for_everyone(
    office, signed_in, world, django_assert_max_num_queries, articles
):
    world.edition(articles)
    Spelling.objects.create(hashtag=tag("oakport"), slug="portoak", words="Port Oak")
    for client in (Client(), signed_in[0], office):
        client.get("/hashtag/storm/")
        with django_assert_max_num_queries(10):
            assert client.get("/hashtag/oakport/").status_code == 200


def test_corrections_are_test_cases_for_the_tagger(article, world, office, capsys):
    change(office, "oakport", "remove", article=article.pk)
    world.article(tags=["Penguins"])
    change(office, "penguins", "pin", article=article.pk)
    change(office, "storm", "hide")
    assert main.main(["tags", "cases"], standalone_mode=False) in (0, None)
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 3
    assert '"tag": "#Oakport", "wanted": false' in told[0]
    assert main.main(["tags", "check"], standalone_mode=False) in (0, None)
    assert "#Penguins is not found on" in capsys.readouterr().out
