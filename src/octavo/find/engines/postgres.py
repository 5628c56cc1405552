"""Search by PostgreSQL's full text, in the configuration "simple": many languages share one index, none is stemmed."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from octavo.find.engines.narrow import narrowed
from octavo.find.logic.marks import OPEN, SHUT, split_marks
from octavo.find.logic.words import Term, terms_of
from octavo.find.port import Hit, Query

# No foreign key: a row left behind by a deleted article is never found, since every query joins the article.
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS find_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS find_words_gin ON find_words USING gin (words)",
)
# A word between the fields keeps "north" at a title's end and "pier" at the text's beginning from standing together.
_BREAK = "octavofieldbreak"
# PostgreSQL's parser drops what looks like a tag and keeps "pier/quay", "3.5" and "example.org" whole, where a reader's
# words are split at each sign. So it reads a control character (in no stored text) for each sign that means something
# to it, and what it shows is put back.
_SIGNS = "<>&/.-+@:?=%#~"
_HIDDEN = "".join(map(chr, range(0x0E, 0x0E + len(_SIGNS))))
_SHOWN = str.maketrans(_HIDDEN, _SIGNS)


def _words(text: str) -> str:
    """Return the SQL for `text` as the parser is to read it; take two arguments, `_SIGNS` and `_HIDDEN`."""
    return f"translate({text}, %s, %s)"


_WORDS = (
    f"setweight(to_tsvector('simple', {_words('title')} || ' {_BREAK}'), 'A') || "
    f"setweight(to_tsvector('simple', {_words('subtitle')} || ' {_BREAK}'), 'B') || "
    f"setweight(to_tsvector('simple', {_words('left(text, 500000)')}), 'D')"  # a tsvector holds at most 1 MB
)
_HEADLINE = f"StartSel={OPEN}, StopSel={SHUT}, MaxWords=34, MinWords=18, MaxFragments=1"


class PostgresSearch:
    """The engine for a shared database. Weights as in the embedded one: title 1, standfirst .5, text .17."""

    def prepare(self) -> None:
        """See `octavo.find.port.Search.prepare`."""
        with connection.cursor() as cursor:
            for statement in _SCHEMA:
                cursor.execute(statement)

    def add(self, article_ids: Sequence[int]) -> None:
        """See `octavo.find.port.Search.add`."""
        ids = list(article_ids)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM find_words WHERE id = ANY(%s)", [ids])
            cursor.execute(
                f"INSERT INTO find_words SELECT id, {_WORDS} FROM article_article WHERE id = ANY(%s) AND gone IS NULL AND refusal = ''",
                [_SIGNS, _HIDDEN] * 3 + [ids],
            )

    def find(self, query: Query, *, limit: int, offset: int = 0) -> tuple[list[Hit], int]:
        """See `octavo.find.port.Search.find`."""
        narrow, arguments = narrowed(query)
        match = _match(query.words, query.forms)
        if match is None and query.words.strip():
            return [], 0
        source, order, snippet = "article_article a WHERE true", "a.published DESC", "''"
        given: list[Any] = []
        signs: list[Any] = []
        if match is not None:
            source = "find_words w JOIN article_article a ON a.id = w.id, to_tsquery('simple', %s) q WHERE w.words @@ q"
            snippet = f"ts_headline('simple', {_words('a.text')}, q, '{_HEADLINE}')"
            given, signs = [match], [_SIGNS, _HIDDEN]
            if not query.newest_first:
                order = "ts_rank('{0.17, 0.17, 0.5, 1}', w.words, q) DESC, a.published DESC"
        where = f"FROM {source}{narrow}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {where}", [*given, *arguments])
            total = int(cursor.fetchone()[0])
            cursor.execute(
                f"SELECT a.id, {snippet} {where} ORDER BY {order} LIMIT %s OFFSET %s",
                [*signs, *given, *arguments, limit, offset],
            )
            return [Hit(int(row[0]), *split_marks(row[1].translate(_SHOWN))) for row in cursor.fetchall()], total

    def known(self, words: Sequence[str]) -> list[str]:
        """See `octavo.find.port.Search.known`. One look into the index a word, about 50 µs."""
        held = "SELECT count(*) FROM find_words WHERE words @@ to_tsquery('simple', quote_literal(word))"
        counted = f"SELECT word, ({held}) AS n FROM unnest(%s::text[]) word"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT word FROM ({counted}) c WHERE n > 0 ORDER BY n DESC, word", [list(words)])
            return [row[0] for row in cursor.fetchall()]


def _match(words: str, language: str) -> str | None:
    terms = terms_of(words, language)
    if not terms.wanted:
        return None
    return " & ".join([*map(_expression, terms.wanted), *(f"!({_expression(term)})" for term in terms.unwanted)])


def _expression(term: Term) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in term.words)
    found = [f"{phrase}:*" if term.typed else phrase, *(f"'{form}'" for form in term.forms)]
    return f"({' | '.join(found)})"
