"""Who is let in: a stranger is asked to sign in, and whoever may not come further finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from octavo.web.frame.frame import Frame, frame
from octavo.web.frame.page import page, typed

View = Callable[..., HttpResponse]


def for_writers(view: View) -> View:
    """Let whoever is signed in write. What somebody sends who was signed out meanwhile is shown again (403), not lost."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if frame(request).reader is not None:
            return view(request, *args, **named)
        if request.method == "POST":
            return page(request, "errors/signed_out.html", {"kept": typed(request)}, status=403, shared=False)
        return redirect_to_login(request.get_full_path())

    return guarded


def for_moderators(view: View) -> View:
    """Let moderators and operators in."""
    return _guarded(view, lambda who: who.moderator)


def operators_only(view: View) -> View:
    """Let nobody but an operator in."""
    return _guarded(view, lambda who: who.operator)


def _guarded(view: View, may: Callable[[Frame], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        who = frame(request)
        if who.reader is None:
            return redirect_to_login(request.get_full_path())
        if not may(who):
            raise Http404
        return view(request, *args, **named)

    return guarded
