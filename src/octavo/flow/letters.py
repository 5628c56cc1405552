"""The seam to what is written in a mail: pages and their words are not flow's business. And how a letter goes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.core.mail import EmailMultiAlternatives

from octavo.assist.logic.briefing import Pick
from octavo.assist.models import Mistake
from octavo.people.models import User


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in both forms. What goes to readers has headers that let them stop it in one step (RFC 8058)."""

    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


class LetterWriter(Protocol):
    """Writes what goes out by mail."""

    def briefing(self, reader: User, picks: list[Pick], since: datetime, now: datetime) -> Letter | None:
        """Return The Daily Eight with what came of the reader's follows after `since`; None when nothing is left to tell."""
        ...

    def mistakes(self, operator: User, found: Sequence[Mistake], more: int) -> Letter:
        """Return the letter about mistakes that readers reported: `found`, at least one, and how many `more` wait."""
        ...


def post(letter: Letter, address: str) -> None:
    """Send a letter. Raises OSError or smtplib.SMTPException when the mail server does not take it."""
    mail = EmailMultiAlternatives(letter.subject, letter.text, to=[address], headers=letter.headers)
    mail.attach_alternative(letter.html, "text/html")
    mail.send()
