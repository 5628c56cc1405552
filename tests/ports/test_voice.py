"""One suite for every voice: a WAV for each text within its time, or a VoiceError."""

import io
import shlex
import shutil
import sys
import time
import wave
from pathlib import Path

import pytest

from octavo.assist.engines.command import CommandVoice
from octavo.assist.errors import VoiceError
from octavo.assist.logic.sound import PAUSE, joined
from tests.assist import reader_aloud

PROGRAM = f"{shlex.quote(sys.executable)} {shlex.quote(str(Path(reader_aloud.__file__)))} {{language}}"
TEXT = "The quay held. Forty boats left."


def voice(settings, fault=""):
    settings.VOICE, settings.VOICE_LANGUAGES = f"{PROGRAM} {fault}".strip(), ["en", "de-AT"]
    return CommandVoice()


def test_it_has_a_name_and_says_which_languages_it_speaks(settings):
    made = voice(settings)
    assert made.name
    assert made.languages == {"en", "de"}


@pytest.mark.parametrize("fault", ["", "piped"])
def test_text_becomes_a_wav(settings, fault):
    sound = voice(settings, fault).speak(TEXT, "en-GB", 20)
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getframerate() == reader_aloud.RATE
    _, seconds = joined([sound])
    assert seconds == pytest.approx(0.06, abs=0.001)


def test_several_pieces_are_put_together_with_a_pause(settings):
    made = voice(settings)
    sound, seconds = joined([made.speak(TEXT, "en", 20), made.speak(TEXT, "de", 20)])
    assert seconds == pytest.approx(0.12 + PAUSE, abs=0.001)
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(seconds, abs=0.001)


@pytest.mark.parametrize(("fault", "kind"), [("status", "broken"), ("memory", "broken"), ("endless", "endless")])
def test_every_fault_is_a_voice_error_that_says_which(settings, fault, kind):
    settings.VOICE_MEBIBYTES = 1024
    with pytest.raises(VoiceError) as caught:
        voice(settings, fault).speak(TEXT, "en", 20)
    assert caught.value.kind == kind


@pytest.mark.parametrize("fault", ["hang", "children"])
def test_who_takes_too_long_or_leaves_others_running_is_ended(settings, fault):
    made, began = voice(settings, fault), time.monotonic()
    with pytest.raises(VoiceError) as caught:
        made.speak(TEXT, "en", 0.5)
    assert caught.value.kind == "slow"
    assert time.monotonic() - began < 10  # they would stay for thirty seconds


@pytest.mark.parametrize("fault", ["garbage", "silent"])
def test_what_is_no_sound_is_never_kept(settings, fault):
    with pytest.raises(ValueError, match="no WAV"):
        joined([voice(settings, fault).speak(TEXT, "en", 20)])


@pytest.mark.parametrize("language", ["fr", "en;rm -rf", "../en"])
def test_a_language_it_does_not_speak_is_refused_before_anything_runs(settings, language):
    with pytest.raises(VoiceError) as caught:
        voice(settings).speak(TEXT, language, 20)
    assert caught.value.kind == "language"


def test_text_is_never_an_argument_nor_read_by_a_shell(settings, tmp_path):
    mark = tmp_path / "touched"
    voice(settings).speak(f"$(touch {mark}); `touch {mark}` | touch {mark}", "en", 20)
    assert not mark.exists()


@pytest.mark.parametrize("command", ["", "no-such-program-anywhere --stdout"])
def test_a_program_that_is_not_there_is_refused_at_start(settings, command):
    settings.VOICE = command
    with pytest.raises(ValueError, match="OCTAVO_VOICE"):
        CommandVoice()


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
def test_espeak_reads_where_it_is_installed(settings):
    settings.VOICE, settings.VOICE_LANGUAGES = "espeak-ng --stdout -v {language}", ["en"]
    _, seconds = joined([CommandVoice().speak(TEXT, "en", 20)])
    assert 1 < seconds < 10
