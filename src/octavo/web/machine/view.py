"""Engines: which serve, how they do, what they cost, what readers found wrong. Whoever is no operator finds nothing here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from octavo.assist import writing
from octavo.assist.actions import settle_mistake
from octavo.people.actions.moderation import record
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import page
from octavo.web.machine import reading
from octavo.web.tools.sheet import TOOLS


@require_safe
@operators_only
def engines(request: HttpRequest) -> HttpResponse:
    """Show the engines and their last 24 hours."""
    now = frame(request).now
    context = {
        "ports": reading.ports(),
        "features": reading.features(),
        "writing": any(model for _, model in reading.features()),
        "at_work": writing.at_work(),
        "spent": writing.over_limit(now),
        "spells": reading.spells(now),
        "limits": reading.limits(),
        "recent": reading.recent(),
        "mistakes": reading.mistakes(),
        "tools": TOOLS,
    }
    return page(request, "machine/engines.html", context, shared=False)


@require_POST
@operators_only
def settle(request: HttpRequest, mistake_id: int) -> HttpResponse:
    """Mark a mistake as seen to."""
    if settle_mistake(mistake_id, frame(request).now):
        record(signed_in(request), "settled a mistake", frame(request).now, about=f"number {mistake_id}")
        messages.success(request, gettext("Seen to."))
    else:
        messages.error(request, gettext("It was seen to before."))
    return redirect("engines")
