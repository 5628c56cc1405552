"""`octavo verify`: whether the sources hold the claim."""

from dataclasses import asdict
from typing import Any

import click

from octavo.assist.logic.verify import verify as check
from octavo.assist.types import Source
from octavo.cli.rows import id_of, objects_of, text_of
from octavo.cli.stream import main_filter


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """Answer a claim with its verdict, evidence and reason.

    Raises LineError for a bad field.
    """
    id_of(row)
    sources = [Source(id_of(s), "", text_of(s, "text")) for s in objects_of(row, "sources")]
    verdict = check(text_of(row, "claim"), sources)
    return {
        "verdict": verdict.verdict,
        "score": verdict.score,
        "evidence": [asdict(e) for e in verdict.evidence],
        "reason": verdict.reason,
    }


@click.command()
def verify() -> None:
    """Check claims against their sources, word by word (JSON Lines)."""
    main_filter(answer)
