"""Sound as WAV: several recordings of one voice put together, with a pause between them."""

import io
import wave
from collections.abc import Sequence

PAUSE = 0.4  # seconds
_CHANNELS, _WIDTHS, _RATES = (1, 2), (1, 2), (8_000, 48_000)
_Form = tuple[int, int, int]  # channels, bytes of a sample, samples a second


def joined(recordings: Sequence[bytes]) -> tuple[bytes, float]:
    """Return one WAV file of all of them, and its length in seconds.

    Raises ValueError when one is no WAV of plain samples (8 or 16 bits, 8 to 48 kHz), holds no sound, or is unlike the first.
    """
    parts = [_samples(recording) for recording in recordings]
    if not parts:
        raise ValueError("there is nothing to join")
    form, _ = parts[0]
    if any(other != form for other, _ in parts):
        raise ValueError("the voice changed its form of sound on the way")
    channels, width, rate = form
    silence = (b"\x80" if width == 1 else b"\0" * width) * channels * int(rate * PAUSE)
    sound = silence.join(samples for _, samples in parts)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(sound)
    return out.getvalue(), len(sound) / (channels * width * rate)


def _samples(recording: bytes) -> tuple[_Form, bytes]:
    """Return form and samples. A program that writes to a pipe cannot know the length it puts at the head: it is not believed."""
    try:
        with wave.open(io.BytesIO(recording), "rb") as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            samples = file.readframes(len(recording))
    except (wave.Error, EOFError) as error:
        raise ValueError("it is no WAV file") from error
    channels, width, rate = form
    if channels not in _CHANNELS or width not in _WIDTHS or not _RATES[0] <= rate <= _RATES[1]:
        raise ValueError(f"its form of sound ({channels} channels, {8 * width} bits, {rate} Hz) is not for speech")
    whole = len(samples) - len(samples) % (channels * width)
    if not whole:
        raise ValueError("it holds no sound")
    return form, samples[:whole]
