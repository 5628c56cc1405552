"""Where this site has a voice: articles read aloud on demand, editions as a podcast; files in parts; silence once a text is gone."""

import io
import wave
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest

from octavo.article.models import Article
from octavo.assist import packing, voice
from octavo.assist.actions import RECORDING_KEPT, forget_recordings
from octavo.assist.briefing import edition
from octavo.assist.errors import VoiceError
from octavo.assist.logic import script
from octavo.assist.models import Recording
from octavo.flow.models import Work
from octavo.flow.removal import remove_publisher
from octavo.flow.steps import brief, speak
from octavo.kit import seam
from octavo.site import ports
from octavo.web.frame.addresses import article_url
from tests.ports.test_voice import PROGRAM
from tests.web.conftest import TEXT

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def speaks(settings, monkeypatch, tmp_path):
    """A voice that is a small program, and a folder for what it reads."""
    settings.MEDIA_ROOT, settings.VOICE, settings.VOICE_LANGUAGES = tmp_path, PROGRAM, ["en"]
    monkeypatch.setattr(seam, "_chosen", seam.chosen() | ports.SPEAKING)
    seam.engine.cache_clear()
    yield settings
    seam.engine.cache_clear()


@pytest.fixture
def article(world):
    return world.article(world.publisher("Ledger"), title="Harbour opens")


def panel(client, article):
    response = client.get(article_url(article, "article-listen"), headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response


def recorded(article, now):
    speak.ask(article, now)
    assert speak.articles(list(Work.objects.filter(step="speak")), now) == 1
    return Recording.objects.get(articles=article)


def address(recording):
    return f"/audio/{recording.key}.{recording.kind}"


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_without_a_voice_nothing_of_it_is_offered(client, article):
    assert "this site’s voice" not in panel(client, article).content.decode()
    assert client.post(article_url(article, "article-listen-ask")).status_code == 404
    assert client.get("/briefing/podcast.rss").status_code == 404
    assert "Podcast" not in client.get("/briefing/").content.decode()


def test_a_reader_asks_the_step_reads_and_whoever_comes_next_listens(client, article, world, speaks):
    shown = panel(client, article)
    assert "Have it read" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    asked = client.post(article_url(article, "article-listen-ask"))
    assert asked.status_code == 302
    assert not Recording.objects.exists()  # nothing is made in a page's time
    assert "It is being read." in panel(client, article).content.decode()
    assert speak.articles(list(Work.objects.filter(step="speak")), world.now) == 1
    recording = Recording.objects.get()
    shown = panel(client, article).content.decode()
    assert f'src="{address(recording)}"' in shown
    assert "Have it read" not in shown
    assert not Work.objects.filter(step="speak").exists()


def test_it_is_read_once_and_anew_when_the_words_change(article, world, speaks):
    first = recorded(article, world.now)
    assert voice.record(voice.of_article(article), world.now).pk == first.pk
    article.text = TEXT.replace("340", "350")
    article.save()
    assert voice.recorded(voice.of_article(article)) is None


@pytest.mark.parametrize(
    "fields", [{"ai": "refused"}, {"mining": False}, {"access": "excerpt"}, {"access": "headline"}, {"language": "de"}]
)
def test_what_a_publisher_refuses_or_the_voice_does_not_speak_is_not_offered(client, world, speaks, fields):
    article = world.article(**fields)
    assert "this site’s voice" not in panel(client, article).content.decode()
    assert client.post(article_url(article, "article-listen-ask")).status_code == 404
    speak.ask(article, world.now)
    assert speak.articles(list(Work.objects.filter(step="speak")), world.now) == 0
    assert not Recording.objects.exists()
    assert not Work.objects.exists()


def test_a_recording_is_sent_whole_with_its_length(client, article, world, speaks):
    recording = recorded(article, world.now)
    response = client.get(address(recording), headers={"Accept-Encoding": "gzip"})
    whole = body(response)
    assert response.status_code == 200
    assert int(response["Content-Length"]) == len(whole) == recording.size == recording.path.stat().st_size
    assert response["Content-Type"] == packing.KINDS[recording.kind]
    assert response["Accept-Ranges"] == "bytes"
    head = client.head(address(recording))
    assert head["Content-Length"] == str(len(whole))
    assert not body(head)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=10-", 10, None), ("bytes=-7", -7, None), ("bytes=5-99999999999", 5, None)],
)
def test_a_player_gets_the_part_it_asks_for(client, article, world, speaks, asked, first, last):
    recording = recorded(article, world.now)
    whole = recording.path.read_bytes()
    response = client.get(address(recording), headers={"Range": asked, "Accept-Encoding": "gzip"})
    part = body(response)
    assert response.status_code == 206
    assert part == whole[first : None if last is None else last + 1]
    assert response["Content-Length"] == str(len(part))
    begin = first if first >= 0 else len(whole) + first
    assert response["Content-Range"] == f"bytes {begin}-{begin + len(part) - 1}/{len(whole)}"


def test_a_part_that_is_not_there_is_refused_and_what_is_no_range_gets_all(client, article, world, speaks):
    recording = recorded(article, world.now)
    beyond = client.get(address(recording), headers={"Range": f"bytes={recording.size}-"})
    assert beyond.status_code == 416
    assert beyond["Content-Range"] == f"bytes */{recording.size}"
    assert client.get(address(recording), headers={"Range": "bytes=-0"}).status_code == 416
    for odd in ("bytes=9-3", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=x-y"):
        assert client.get(address(recording), headers={"Range": odd}).status_code == 200
    old = client.get(address(recording), headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert old.status_code == 200


def test_a_withdrawn_text_falls_silent_and_its_file_is_deleted(client, article, world, speaks):
    recording = recorded(article, world.now)
    Article.objects.filter(pk=article.pk).update(gone=world.now)
    assert client.get(address(recording)).status_code == 404
    assert forget_recordings(world.now) == 1
    assert not recording.path.exists()


def test_a_publisher_that_refuses_later_or_is_removed_falls_silent(client, article, world, operator, speaks):
    recording = recorded(article, world.now)
    Article.objects.filter(pk=article.pk).update(ai="refused")
    assert client.get(address(recording)).status_code == 404
    remove_publisher(article.publisher, operator[1], "asked for", world.now)
    assert not Recording.objects.exists()
    assert not recording.path.exists()


def test_old_recordings_are_forgotten_and_a_lost_file_is_no_error(client, article, world, speaks):
    recording = recorded(article, world.now)
    assert forget_recordings(world.now) == 0
    recording.path.unlink()
    assert client.get(address(recording)).status_code == 404
    assert "Have it read" in panel(client, article).content.decode()
    assert forget_recordings(world.now + RECORDING_KEPT + timedelta(minutes=1)) == 1


@pytest.mark.parametrize("fault", ["status", "garbage", "silent"])
def test_a_voice_that_fails_is_tried_again_and_then_left(article, world, speaks, fault):
    speaks.VOICE = f"{PROGRAM} {fault}"
    seam.engine.cache_clear()
    with pytest.raises(VoiceError):
        voice.record(voice.of_article(article), world.now)
    speak.ask(article, world.now)
    for _ in range(speak.TRIES):
        assert speak.articles(list(Work.objects.filter(step="speak")), world.now) == 0
    assert not Work.objects.filter(step="speak").exists()
    assert not Recording.objects.exists()
    assert not list(speaks.MEDIA_ROOT.rglob("*.*"))


def test_too_many_wishes_are_refused_and_said_so(client, article, world, speaks):
    Work.objects.bulk_create(
        [Work(step="speak", target=10**6 + n, due=world.now + timedelta(days=1)) for n in range(speak.WAITING)]
    )
    back = client.post(article_url(article, "article-listen-ask"), follow=True)
    assert "Too many texts wait to be read." in back.content.decode()


def test_an_edition_becomes_an_episode_with_the_right_length(client, world, speaks):
    world.edition(40)
    brief.schedule(world.now)
    assert brief.run(list(Work.objects.filter(step="brief")), world.now) == 1
    assert speak.editions(list(Work.objects.filter(step="recite")), world.now) == 1
    recording = Recording.objects.get()
    feed = client.get("/briefing/podcast.rss")
    assert feed["Content-Type"].startswith("application/rss+xml")
    root = ET.fromstring(feed.content)
    [item] = root.iter("item")
    enclosure = item.find("enclosure")
    assert enclosure.get("url").endswith(address(recording))
    assert enclosure.get("type") == packing.KINDS[recording.kind]
    sound = client.get(address(recording))
    assert int(enclosure.get("length")) == len(body(sound))
    assert item.find(f"{ITUNES}duration").text == str(round(recording.seconds))
    assert root.find(f"channel/{ITUNES}explicit").text == "false"
    assert root.find(f"channel/{ITUNES}category").get("text") == "News"
    page = client.get(f"/briefing/{recording.briefing.made:%Y%m%d-%H%M}/").content.decode()
    assert address(recording) in page
    assert "/briefing/podcast.rss" in page
    again = client.get("/briefing/podcast.rss", headers={"If-None-Match": feed["ETag"]})
    assert again.status_code == 304


def test_an_episode_leaves_out_who_refuses_machines_and_says_so(world, speaks):
    world.edition(40)
    made = edition(world.now)
    first = Article.objects.get(pk=made.picks[0][1])
    Article.objects.filter(pk=first.pk).update(ai="refused", title="Never read this aloud")
    reading = voice.of_edition(made)
    said = " ".join(part.text for part in reading.script)
    assert "Never read this aloud" not in said
    assert "1 of the eight are left out" in said
    assert first.pk not in reading.articles


def test_an_episode_goes_when_one_of_its_texts_is_withdrawn(client, world, speaks):
    world.edition(40)
    voice.record(voice.of_edition(edition(world.now)), world.now)
    assert b"<item>" in client.get("/briefing/podcast.rss").content
    Article.objects.filter(pk=Recording.objects.get().articles.first().pk).update(gone=world.now)
    assert b"<item>" not in client.get("/briefing/podcast.rss").content


def test_sound_is_packed_as_mp3_where_the_package_is_there():
    pytest.importorskip("soundfile")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(bytes(range(256)) * 1000)
    packed = packing.packed(out.getvalue())
    assert packed.kind == "mp3"
    assert len(packed.body) < len(out.getvalue()) / 4


def test_without_the_package_the_wav_stays_as_it_is(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "soundfile", None)
    assert packing.packed(b"RIFF") == packing.Packed(b"RIFF", "wav")


def test_a_script_is_the_publishers_words_piece_by_piece():
    said = script.of_article("Harbour opens", "The Ledger", ["One. Two [[x]].", "Long. " * 400], "en-GB")
    assert [part.text for part in said[:3]] == ["Harbour opens.", "The Ledger.", "One. Two [x]."]
    assert all(len(part.text) <= script.PIECE for part in said)
    assert " ".join(part.text for part in said[3:]).split() == ("Long. " * 400).split()
    assert {part.language for part in said} == {"en"}
    assert script.of_article("Title", "Paper", [], "en") == ()
    assert script.of_article("Title", "Paper", ["x" * script.LONGEST], "en") == ()
    assert script.key(said, "a") != script.key(said, "b") != script.key(said[1:], "b")
