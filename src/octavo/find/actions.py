"""Every write of finding: the search index and the stored relations."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from octavo.find.models import Relation
from octavo.find.port import Search
from octavo.find.types import Related
from octavo.kit import seam

KEPT_RELATIONS = 12


def search_engine() -> Search:
    """Return the chosen search engine."""
    engine: Search = seam.engine("find.search")
    return engine


@transaction.atomic
def index_articles(article_ids: Sequence[int]) -> None:
    """Bring the search index up to date for these articles."""
    search_engine().add(article_ids)


@transaction.atomic
def store_relations(found: Mapping[int, Sequence[tuple[int, Related]]]) -> None:
    """Replace the relations of each article with (other article's id, relation), best first."""
    Relation.objects.filter(article_id__in=list(found)).delete()
    Relation.objects.bulk_create(
        [
            Relation(
                article_id=article_id,
                other_id=other_id,
                score=related.score,
                relation=related.relation,
                reason=related.reason[:300],
                shared=list(related.shared),
            )
            for article_id, relations in found.items()
            for other_id, related in relations[:KEPT_RELATIONS]
        ],
        ignore_conflicts=True,
    )
