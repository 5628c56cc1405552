"""Search by SQLite's FTS5 with the articles' own table as external content, so that each text is stored once."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from octavo.find.engines.narrow import narrowed
from octavo.find.logic.marks import OPEN, SHUT, split_marks
from octavo.find.logic.words import Term, terms_of
from octavo.find.port import Hit, Query

# External content must be told the old words when a row changes (SQLite FTS5, section 4.4.3). `find_indexed` keeps
# which articles are in; the triggers take an article out the moment its words change, and `add` puts it back.
_OUT = "INSERT INTO find_words(find_words, rowid, title, subtitle, text) VALUES ('delete', old.id, old.title, old.subtitle, old.text);"
_SCHEMA = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS find_words USING fts5(title, subtitle, text, content='article_article',
       content_rowid='id', tokenize="unicode61 remove_diacritics 2", prefix='2 3')""",
    "CREATE TABLE IF NOT EXISTS find_indexed (id INTEGER PRIMARY KEY)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_known USING fts5vocab(find_words, row)",  # its words; holds nothing of its own
    f"""CREATE TRIGGER IF NOT EXISTS find_words_changed BEFORE UPDATE OF title, subtitle, text ON article_article
        WHEN EXISTS (SELECT 1 FROM find_indexed WHERE id = old.id)
         AND (old.title, old.subtitle, old.text) IS NOT (new.title, new.subtitle, new.text)
        BEGIN {_OUT} DELETE FROM find_indexed WHERE id = old.id; END""",
    f"""CREATE TRIGGER IF NOT EXISTS find_words_deleted BEFORE DELETE ON article_article
        WHEN EXISTS (SELECT 1 FROM find_indexed WHERE id = old.id)
        BEGIN {_OUT} DELETE FROM find_indexed WHERE id = old.id; END""",
)
_LISTED = "gone IS NULL AND refusal = ''"


class Fts5Search:
    """The embedded engine. Title weighs 6, standfirst 3, text 1 in bm25 (SQLite FTS5 documentation, section 5.1.1)."""

    def prepare(self) -> None:
        """See `octavo.find.port.Search.prepare`. Runs at every start: a migration that rebuilds the table drops its triggers."""
        with connection.cursor() as cursor:
            for statement in _SCHEMA:
                cursor.execute(statement)

    def add(self, article_ids: Sequence[int]) -> None:
        """See `octavo.find.port.Search.add`."""
        if not article_ids:
            return
        ids, marks = list(article_ids), ",".join(["%s"] * len(article_ids))
        new = f"FROM article_article WHERE id IN ({marks}) AND {_LISTED} AND id NOT IN (SELECT id FROM find_indexed)"
        old = f"FROM article_article WHERE id IN ({marks}) AND NOT ({_LISTED}) AND id IN (SELECT id FROM find_indexed)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO find_words(find_words, rowid, title, subtitle, text) SELECT 'delete', id, title, subtitle, text {old}",
                ids,
            )
            cursor.execute(f"DELETE FROM find_indexed WHERE id IN (SELECT id {old})", ids)
            cursor.execute(
                f"INSERT INTO find_words(rowid, title, subtitle, text) SELECT id, title, subtitle, text {new}", ids
            )
            cursor.execute(f"INSERT INTO find_indexed(id) SELECT id {new}", ids)

    def find(self, query: Query, *, limit: int, offset: int = 0) -> tuple[list[Hit], int]:
        """See `octavo.find.port.Search.find`."""
        narrow, arguments = narrowed(query)
        match = _match(query.words, query.forms)
        if match is None:
            return ([], 0) if query.words.strip() else self._browse(narrow, arguments, limit, offset)
        order = "a.published DESC" if query.newest_first else "bm25(find_words, 6, 3, 1), a.published DESC"
        where = f"FROM find_words JOIN article_article a ON a.id = find_words.rowid WHERE find_words MATCH %s{narrow}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {where}", [match, *arguments])
            total = int(cursor.fetchone()[0])
            cursor.execute(
                f"SELECT a.id, snippet(find_words, 2, %s, %s, '…', 32) {where} ORDER BY {order} LIMIT %s OFFSET %s",
                [OPEN, SHUT, match, *arguments, limit, offset],
            )
            return [Hit(int(row[0]), *split_marks(row[1])) for row in cursor.fetchall()], total

    def known(self, words: Sequence[str]) -> list[str]:
        """See `octavo.find.port.Search.known`. About 10 µs a word."""
        marks = ",".join(["%s"] * len(words))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT term FROM find_known WHERE term IN ({marks}) ORDER BY doc DESC, term", list(words))
            return [row[0] for row in cursor.fetchall()]

    def _browse(self, narrow: str, arguments: list[Any], limit: int, offset: int) -> tuple[list[Hit], int]:
        where = f"FROM article_article a WHERE 1 = 1{narrow}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {where}", arguments)
            total = int(cursor.fetchone()[0])
            cursor.execute(
                f"SELECT a.id {where} ORDER BY a.published DESC LIMIT %s OFFSET %s", [*arguments, limit, offset]
            )
            return [Hit(int(row[0]), "", ()) for row in cursor.fetchall()], total


def _match(words: str, language: str) -> str | None:
    """Return the FTS5 expression for a reader's words, each phrase quoted so that nothing in it is an operator."""
    terms = terms_of(words, language)
    if not terms.wanted:
        return None
    wanted = " AND ".join(map(_expression, terms.wanted))
    return " NOT ".join([f"({wanted})", *map(_expression, terms.unwanted)])


def _expression(term: Term) -> str:
    found = [f'"{" ".join(term.words)}"{"*" if term.typed else ""}', *(f'"{form}"' for form in term.forms)]
    return f"({' OR '.join(found)})"
