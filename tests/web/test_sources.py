"""The sources and their health; only the operator changes them."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from octavo.flow.models import Hub, Work
from octavo.source.models import Reading, Source

OPML = b'<opml version="2.0"><body><outline text="Oak"><outline type="rss" text="Leaf" xmlUrl="https://leaf.example/feed"/></outline></body></opml>'


def test_every_source_says_how_it_is_in_words(client, world):
    world.source(world.publisher("Well Paper"))
    world.source(world.publisher("Slow Paper"), milliseconds=8200)
    world.source(world.publisher("Silent Paper"), failures=4, fault="timeout", fault_text="no answer within 20 s")
    world.source(
        world.publisher("Closed Paper"), failures=1, fault="robots-refused", fault_text="robots.txt refuses it"
    )
    world.source(world.publisher("Resting Paper"), paused=True)
    page = client.get("/sources/").content.decode()
    for words in (
        "Healthy",
        "Slow, 8.2 s",
        "Not answering",
        "no answer within 20 s",
        "Refused by robots.txt",
        "does not want to be read",
        "Paused",
    ):
        assert words in page


def test_a_source_shows_its_reads_in_words_and_bars(client, world):
    source = world.source()
    for i in range(3):
        Reading.objects.create(
            source=source, at=world.now - timedelta(hours=i), milliseconds=80, new=2, fault="timeout" if i == 1 else ""
        )
    for path in ("/sources/", f"/sources/{source.pk}/"):
        assert "2 of 3 reads worked, 4 new articles" in client.get(path).content.decode()


def test_a_source_shows_how_its_hub_stands_and_how_surely_its_text_is_found(client, world):
    source = world.source()
    article = world.article()
    article.source, article.confidence = source, 0.62
    article.save()
    hub = Hub.objects.create(source=source, url="https://hub.example/", topic=source.url, token="t", secret="s")
    page = client.get(f"/sources/{source.pk}/").content.decode()
    assert "unsurely: look at some articles (0.62)" in page
    assert "Asked, has not answered yet" in page
    hub.fault = "the hub refuses: not for you"
    hub.save()
    assert "Does not deliver: the hub refuses: not for you" in client.get(f"/sources/{source.pk}/").content.decode()
    hub.until = world.now + timedelta(days=1)
    hub.delivered = world.now
    hub.save()
    assert "Delivers what is new" in client.get(f"/sources/{source.pk}/").content.decode()


def test_the_list_can_be_narrowed(client, world):
    world.source(world.publisher("Well Paper"))
    world.source(world.publisher("Silent Paper"), failures=1, fault="dns")
    rows = client.get("/sources/?state=failing").content.decode().partition("<tbody>")[2]
    assert "Silent Paper" in rows
    assert "Well Paper" not in rows
    assert "Well Paper" in client.get("/sources/?sq=well").content.decode()
    assert "No source fits" in client.get("/sources/?sq=zebra").content.decode()


def test_readers_may_look_but_not_change(client, signed_in, world):
    source = world.source()
    assert client.get("/sources/add/").status_code == 302
    assert signed_in[0].get("/sources/add/").status_code == 404
    for act in ("pause", "try", "rights"):
        assert signed_in[0].post(f"/sources/{source.pk}/{act}/").status_code == 404
    assert "Pause" not in signed_in[0].get(f"/sources/{source.pk}/").content.decode()


def test_the_operator_pauses_resumes_and_tries(operator, world):
    source = world.source()
    operator[0].post(f"/sources/{source.pk}/pause/")
    source.refresh_from_db()
    assert source.paused
    operator[0].post(f"/sources/{source.pk}/resume/")
    assert Work.objects.filter(step="poll", target=source.pk).exists()
    Work.objects.all().delete()
    answer = operator[0].post(f"/sources/{source.pk}/try/", follow=True)
    assert Work.objects.filter(step="poll", target=source.pk).exists()
    assert "is next in line" in answer.content.decode()


def test_the_operator_sets_rights_by_known_words_only(operator, world):
    source = world.source()
    operator[0].post(f"/sources/{source.pk}/rights/", {"access": "headline", "ai_summary": "refused"})
    operator[0].post(f"/sources/{source.pk}/rights/", {"access": "everything", "ai_summary": "refused"})
    source.publisher.refresh_from_db()
    assert (source.publisher.access, source.publisher.ai_summary) == ("headline", "refused")


def test_a_list_of_subscriptions_goes_in_and_out(operator, client):
    answer = operator[0].post("/sources/import/", {"file": SimpleUploadedFile("list.opml", OPML)}, follow=True)
    assert "1 new source" in answer.content.decode()
    assert Source.objects.get().folder == "Oak"
    assert b"https://leaf.example/feed" in client.get("/sources/export.opml").content


@pytest.mark.parametrize("body", [b"no list at all", b"", b"<opml></opml>"])
def test_a_file_that_is_no_list_is_refused_in_words(operator, body):
    answer = operator[0].post("/sources/import/", {"file": SimpleUploadedFile("x.opml", body)})
    assert answer.status_code == 400
    assert 'class="err"' in answer.content.decode()


def test_an_address_that_must_not_be_asked_is_refused_in_words(operator):
    answer = operator[0].post("/sources/add/", {"address": "http://127.0.0.1:1/feed", "access": "excerpt"})
    assert answer.status_code == 400
    assert 'class="err"' in answer.content.decode()
    assert not Source.objects.exists()


def test_an_empty_list_says_what_to_do(client, db):
    assert "No sources yet" in client.get("/sources/").content.decode()


@pytest.mark.parametrize("sources", [3, 120])
def test_the_sources_ask_a_fixed_number_of_questions(signed_in, world, django_assert_max_num_queries, sources):
    for _ in range(sources):
        source = world.source()
        Reading.objects.create(source=source, at=world.now, milliseconds=80)
    with django_assert_max_num_queries(11):
        assert signed_in[0].get("/sources/").status_code == 200


def test_an_operator_tries_a_page_and_nothing_is_stored(operator, signed_in, web, settings):
    from octavo.article.models import Article

    settings.LOOPBACK_ALLOWED = frozenset({web.place})
    words = (
        "<p>The harbour of Oakport opened again on Monday after twelve days of storm, and the boats went out.</p>" * 8
    )
    head = "<html lang=en><head><title>Harbour opens</title><meta name=robots content=noarchive></head>"
    menu = "<nav onclick=evil()><a href='/tides'>Tide tables</a><script>evil()</script><img src=/x.png></nav>"
    body = f"{head}<body>{menu}<article><h1>Harbour opens</h1>{words}</article></body></html>"
    web.pages["/a"] = (200, {"Content-Type": "text/html"}, body.encode())
    page = operator[0].post("/sources/try/", {"address": web.url("/a")}).content.decode()
    assert "The harbour of Oakport opened again" in page
    assert "noarchive" in page
    original = page.split("The page as it came", 2)[2]
    assert original.index("Tide tables") < original.index("Harbour opens")
    assert web.url("/tides") in original
    assert "evil" not in page
    assert "<img" not in original
    assert "It is gone" in operator[0].post("/sources/try/", {"address": web.url("/none")}).content.decode()
    refused = operator[0].post("/sources/try/", {"address": "http://169.254.169.254/"}).content.decode()
    assert "could not be read" in refused
    assert operator[0].post("/sources/try/", {"address": ""}).status_code == 400
    assert signed_in[0].post("/sources/try/", {"address": web.url("/a")}).status_code == 404
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [("ftp://x.example/", "Only public addresses"), ("http://127.0.0.1:1/", "Only public addresses")],
)
def test_an_address_that_cannot_be_asked_is_refused_in_words_and_not_in_codes(operator, address, said):
    for path in ("/sources/try/", "/sources/add/"):
        page = operator[0].post(path, {"address": address, "access": "excerpt"}).content.decode()
        assert said in page
        assert "forbidden-address" not in page
        assert f'value="{address}"' in page


def test_a_status_is_told_without_promising_another_try(operator, web, settings):
    settings.LOOPBACK_ALLOWED = frozenset({web.place})
    page = operator[0].post("/sources/add/", {"address": web.url("/none"), "access": "excerpt"}).content.decode()
    assert "The server answered with the error 404." in page
    assert "tried again" not in page


def test_a_list_that_is_none_is_refused_in_a_whole_sentence(operator):
    page = operator[0].post("/sources/import/", {"file": SimpleUploadedFile("x.opml", b"no list")}).content.decode()
    assert "The file is no OPML" in page


def test_a_page_that_nests_without_end_is_not_shown():
    from octavo.flow.parse import show_page

    assert show_page(b"<div>" * 4000, "https://a.example/", "text/html") == ""
    assert (
        show_page("Überschrift".encode("latin-1"), "https://a.example/", "text/html; charset=latin-1") == "Überschrift"
    )
    assert "<script" not in show_page(b"<body onload=x()><script>x()</script><h1>Quay</h1>", "https://a.example/", None)
