"""Is the site well? For load balancers and monitors."""

from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Max, Min
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from octavo.article.models import Article
from octavo.flow.models import Work
from octavo.kit.clock import now, rfc3339
from octavo.source.models import Source

# The reader takes what is due within a second and polls at least hourly; work that waits this long has nobody doing it.
SILENT_AFTER = timedelta(minutes=5)


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view's signature
    """Answer 200 with what is known, or 503 when the database does not answer."""
    try:
        found, status = _found(now()), 200
    except DatabaseError:
        found, status = {"status": "failing", "database": "does not answer"}, 503
    response = JsonResponse(found, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _found(moment: datetime) -> dict[str, Any]:
    newest = Article.objects.order_by("-published").values_list("published", flat=True).first()
    oldest = Work.objects.filter(due__lte=moment).aggregate(due=Min("due"))["due"]
    leased = Work.objects.filter(lease__gt=moment).exists()
    read = Source.objects.aggregate(last=Max("last_read"))["last"]
    waits = (moment - oldest).total_seconds() if oldest else 0.0
    return {
        "status": "ok",
        "database": connection.vendor,
        "newest_article": rfc3339(newest),
        "queue": {"oldest_due": rfc3339(oldest), "age_seconds": round(waits, 1)},
        "reader": {"alive": _alive(moment, read, waits, leased=leased), "last_read": rfc3339(read)},
    }


def _alive(moment: datetime, read: datetime | None, waits: float, *, leased: bool) -> bool | None:
    """Tell whether something reads: True when it just did or holds work, False when due work lies about, None when nothing was due."""
    if leased or (read and moment - read < SILENT_AFTER):
        return True
    return False if waits > SILENT_AFTER.total_seconds() else None
