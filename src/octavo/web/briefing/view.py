"""The Daily Eight: the newest edition, earlier ones, and by mail or not."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo.assist import voice
from octavo.assist.models import Briefing, Recording
from octavo.flow.steps import mail
from octavo.people.actions.account import choose_language, choose_mail, choose_mistakes
from octavo.people.models import User
from octavo.web.briefing import reading
from octavo.web.briefing.letter import reader_of
from octavo.web.frame.frame import frame, signed_in
from octavo.web.frame.page import page
from octavo.web.frame.zone import ZONES, known


@require_safe
def briefing(request: HttpRequest, stamp: str = "") -> HttpResponse:
    """Show the newest edition, or the one of a moment ("20260805-0600", UTC)."""
    now, reader = frame(request).now, frame(request).reader
    kept = _of(stamp) if stamp else reading.newest(now)
    shown = reading.read(kept, reader, now)
    zone = reading.zone_of(reader)
    context = {
        "edition": shown,
        "there": shown.made.astimezone(zone),
        "zone": zone.key,
        "part": reading.part_of_day(shown.made, zone),
        "earlier": [
            (f"{b.made:%Y%m%d-%H%M}", b.made.astimezone(zone), reading.part_of_day(b.made, zone))
            for b in reading.near(kept, now)
        ],
        "past": bool(stamp),
        "recording": _recording(shown.stored),
        "speaks": voice.chosen(),
    }
    return page(request, "briefing/briefing.html", context)


def _recording(edition: Briefing | None) -> Recording | None:
    """Return what this site's voice read of an edition; None, and no query, where it has no voice."""
    if edition is None or not voice.chosen():
        return None
    return next(iter(voice.current(edition.recordings.order_by("-made"))), None)


def _of(stamp: str) -> Briefing:
    try:
        made = datetime.strptime(stamp, "%Y%m%d-%H%M").replace(tzinfo=UTC)
    except ValueError:
        raise Http404 from None
    found = Briefing.objects.filter(made__gte=made, made__lt=made + timedelta(minutes=1)).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def by_mail(request: HttpRequest) -> HttpResponse:
    """Choose hour and zone of one's letters, or none."""
    reader = signed_in(request)
    if request.method == "POST":
        hour, zone = request.POST.get("hour", ""), request.POST.get("zone", "")
        chosen = int(hour) if hour.isascii() and hour.isdigit() and len(hour) < 3 and int(hour) < 24 else None
        if zone and not known(zone):
            return page(
                request,
                "briefing/by_mail.html",
                {"zones": ZONES, "refused": True, "mails": _mails()},
                status=400,
                shared=False,
            )
        choose_mail(reader, chosen, zone, skips_read="skip" in request.POST)
        if chosen is not None and not reader.language:  # letters speak as the page did on which they were asked for
            choose_language(reader, frame(request).language)
        mail.schedule(reader, frame(request).now)
        if reader.is_staff:
            choose_mistakes(reader, frame(request).now, wanted="mistakes" in request.POST)
        told = (
            gettext("The Daily Eight comes every day at %(hour)s:00.") % {"hour": f"{chosen:02}"}
            if chosen is not None
            else gettext("No letters will come.")
        )
        messages.success(request, told)
        return redirect("briefing")
    return page(request, "briefing/by_mail.html", {"zones": ZONES, "refused": False, "mails": _mails()}, shared=False)


def _mails() -> bool:
    """Say whether letters leave this site: without a mail server they are only written to its log."""
    return bool(settings.EMAIL_HOST) or not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


@require_safe
def stop(request: HttpRequest, mark: str) -> HttpResponse:
    """Ask whether the letters should stop. Opening the link alone stops nothing: mail scanners open links."""
    if reader_of(mark) is None:
        raise Http404
    return page(request, "briefing/stop.html", {"mark": mark, "done": False}, shared=False)


@csrf_exempt  # mail programs post here for their reader (RFC 8058); the signed mark is the proof
@require_POST
def stopped(request: HttpRequest, mark: str) -> HttpResponse:
    """Stop the letters of the reader whose mark it is."""
    reader = User.objects.filter(pk=reader_of(mark) or 0).first()
    if reader is None:
        raise Http404
    choose_mail(reader, None, reader.zone, skips_read=reader.mail_skips_read)
    mail.schedule(reader, frame(request).now)
    return page(request, "briefing/stop.html", {"mark": mark, "done": True}, shared=False)


@csrf_exempt
def stop_or_stopped(request: HttpRequest, mark: str) -> HttpResponse:
    """Answer GET with the question and POST with the deed."""
    return stopped(request, mark) if request.method == "POST" else stop(request, mark)
