"""The seam to what is written in a mail: pages and their words are not flow's business."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from octavo.assist.logic.briefing import Pick
from octavo.people.models import User


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in both forms, with the headers that let its reader stop it in one step (RFC 8058)."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


class LetterWriter(Protocol):
    """Writes The Daily Eight as mail."""

    def briefing(self, reader: User, picks: list[Pick], now: datetime) -> Letter | None:
        """Return the letter, or None when nothing is left to tell this reader."""
        ...
