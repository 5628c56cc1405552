"""Why a page cannot be read or taken for an article, in words for whoever gave its address."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from octavo.fetch.errors import FetchError, HttpStatusError
from octavo.web.frame.words import upfirst

_FETCHED = {  # slugs of octavo.fetch.errors and octavo.flow.steps.page
    "forbidden-address": gettext_noop("Only public addresses that begin with https:// or http:// are asked."),
    "robots-refused": gettext_noop("The publisher’s robots.txt refuses it."),
    "too-large": gettext_noop("The page is too large."),
    "timed-out": gettext_noop("The server did not answer in time."),
    "dns": gettext_noop("No server has this name. Look whether the address is spelled right."),
    "tls": gettext_noop("Its secure connection is faulty."),
    "connect": gettext_noop("Nobody answers there."),
    "http-status": gettext_noop("The server answered with an error."),
    "redirects": gettext_noop("It is passed on from address to address without end."),
    "bad-encoding": gettext_noop("What the server sent cannot be unpacked."),
    "too-costly": gettext_noop("The page is too large or too tangled to be taken apart."),
    "not-html": gettext_noop("It is no web page."),
    "unreadable": gettext_noop("The page is empty."),
}
_REFUSED = {  # slugs of octavo.article.logic.kind
    "missing": gettext_noop("The page says that it is not there."),
    "captcha": gettext_noop("The page asks whether a person is reading."),
    "login": gettext_noop("The page asks to sign in."),
    "consent": gettext_noop("The page asks for consent first."),
    "author-index": gettext_noop("It is an author’s page, not an article."),
    "section-front": gettext_noop("It is a front page or a list of articles."),
    "empty": gettext_noop("The page holds no running text."),
}


def fault_words(fault: str) -> str:
    """Return why a page could not be read, for the slug `fault`; one that is not known stays as it is."""
    return _words(_FETCHED, fault)


def refusal_words(refusal: str) -> str:
    """Return why a page is not taken for an article, for "slug: words"."""
    return _words(_REFUSED, refusal)


def error_words(error: FetchError | ValueError) -> str:
    """Return what to tell an operator whose address could not be followed: the fault in words, else what the error says."""
    if isinstance(error, HttpStatusError):
        return _("The server answered with the error %(status)s.") % {"status": error.status}
    if isinstance(error, FetchError) and error.code in _FETCHED:
        return _(_FETCHED[error.code])
    said = str(error)
    return said if said.startswith("http") else upfirst(said)


def _words(known: dict[str, str], said: str) -> str:
    slug, _colon, rest = said.partition(":")
    return _(known[slug]) if slug in known else f"{(rest or slug).strip()}."
