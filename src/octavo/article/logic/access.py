"""What may be shown, and what machines may do, from the publisher's agreement and the page's own wishes.

The stricter of the two always wins. docs/explanation/rights.md tells the policy in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.article.types import Rights
from octavo.kit.clock import rfc3339

STRICTEST_FIRST = ("headline", "excerpt", "full")

# page's wish refused → the most that may then be shown
_CEILING = {"snippet": "headline", "archive": "excerpt"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided for one article. `ai` and `mining` come with the one who decided."""

    access: str  # headline, excerpt or full
    mining: bool
    ai: str  # allowed or refused
    ai_source: str
    refusal: str = ""  # slug when the article may not be listed at all
    snippet_length: int | None = None  # characters that an excerpt may have
    picture: bool = True


def decide(
    agreed: str,
    agreed_ai: str,
    wishes: Mapping[str, Any],
    *,
    paywalled: bool | None,
    unstated_ai: str,
    now: datetime | None = None,
) -> Verdict:
    """Join the publisher's agreement (`agreed`, `agreed_ai`) with the page's `wishes` (as `stored_wishes` gives them).

    `unstated_ai` is the operator's choice for pages that say nothing: "allowed" or "refused". `now` is compared with the
    moment after which the page wishes to be gone; None: that moment has not come.
    """
    access = agreed
    for wish, ceiling in _CEILING.items():
        if _value(wishes, wish) == "refused":
            access = _stricter(access, ceiling)
    length = wishes.get("snippet_length")
    if paywalled or length is not None:
        access = _stricter(access, "excerpt")
    mining = _value(wishes, "text_and_data_mining") != "refused"
    ai, ai_source = _ai(agreed_ai, wishes, unstated_ai, mining=mining)
    return Verdict(
        access,
        mining,
        ai,
        ai_source,
        _refusal(wishes, now),
        length if isinstance(length, int) else None,
        _value(wishes, "picture") != "refused",
    )


def stored_wishes(rights: Rights) -> dict[str, Any]:
    """Return what an article keeps of its rights, ready for JSON: the contract's form and its two limits."""
    until = rfc3339(rights.unavailable_after)
    return {**rights.as_object(), "snippet_length": rights.snippet_length, "unavailable_after": until}


def leaves(wishes: Mapping[str, Any]) -> datetime | None:
    """Return the moment after which the page wishes to be gone; None when it names none."""
    text = wishes.get("unavailable_after")
    return datetime.fromisoformat(text) if isinstance(text, str) else None


def _refusal(wishes: Mapping[str, Any], now: datetime | None) -> str:
    if _value(wishes, "index") == "refused":
        return "noindex"
    end = leaves(wishes)
    return "unavailable" if end and now and end <= now else ""


def _ai(agreed: str, wishes: Mapping[str, Any], unstated: str, *, mining: bool) -> tuple[str, str]:
    if not mining:
        return "refused", _source(wishes, "text_and_data_mining")
    if agreed != "unstated":
        return agreed, "agreed with the publisher"
    stated = _value(wishes, "ai_summary")
    if stated != "unstated":
        return stated, _source(wishes, "ai_summary")
    return unstated, "not stated by the publisher; this site's own choice"


def _value(wishes: Mapping[str, Any], name: str) -> str:
    return str((wishes.get(name) or {}).get("value", "unstated"))


def _source(wishes: Mapping[str, Any], name: str) -> str:
    said = wishes.get(name) or {}
    source, rule = said.get("source") or "the page", said.get("rule")
    return f"{source}: {rule}" if rule else str(source)


def _stricter(one: str, other: str) -> str:
    return min(one, other, key=STRICTEST_FIRST.index)
