"""The messages of the language at hand, looked up once for a page: Django finds out anew at every word, a tenth of a long page's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import translation
from django.utils.translation import trans_real

_open: ContextVar[trans_real.DjangoTranslation | None] = ContextVar("catalogue", default=None)


@contextmanager
def opened() -> Iterator[None]:
    """Keep the catalogue of the active language open while a page is rendered, during which the language stays."""
    kept = _open.set(trans_real.translation(translation.get_language() or "en"))
    try:
        yield
    finally:
        _open.reset(kept)


def gettext(message: str) -> str:
    """Return `message` in the language of the page, or of whoever asks outside of one."""
    catalogue = _open.get()
    return catalogue.gettext(message) if catalogue else translation.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form for `number`, as `gettext` does."""
    catalogue = _open.get()
    return catalogue.ngettext(one, many, number) if catalogue else translation.ngettext(one, many, number)
