"""What finding gives back."""

from dataclasses import dataclass

RELATIONS = ("same-event", "same-story", "follow-up", "background", "topic")


@dataclass(frozen=True, slots=True)
class Related:
    """One related article. `score` is 0..1; `reason` is a sentence built from what both show; `shared` are the names they share."""

    id: str
    score: float
    relation: str
    reason: str
    shared: tuple[str, ...]
