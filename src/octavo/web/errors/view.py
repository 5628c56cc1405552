"""Pages for when something is not there, was refused, or went wrong. What was typed into a form is shown again on each."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from octavo.web.frame.page import page, typed


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 404."""
    return page(request, "errors/404.html", {"kept": typed(request)}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 403."""
    return page(request, "errors/403.html", {"form": False, "kept": typed(request)}, status=403, shared=False)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 400."""
    return page(request, "errors/400.html", {"kept": typed(request)}, status=400, shared=False)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form whose token does not fit (CSRF): what was typed is shown again, so that nothing is lost."""
    return page(request, "errors/403.html", {"form": True, "kept": typed(request)}, status=403, shared=False)


def slow_down(request: HttpRequest) -> HttpResponse:
    """Answer whoever tries to sign in, to sign up or to be written to too often: 429, with the longest wait in seconds."""
    response = page(request, "errors/429.html", status=429, shared=False)
    response["Retry-After"] = "60"
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database. When even the template fails, a bare page remains."""
    try:
        context = {"site": settings.SITE_NAME, "kept": typed(request)}
        body: str = render_to_string("errors/500.html", context, request)
    except Exception:
        body = (Path(__file__).parent / "bare.html").read_text(encoding="utf-8")
    response = HttpResponse(body, status=500)
    response["Cache-Control"] = "no-store"
    return response
