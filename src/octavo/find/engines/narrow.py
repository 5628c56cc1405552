"""The part of a search that both database engines share: everything but the words, as SQL over `article_article a`."""

from typing import Any

from octavo.find.port import Query

_BY = {
    "publisher": "a.publisher_id = (SELECT id FROM source_publisher WHERE slug = %s)",
    "hashtag": (
        "a.id IN (SELECT t.article_id FROM insight_tagging t JOIN insight_hashtag h ON h.id = t.hashtag_id"
        " WHERE h.slug = %s AND t.rank < 1000)"  # beyond: hidden, or taken off by an operator
    ),
    "language": "a.language LIKE %s",
    "section": (
        "a.id IN (SELECT m.article_id FROM story_member m JOIN story_story s ON s.id = m.story_id WHERE s.section = %s)"
    ),
    "since": "a.published >= %s",
    "until": "a.published < %s",
}


def narrowed(query: Query) -> tuple[str, list[Any]]:
    """Return (" AND …", arguments) for the filters that `query` sets; always leaves out what may not be listed."""
    clauses, arguments = ["a.gone IS NULL", "a.refusal = ''"], []
    for name, clause in _BY.items():
        wanted = getattr(query, name)
        if wanted:
            clauses.append(clause)
            arguments.append(f"{wanted}%" if name == "language" else wanted)
    return "".join(f" AND {clause}" for clause in clauses), arguments
