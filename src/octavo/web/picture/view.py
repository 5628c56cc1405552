"""Lead pictures, from our own address: readers' browsers never ask a third party."""

from base64 import b64decode
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from octavo.article.models import Picture

# One grey pixel that lets the page's ground through: browsers draw it as large as the picture was to be, whatever the status.
_NOTHING = b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAEAdQwAKWr0CBiOh/AAA=")
YEAR = 31_536_000  # seconds; the name is the content's digest, so it never changes


@require_safe
def picture(request: HttpRequest, digest: str) -> HttpResponseBase:  # noqa: ARG001 - a view's signature
    """Send a picture that some article still shows; a withdrawn one is gone even where its file remains."""
    if not Picture.objects.filter(digest=digest).exists():
        raise Http404
    path = Path(settings.MEDIA_ROOT) / digest[:2] / f"{digest}.webp"
    try:
        file = path.open("rb")
    except FileNotFoundError:  # lost from the disk, while its article still shows it
        return HttpResponse(_NOTHING, content_type="image/webp", status=404, headers={"Cache-Control": "no-store"})
    response = FileResponse(file, content_type="image/webp")
    response["Content-Encoding"] = "identity"  # WebP is packed already; gzip would only cost time
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
