"""The stories in the order of the day, as every list shows them."""

from django.db.models import QuerySet

from octavo.story.models import Story

# What a list never shows is never read: texts are the greater part of the table.
UNREAD = ("text", "kinds", "rights", "authors", "categories")


def ranked() -> QuerySet[Story]:
    """Return the stories in the order of the day, with what a list shows of each lead."""
    deferred = [f"lead__{name}" for name in UNREAD]
    return (
        Story.objects.live()
        .filter(lead__gone=None, lead__refusal="")
        .select_related("lead__publisher", "lead__picture")
        .defer(*deferred)
        .order_by("-rank", "-pk")
    )
