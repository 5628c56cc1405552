"""Make articles findable by their words, as soon as they are stored: understanding them takes longer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.find.actions import index_articles
from octavo.flow.actions import finish
from octavo.flow.models import Work


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Bring the search index up to date for the articles of `rows`. Returns how many."""
    with transaction.atomic():
        index_articles([row.target for row in rows])
        finish(rows)
    return len(rows)
