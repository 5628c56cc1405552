"""The sources and their health; operators add, pause, try, and set rights."""

from asgiref.sync import async_to_sync
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.fetch.errors import FetchError
from octavo.flow import publishers
from octavo.flow.actions import enqueue, export_opml, import_opml
from octavo.flow.finding import find_and_add
from octavo.flow.removal import remove_publisher
from octavo.people.actions.moderation import record
from octavo.people.errors import ClosedError
from octavo.people.forms import plain
from octavo.source.errors import SourceError
from octavo.source.models import Source
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import page
from octavo.web.frame.paging import Page, number_of
from octavo.web.frame.words import number, upfirst
from octavo.web.mine.state import follows
from octavo.web.sources import reading
from octavo.web.sources.faults import error_words
from octavo.web.sources.forms import AddSource, ImportList, Rights

FAILING_SHOWN = 3


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Show every source and how reading it goes."""
    state, words = request.GET.get("state", ""), request.GET.get("sq", "").replace("\x00", "")[:100].strip()
    state = state if state in reading.FILTERS else ""
    now = frame(request).now
    wanted = reading.found(state, words)
    place = Page(number_of(request), reading.PER_PAGE, wanted.count())
    rows = reading.rows(wanted, place, now)
    context = {
        "figures": reading.figures(now),
        "rows": rows,
        "page": place,
        "state": state,
        "words": words,
        "differing": reading.differing() if frame(request).operator else [],
        "failing": [row for row in rows if row.state in {"failing", "refused"}][:FAILING_SHOWN],
        "filters": (
            ("", gettext("All")),
            ("failing", gettext("Failing")),
            ("slow", gettext("Slow")),
            ("paused", gettext("Paused")),
        ),
    }
    return page(request, "sources/sources.html", context)


@require_safe
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """Show one source: its last reads, what went wrong, what its publisher allows."""
    found = get_object_or_404(Source.objects.select_related("publisher"), pk=source_id)
    reads = list(found.readings.order_by("-at")[: reading.BARS])
    row = reading.row_of(found, tuple(-1 if r.fault else r.new for r in reversed(reads)), frame(request).now)
    rights = Rights(initial={"access": found.publisher.access, "ai_summary": found.publisher.ai_summary})
    context = {"row": row, "source": found, "reads": reads, "rights": rights, "agent": settings.AGENT}
    context |= {"follows": follows(frame(request).reader, found.publisher)}
    context |= {"hub": reading.hub_words(found, frame(request).now), "sureness": reading.sureness(found)}
    return page(request, "sources/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def add(request: HttpRequest) -> HttpResponse:
    """Add a site, a feed or a page by its address, or a whole list."""
    form = AddSource(request.POST or None, initial={"access": settings.DEFAULT_RIGHTS})
    if request.method == "POST" and form.is_valid():
        try:
            made, fresh = async_to_sync(find_and_add)(**form.cleaned_data)
        except (FetchError, ValueError) as error:
            form.add_error("address", error_words(error))
        else:
            said = (
                gettext("%(source)s is added and will be read in a moment.")
                if fresh
                else gettext("%(source)s was there already.")
            )
            if fresh:
                record(signed_in(request), "added the source", frame(request).now, about=str(made), words=made.url)
            messages.success(request, said % {"source": made})
            return redirect("source", made.pk)
    return _adding(request, form, ImportList())


def _adding(request: HttpRequest, form: AddSource, opml: ImportList) -> HttpResponse:
    status = 400 if form.errors or opml.errors else 200
    return page(request, "sources/add.html", {"form": form, "opml": opml}, status=status, shared=False)


@require_POST
@operators_only
def import_list(request: HttpRequest) -> HttpResponse:
    """Follow every feed of an OPML file."""
    form = ImportList(request.POST, request.FILES)
    if form.is_valid():
        try:
            added = import_opml(form.cleaned_data["file"], frame(request).now)
        except SourceError as error:
            form.add_error("file", upfirst(str(error)))
        else:
            said = ngettext(
                "%(num)s new source from the list. It will be read in a moment.",
                "%(num)s new sources from the list. They will be read in a moment.",
                added,
            )
            record(signed_in(request), "imported sources", frame(request).now, about=f"{added} new")
            messages.success(request, said % {"num": number(added)})
            return redirect("sources")
    return _adding(request, AddSource(initial={"access": settings.DEFAULT_RIGHTS}), form)


@require_safe
def export_list(request: HttpRequest) -> HttpResponse:
    """Hand out every source as OPML."""
    response = HttpResponse(export_opml(frame(request).now), content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="octavo-sources.opml"'
    return response


@require_POST
@operators_only
def change(request: HttpRequest, source_id: int, act: str) -> HttpResponse:
    """Pause, resume or try a source; set its publisher's rights, or remove it at its request."""
    found = get_object_or_404(Source.objects.select_related("publisher"), pk=source_id)
    said = _ACTS[act](request, found)
    messages.success(request, said)
    return redirect("source", found.pk)


def _pause(request: HttpRequest, found: Source) -> str:
    publishers.pause(found.publisher, [found], signed_in(request), frame(request).now)
    return gettext("%(source)s is paused. Its articles stay.") % {"source": found}


def _resume(request: HttpRequest, found: Source) -> str:
    try:
        publishers.resume(found.publisher, [found], signed_in(request), frame(request).now)
    except ClosedError as error:
        return error.message
    return gettext("%(source)s is read again.") % {"source": found}


def _try(request: HttpRequest, found: Source) -> str:
    if found.publisher.removed:
        return gettext("%(publisher)s asked to be removed; its feeds are not read.") % {"publisher": found.publisher}
    enqueue("poll", [found.pk], frame(request).now)
    return gettext("%(source)s is next in line. Look again in a few seconds.") % {"source": found}


def _rights(request: HttpRequest, found: Source) -> str:
    form = Rights(request.POST)
    if not form.is_valid():
        return gettext("Nothing changed: choose one of the words offered.")
    rights = form.cleaned_data["access"], form.cleaned_data["ai_summary"]
    publishers.set_rights(found.publisher, *rights, signed_in(request), frame(request).now)
    said = gettext("The rights of %(publisher)s are set. Articles follow when they are read next.")
    return said % {"publisher": found.publisher}


def _remove(request: HttpRequest, found: Source) -> str:
    reader = signed_in(request)
    if request.POST.get("sure") != found.publisher.host:
        said = gettext("Nothing was removed: type %(host)s to say that you mean it.")
        return said % {"host": found.publisher.host}
    note = plain(request.POST.get("note", ""))[:300]
    gone = remove_publisher(found.publisher, reader, note, frame(request).now)
    said = ngettext(
        "%(num)s article of %(publisher)s went for good, and its feeds are read no more.",
        "%(num)s articles of %(publisher)s went for good, and its feeds are read no more.",
        gone,
    )
    return said % {"num": number(gone), "publisher": found.publisher}


_ACTS = {"remove": _remove, "pause": _pause, "resume": _resume, "try": _try, "rights": _rights}
