"""Make articles findable: the search index, the vectors, and related articles in both directions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.find.actions import index_articles
from octavo.flow.actions import finish
from octavo.flow.models import Work


def run(rows: Sequence[Work], now: datetime) -> int:  # noqa: ARG001 - every step gets the moment
    """Index the articles of `rows`. Returns how many."""
    targets = [row.target for row in rows]
    with transaction.atomic():
        index_articles(targets)
        finish(rows)
    return len(targets)
