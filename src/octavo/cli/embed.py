"""`octavo embed`: a text's vector."""

from typing import Any

import click

from octavo.cli.rows import embed_one, id_of, text_of
from octavo.cli.stream import main_filter


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer `{"id","text"}` with an L2-normalised vector.

    Raises LineError for a bad field.
    """
    id_of(row)
    return {"vector": [round(float(x), 7) for x in embed_one(text_of(row, "text"))]}


@click.command()
def embed() -> None:
    """Turn each text into a vector (JSON Lines)."""
    main_filter(answer)
