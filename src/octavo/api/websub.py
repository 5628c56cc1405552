"""Where hubs reach us (WebSub): they check our requests here, and deliver what feeds publish."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from octavo.flow import websub
from octavo.kit.clock import now


@csrf_exempt  # a hub has no session: the address is secret, and what it sends is signed
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a hub's check with its challenge, or take a delivery.

    404 for what we did not ask for (the specification's way to refuse), 413 over the cap. A delivery that is not signed by
    the hub is answered like any other and ignored, so that nobody learns which signatures pass.
    """
    if request.method == "GET":
        challenge = websub.answer(token, request.GET, now())
        if challenge is None:
            raise Http404
        return HttpResponse(challenge, content_type="text/plain; charset=utf-8")
    body = request.read(websub.MOST_BYTES + 1)
    if len(body) > websub.MOST_BYTES:
        return HttpResponse("Too much for one delivery.", status=413, content_type="text/plain; charset=utf-8")
    kind, signature = request.headers.get("Content-Type", ""), request.headers.get("X-Hub-Signature", "")
    if not websub.receive(token, body, kind, signature, now()):
        raise Http404
    return HttpResponse(status=202)
