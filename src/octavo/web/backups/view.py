"""The operator's page of backups. Nothing is packed or unpacked while somebody waits: the reader does that."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from octavo.flow import backups
from octavo.flow.actions import enqueue
from octavo.flow.errors import BackupError
from octavo.flow.models import Work
from octavo.people.actions.moderation import record
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import page
from octavo.web.frame.retold import retold

SURE = "restore"  # what an operator types before the site is replaced


def _file(name: str) -> Path:
    found = backups.named(name)
    if found is None:
        raise Http404
    return found


@require_safe
@operators_only
def backups_page(request: HttpRequest) -> HttpResponse:
    """Show the backups there are, what is being made, and the restore that waits."""
    context: dict[str, Any] = {
        "rows": backups.kept(),
        "work": {row.target: row for row in Work.objects.filter(step="backup")},
        "staged": backups.staged(),
        "most": settings.BACKUPS_KEPT,
        "folder": str(backups.folder()),
        "sure": SURE,
    }
    return page(request, "backups/backups.html", context, shared=False)


@require_safe
@operators_only
@reauthentication_required
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a backup, piece by piece, to an operator who has just said who they are: it holds every account and the key."""
    found = _file(name)
    _logged(request, "downloaded a backup", name)
    response = FileResponse(found.open("rb"), as_attachment=True, filename=name, content_type="application/gzip")
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # packed already
    return response


@require_POST
@operators_only
def change(request: HttpRequest, act: str) -> HttpResponse:
    """Have a backup made or the unchecked ones checked, or take a waiting restore back."""
    _ACTS[act](request)
    return redirect("backups")


@require_POST
@operators_only
@reauthentication_required
def one(request: HttpRequest, name: str, act: str) -> HttpResponse:
    """Delete a backup, or let the next start restore it."""
    found = _file(name)
    if act == "delete":
        if (backups.staged() or {}).get("file") == name:
            messages.error(request, _("The next start restores this one. Take that back first."))
        else:
            backups.forget(found)
            _logged(request, "deleted a backup", name)
            messages.success(request, _("The backup is deleted."))
    elif request.POST.get("sure", "").strip().lower() != SURE:
        messages.error(request, _("Nothing was done: type “%(word)s” to say that you mean it.") % {"word": SURE})
    else:
        _stage(request, found)
    return redirect("backups")


def _stage(request: HttpRequest, found: Path) -> None:
    try:
        backups.stage(found, signed_in(request).name, frame(request).now)
    except BackupError as error:
        messages.error(request, retold(str(error)))
    else:
        _logged(request, "asked to restore", found.name)
        messages.success(request, _("The next start restores it. Stop Octavo and start it again."))


def _make(request: HttpRequest) -> None:
    with transaction.atomic():
        enqueue("backup", [backups.MAKE], frame(request).now)
        _logged(request, "asked for a backup", "octavo")
    messages.success(request, _("The reader makes a backup now. Look again in a minute."))


def _check(request: HttpRequest) -> None:
    enqueue("backup", [backups.CHECK], frame(request).now)
    messages.success(request, _("The reader looks through what is not checked yet. Look again in a minute."))


def _cancel(request: HttpRequest) -> None:
    if backups.staged():
        backups.unstage()
        _logged(request, "took back the restore", "octavo")
    messages.success(request, _("The next start restores nothing."))


_ACTS: dict[str, Callable[[HttpRequest], None]] = {"make": _make, "check": _check, "cancel": _cancel}


def _logged(request: HttpRequest, verb: str, about: str) -> None:
    record(signed_in(request), verb, frame(request).now, about=about)
