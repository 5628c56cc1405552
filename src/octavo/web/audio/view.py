"""Recordings: sent whole or in the part that a player asks for, and asked for by readers."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from octavo.article.models import Article
from octavo.assist import voice
from octavo.assist.models import Recording
from octavo.assist.packing import KINDS
from octavo.flow.steps import speak
from octavo.web.frame.addresses import article_url
from octavo.web.frame.frame import frame
from octavo.web.tools.pace import too_many

KEPT_SECONDS = 300  # a withdrawn text must fall silent soon
_BLOCK = 2**16
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@require_safe
def audio(request: HttpRequest, key: str, kind: str) -> HttpResponseBase:
    """Send a recording: whole, or the one part of it that `Range` names (RFC 9110 §14). 404 once a text of it is withdrawn."""
    found = voice.current(Recording.objects.filter(key=key, kind=kind))
    if not found:
        raise Http404
    [recording] = found
    size, etag = recording.path.stat().st_size, f'"{key[:32]}"'
    part = _part(request, size, etag)
    if part is None:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    first, last = part
    if request.method == "HEAD":
        response = HttpResponse(content_type=KINDS[kind])
    else:
        response = StreamingHttpResponse(_blocks(recording.path, first, last), content_type=KINDS[kind])
    if (first, last) != (0, size - 1):
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    response["Content-Encoding"] = "identity"  # packed already, and a part of it must stay that part
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # players of podcasts may be pages of others
    return response


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return (first, last) byte to send, None for a part that is not there. What is no single range of bytes asks for all."""
    whole = (0, size - 1)
    match = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not match or match[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return whole
    if not match[1]:  # the last so many bytes
        count = int(match[2])
        return (max(0, size - count), size - 1) if count else None
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return whole
    return (first, last) if first < size else None


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    left = last - first + 1
    with path.open("rb") as file:
        file.seek(first)
        while left and (block := file.read(min(_BLOCK, left))):
            left -= len(block)
            yield block


@require_POST
def ask(request: HttpRequest, article_id: int, slug: str) -> HttpResponse:  # noqa: ARG001 - the slug is for people
    """Have an article read by this site's voice, and lead back to where it will stand. 404 where it is not offered."""
    article = get_object_or_404(Article.objects.live().select_related("publisher"), pk=article_id)
    if voice.of_article(article) is None:
        raise Http404
    back = article_url(article, "article-listen")
    if slower := too_many(request, back):
        return slower
    if not speak.ask(article, frame(request).now):
        messages.error(request, _("Too many texts wait to be read. Try again later."))
    return redirect(f"{back}#ai-panel")
