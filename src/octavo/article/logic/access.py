"""What may be shown, and what machines may do, from the publisher's agreement and the page's own wishes.

The stricter of the two always wins. docs/explanation/rights.md tells the policy in words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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


def decide(
    agreed: str, agreed_ai: str, wishes: Mapping[str, Mapping[str, str]], *, paywalled: bool | None, unstated_ai: str
) -> Verdict:
    """Join the publisher's agreement (`agreed`, `agreed_ai`) with the page's `wishes` ({"snippet": {"value", "source"}…}).

    `unstated_ai` is the operator's choice for pages that say nothing: "allowed" or "refused".
    """
    access = agreed
    for wish, ceiling in _CEILING.items():
        if _value(wishes, wish) == "refused":
            access = _stricter(access, ceiling)
    if paywalled:
        access = _stricter(access, "excerpt")
    mining = _value(wishes, "text_and_data_mining") != "refused"
    ai, ai_source = _ai(agreed_ai, wishes, unstated_ai, mining=mining)
    refusal = "noindex" if _value(wishes, "index") == "refused" else ""
    return Verdict(access, mining, ai, ai_source, refusal)


def _ai(agreed: str, wishes: Mapping[str, Mapping[str, str]], unstated: str, *, mining: bool) -> tuple[str, str]:
    if not mining:
        return "refused", _source(wishes, "text_and_data_mining")
    if agreed != "unstated":
        return agreed, "agreed with the publisher"
    stated = _value(wishes, "ai_summary")
    if stated != "unstated":
        return stated, _source(wishes, "ai_summary")
    return unstated, "not stated by the publisher; this site's own choice"


def _value(wishes: Mapping[str, Mapping[str, str]], name: str) -> str:
    return wishes.get(name, {}).get("value", "unstated")


def _source(wishes: Mapping[str, Mapping[str, str]], name: str) -> str:
    return wishes.get(name, {}).get("source") or "the page"


def _stricter(one: str, other: str) -> str:
    return min(one, other, key=STRICTEST_FIRST.index)
