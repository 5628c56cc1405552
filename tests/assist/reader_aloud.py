"""A small program that reads aloud, for the tests: text in, a real WAV out; or, with a second word, whatever can go wrong.

`reader_aloud.py LANGUAGE [FAULT]`. A word lasts a hundredth of a second.
"""

import io
import os
import struct
import sys
import time
import wave

RATE = 8000


def main(language, fault=""):
    text = sys.stdin.read()
    if fault == "hang":
        time.sleep(30)
    if fault == "status":
        return 3
    if fault == "garbage":
        sys.stdout.write("I cannot speak today.")
        return 0
    if fault == "silent":
        return 0
    if fault == "endless":
        while True:
            os.write(1, b"\0" * 65536)
    if fault == "memory":
        bytearray(4 * 2**30)
    if fault == "children":  # it goes, and what it started stays
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        return 0
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        tone = 600 if language == "en" else 300
        file.writeframes(b"".join(struct.pack("<h", tone) for _ in range(RATE // 100 * len(text.split()))))
    sound = bytearray(out.getvalue())
    if fault == "piped":  # who writes to a pipe does not know the length
        sound[4:8] = sound[40:44] = b"\xff\xff\xff\x7f"
    sys.stdout.buffer.write(sound)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
