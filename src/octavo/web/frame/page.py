"""Making a page: its bytes, how long they may be kept, and by whom."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.exceptions import SuspiciousOperation
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag, url_has_allowed_host_and_scheme

from octavo.web.frame.catalogue import opened
from octavo.web.frame.frame import frame

# Long enough that a burst of readers costs one page, short enough that "2 minutes ago" stays true.
SHARED_SECONDS = 30


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    shared: bool = True,
    vary: tuple[str, ...] = (),
) -> HttpResponse:
    """Render `template`. A `shared` page of an anonymous reader may be cached by anyone and answers 304 when it is the same.

    Pages with a form are not `shared`: their token belongs to one reader. Signed-in readers' pages never are.
    """
    private = not shared or frame(request).reader is not None or bool(len(get_messages(request)))
    with opened():
        body = render_to_string(template, dict(context or {}), request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ("Accept-Language", "Cookie", *vary))
    if private:
        response["Cache-Control"] = "private, no-cache" if shared else "private, no-store"
        return response
    response["Cache-Control"] = f"public, max-age={SHARED_SECONDS}"
    if status != 200 or request.method not in ("GET", "HEAD"):
        return response
    etag = quote_etag(_mark(body, frame(request).nonce))
    response["ETag"] = etag
    conditional = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(conditional, HttpResponse)
    return conditional


def moved(address: str) -> HttpResponse:
    """Answer 301. Not kept by browsers: a headline that changes and changes back would send them in circles."""
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = "no-cache"
    return response


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Lead back to the page of ours that the form names in `back`, to no other site, and `otherwise` to that address."""
    asked = request.POST.get("back", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return HttpResponseRedirect(asked if ours else otherwise)


def ours(request: HttpRequest) -> bool:
    """Say whether a form was sent from a page of this site, by what browsers state (Origin; none: no browser).

    For forms on pages that everybody shares: such a page can carry no token of one reader's own.
    """
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS


def typed(request: HttpRequest) -> list[str]:
    """Return what a person wrote into a form, as opposed to chose, so that a refusal can show it again.

    [] where the form itself cannot be read.
    """
    try:
        request.POST  # noqa: B018 - read here, once
    except (SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return [text for name in ("body", "words", "note") for text in request.POST.getlist(name) if text.strip()]


def _mark(body: str, nonce: str) -> str:
    """Return what tells two versions of a page apart; the nonce, new each time, does not count."""
    return hashlib.blake2b(body.replace(nonce, "").encode() if nonce else body.encode(), digest_size=12).hexdigest()
