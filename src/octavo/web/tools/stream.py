"""A written answer while it comes: server-sent events, one for each line that passed the gate, and one at the end.

A script adds the lines to the page and then asks for the panel anew; without it the page says that an answer is being written.
"""

import json
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, StreamingHttpResponse

from octavo.assist import writing
from octavo.assist.logic.gate import Passed
from octavo.assist.writing import Job
from octavo.web.tools.ask import asked_of
from octavo.web.tools.scope import Scope, refs_of
from octavo.web.tools.shelf import Shelf


def stream(scope: Scope) -> StreamingHttpResponse:
    """Return the answer to the question in the address as events `line` and `done`. Raises Http404 where nothing writes.

    It takes a thread of the server while it lasts; OCTAVO_LLM_AT_ONCE and OCTAVO_LLM_TIMEOUT bound how many and how long.
    """
    if not writing.writes("ask"):
        raise Http404
    task, shelf = asked_of(scope)
    found = writing.written(task, wait=0.0) if task else None
    response = StreamingHttpResponse(_events(found, shelf), content_type="text/event-stream")
    response["Cache-Control"] = "private, no-store"
    response["X-Accel-Buffering"] = "no"
    response["Content-Encoding"] = "identity"  # compressed, lines would wait for a full block
    return response


def _events(found: object, shelf: Shelf) -> Iterator[str]:
    if isinstance(found, Job):
        for passed in found.follow(settings.LLM_TIMEOUT + 1):
            yield ": still writing\n\n" if passed is None else _line(passed, shelf)
    yield "event: done\ndata: {}\n\n"


def _line(passed: Passed, shelf: Shelf) -> str:
    refs = refs_of(shelf, [(article, start) for article, start, _ in passed.places])
    if not refs:
        return ": no address\n\n"
    told = {
        "text": passed.text,
        "language": shelf.language,
        "refs": [{"href": ref.href, "text": ref.text, "label": ref.label} for ref in refs],
    }
    return f"event: line\ndata: {json.dumps(told)}\n\n"
