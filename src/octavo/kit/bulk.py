"""Many rows in one statement. The tables' own columns and defaults decide; the connection arrives as an argument.

For the write path of a refresh only: making a model object and its SQL for each row costs several times what the database
takes to store it (docs/decisions/008-plain-sql-for-a-refresh.md has the figures).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import Any

# Values in one statement: some 200 articles, or 5,000 rows of work (SQLite takes 32,766 values, PostgreSQL 65,535). Not one
# statement for each row: Python's sqlite3 lets go of the interpreter's lock at every statement and must win it back from
# the event loop, which made 30,000 rows take 36 s instead of 3.
AT_ONCE = 5000


def insert(
    connection: Any,
    model: Any,
    given: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    same: Mapping[str, Any] = MappingProxyType({}),
    conflict: str = "DO NOTHING",
    returning: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """Insert `rows` into the table of `model`: the columns `given` differ, those in `same` do not, the rest have their default.

    Values are Python's own (aware times in UTC, tuples for JSON columns); `connection` says how its database wants them.
    `conflict` says what happens to a row whose unique key is taken. Returns the columns `returning` of each row that was
    stored, as the database has them, in any order.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}  # noqa: SLF001
    rest = [name for name in fields if name not in given]
    values = (same.get(name, fields[name].get_default()) for name in rest)
    constant = [fields[name].get_db_prep_save(value, connection) for name, value in zip(rest, values, strict=True)]
    names = ", ".join(f'"{fields[name].column}"' for name in [*given, *rest])
    chosen = [_typed(connection, fields[name], at) for at, name in enumerate(given, 1)] + ["%s"] * len(rest)
    head = f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(chosen)}'  # noqa: SLF001 - names of our own tables
    tail = f" RETURNING {', '.join(returning)}" if returning else ""
    stored: list[tuple[Any, ...]] = []
    for marks, parts in _statements(rows, len(given), _makers(connection, [fields[name] for name in given])):
        # "WHERE true" tells SQLite's parser that what follows is no join (its documentation of UPSERT, section 2.2)
        statement = f"{head} FROM (VALUES {marks}) AS given WHERE true ON CONFLICT {conflict}{tail}"
        stored += _executed(connection, statement, [*constant, *parts], fetch=bool(returning))
    return stored


def update_each(connection: Any, model: Any, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set the columns `names` of one row of `model` for each of `rows` (values in that order, the key last)."""
    fields = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001
    chosen, makers = [fields[name] for name in names], _makers(connection, [fields[name] for name in names])
    sets = ", ".join(f'"{field.column}" = {_typed(connection, field, at)}' for at, field in enumerate(chosen, 1))
    table, key = model._meta.db_table, model._meta.pk.column  # noqa: SLF001
    which = f'WHERE "{table}"."{key}" = given.column{len(names) + 1}'
    head = f'UPDATE "{table}" SET {sets}'  # noqa: S608 - names of our own tables
    for marks, values in _statements(rows, len(names) + 1, makers):
        _executed(connection, f"{head} FROM (VALUES {marks}) AS given {which}", values, fetch=False)


def _typed(connection: Any, field: Any, at: int) -> str:
    """Return the given value at column `at`; PostgreSQL wants to be told its type."""
    return (
        f"CAST(given.column{at} AS {field.db_type(connection)})"
        if connection.vendor == "postgresql"
        else f"given.column{at}"
    )


def _executed(connection: Any, statement: str, values: Sequence[Any], *, fetch: bool) -> list[tuple[Any, ...]]:
    """Run one statement of ours, whose marks are "%s". Returns its rows, if any are to be fetched."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if fetch else []
    # Past Django's cursor, which looks through thousands of marks for each statement to write them as SQLite does.
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return list(connection.connection.execute(_marked(statement), values))


@lru_cache(64)
def _marked(statement: str) -> str:
    return statement.replace("%s", "?")


Makers = list[tuple[int, Callable[[Any], Any]]]


def _statements(rows: Iterable[Sequence[Any]], width: int, makers: Makers) -> Iterator[tuple[str, list[Any]]]:
    """Yield marks and values of statements that carry up to `AT_ONCE` values of rows of `width` each."""
    ready, mark = iter(rows), f"({', '.join(['%s'] * width)})"
    while part := list(islice(ready, max(AT_ONCE // width, 1))):
        values = [value for row in part for value in row]
        for at, make in makers:  # column by column
            values[at::width] = [make(value) for value in values[at::width]]
        yield ", ".join([mark] * len(part)), values


def _makers(connection: Any, fields: Sequence[Any]) -> Makers:
    """Return which places of a row need to be turned into the database's own values, and by what."""
    return [(at, make) for at, field in enumerate(fields) if (make := _maker(connection, field))]


def _maker(connection: Any, field: Any) -> Callable[[Any], Any] | None:
    kind = field.get_internal_type()
    if kind == "DateTimeField" and connection.vendor == "sqlite":
        return _time_as_text
    if kind == "DateTimeField":
        adapt: Callable[[datetime | None], Any] = connection.ops.adapt_datetimefield_value
        return adapt
    if kind == "JSONField" and connection.vendor == "sqlite" and field.encoder is None:
        return _as_json
    if kind == "JSONField":
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    return None


_as_json = lru_cache(4096)(json.dumps)  # the same kinds of paragraphs, authors and categories come again and again


@lru_cache(4096)
def _time_as_text(moment: datetime | None) -> str | None:
    """Write a time as Django's SQLite engine does, several times as fast."""
    if moment is None:
        return None
    return str(moment if moment.tzinfo is UTC else moment.astimezone(UTC))[:-6]  # without +00:00
