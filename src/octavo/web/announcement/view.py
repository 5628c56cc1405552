"""Announcements: operators post and end them, every reader may put one away."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from octavo.people.actions import announcements as acts
from octavo.people.announcements import and_also
from octavo.people.errors import PeopleError
from octavo.people.forms import plain
from octavo.people.models import Announcement
from octavo.web.frame.frame import PUT_AWAY, frame, signed_in
from octavo.web.frame.guards import operators_only
from octavo.web.frame.page import back, ours, page

SHOWN = 50
YEAR = 31_536_000  # seconds
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "in"}, format="%Y-%m-%dT%H:%M")


class Announce(forms.Form):
    """What is told, from when until when. The times are on the operator's own clock."""

    words = forms.CharField(
        label=gettext_lazy("What you tell"),
        max_length=500,
        help_text=gettext_lazy(
            "At the top of every page. *Emphasis*, **strong**, lists and bare links count, as in comments."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        strip=False,
    )
    since = forms.DateTimeField(label=gettext_lazy("From"), required=False, widget=_MOMENT)
    until = forms.DateTimeField(label=gettext_lazy("Until"), required=False, widget=_MOMENT)

    def clean(self) -> dict[str, object]:
        """Refuse years that no announcement is for; some of them no zone can tell."""
        for name in ("since", "until"):
            at = self.cleaned_data.get(name)
            if at is not None and not 2000 <= at.year <= 2100:
                self.add_error(name, _("Give a year of this century."))
        return self.cleaned_data

    def clean_words(self) -> str:
        """Return the words without control characters."""
        words = plain(self.cleaned_data["words"])
        if not words:
            raise forms.ValidationError(_("Write something first."))
        return words


def zone_of(request: HttpRequest) -> tzinfo:
    """Return the operator's time zone, the site's where none is chosen or it is unknown here."""
    for name in (signed_in(request).zone, settings.ZONE):
        try:
            return ZoneInfo(name) if name else UTC
        except (KeyError, ValueError, OSError):
            continue
    return UTC


@require_http_methods(["GET", "HEAD", "POST"])
@operators_only
def announcements(request: HttpRequest) -> HttpResponse:
    """Show what stands, stood and will stand; POST posts another (operators)."""
    now, zone = frame(request).now, zone_of(request)
    form = Announce(request.POST) if request.method == "POST" else Announce()
    if request.method == "POST" and form.is_valid():
        since, until = (_moment(form.cleaned_data[name], zone) for name in ("since", "until"))
        try:
            acts.post(form.cleaned_data["words"], since or now, until, signed_in(request), now)
        except PeopleError as error:
            form.add_error("until", error.message)
        else:
            messages.success(request, _("It stands at the top of every page within half a minute of its time."))
            return redirect("announcements")
    rows = [(row, _state(row, now)) for row in Announcement.objects.select_related("maker")[:SHOWN]]
    context = {"form": form, "rows": rows, "zone": zone, "clock": now.astimezone(zone)}
    return page(request, "announcement/announcements.html", context, status=400 if form.errors else 200, shared=False)


def _moment(typed: datetime | None, zone: tzinfo) -> datetime | None:
    """Return what was typed as a moment: the digits stand for the operator's own clock, whatever Django's is."""
    return typed.replace(tzinfo=zone).astimezone(UTC) if typed else None


def _state(row: Announcement, now: datetime) -> str:
    if row.stands(now):
        return "stands"
    return "over" if row.until is not None and row.until <= now else "coming"


@require_POST
@operators_only
def end(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Take an announcement down (operators)."""
    acts.end(get_object_or_404(Announcement, pk=announcement_id), signed_in(request), frame(request).now)
    messages.success(request, _("It is taken down."))
    return redirect("announcements")


@csrf_exempt  # the button stands on pages that everybody shares; `ours` looks where it was sent from
@require_POST
def put_away(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Show an announcement to this reader no more: kept with the account, or for a stranger in a cookie."""
    if not ours(request):
        raise PermissionDenied
    response, reader = back(request, reverse("front")), frame(request).reader
    if reader is not None:
        acts.put_away_for(reader, announcement_id)
    else:
        kept = and_also(request.COOKIES.get(PUT_AWAY, ""), announcement_id)
        response.set_cookie(PUT_AWAY, kept, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response
