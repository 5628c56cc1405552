"""A voice that is a program of the operator's choice: text on its standard input, WAV on its standard output.

`espeak-ng --stdout -v {language}` is one. The program is started without a shell, in a folder of its own, with limits on memory, CPU
time, wall time and what it may answer; what it leaves running is ended with it.
"""

import contextlib
import os
import re
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings

from octavo.assist.errors import VoiceError
from octavo.insight.logic.words import base_language
from octavo.kit import limited

MOST_BYTES = 32 * 2**20  # of one piece: three minutes of stereo at 48 kHz
_CODE = re.compile(r"[a-z]{2,3}")
_STEP = 2**16


class CommandVoice:
    """Reads with the program of OCTAVO_VOICE. Raises ValueError when it names none that can be found."""

    def __init__(self, command: str | None = None) -> None:
        self._command = shlex.split(settings.VOICE if command is None else command)
        if not self._command or not shutil.which(self._command[0]):
            raise ValueError(
                f"OCTAVO_VOICE is {settings.VOICE!r}; name a program that is installed, with its arguments"
            )
        self.name = Path(self._command[0]).name
        self.languages = frozenset(base_language(code) for code in settings.VOICE_LANGUAGES)

    def speak(self, text: str, language: str, seconds: float) -> bytes:
        """Return the text as WAV, within `seconds`. Raises VoiceError."""
        code = base_language(language)
        if not _CODE.fullmatch(code) or code not in self.languages:
            raise VoiceError("language", f"{self.name} does not speak “{code}” (OCTAVO_VOICE_LANGUAGES)")
        with tempfile.TemporaryDirectory(prefix="octavo-voice-") as folder:
            return self._run([part.replace("{language}", code) for part in self._command], text, seconds, folder)

    def _run(self, command: list[str], text: str, seconds: float, folder: str) -> bytes:
        limits = [str(settings.VOICE_MEBIBYTES), str(int(seconds) + 1)]
        try:
            child = subprocess.Popen(  # noqa: S603 - no shell; the program is the operator's setting
                [sys.executable, "-I", str(limited.__file__), *limits, *command],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                cwd=folder, env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "HOME": folder},
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise VoiceError("down", f"{self.name} cannot be started: {error}") from error
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with contextlib.suppress(BrokenPipeError):  # who does not read what it is given answers all the same
                child.stdin.write(text.encode())  # a piece is far smaller than a pipe holds
                child.stdin.close()
            sound = self._answer(child.stdout.fileno(), time.monotonic() + seconds)
            status = child.wait(1)
        except subprocess.TimeoutExpired as error:
            raise VoiceError("slow", f"{self.name} closed its output and did not end") from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                child.stdin.close()
            child.stdout.close()
            child.wait()
        if status:
            raise VoiceError("broken", f"{self.name} ended with status {status}")
        return sound

    def _answer(self, source: int, until: float) -> bytes:
        sound = bytearray()
        with selectors.DefaultSelector() as ready:
            ready.register(source, selectors.EVENT_READ)
            while True:
                if not ready.select(max(0.0, until - time.monotonic())):
                    raise VoiceError("slow", f"{self.name} did not finish in time (OCTAVO_VOICE_SECONDS)")
                piece = os.read(source, _STEP)
                if not piece:
                    return bytes(sound)
                sound += piece
                if len(sound) > MOST_BYTES:
                    raise VoiceError("endless", f"{self.name} gave more than {MOST_BYTES} bytes for one piece")
