"""What was measured when an article was placed, in words for operators."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

# In the order in which they are read: what was decided, then what it rests on.
_NAMES = {
    "event_score": gettext_noop("Likelihood of one event"),
    "event_threshold": gettext_noop("Likelihood that joins an event"),
    "story_score": gettext_noop("Likelihood of one storyline"),
    "story_threshold": gettext_noop("Likelihood that joins a storyline"),
    "repeated": gettext_noop("Share of the text that both have"),
    "terms": gettext_noop("Telling words in common"),
    "terms_here": gettext_noop("The same, by how rare they are nearby"),
    "head": gettext_noop("Telling words of headline and lede in common"),
    "head_here": gettext_noop("The same, by how rare they are nearby"),
    "title": gettext_noop("Telling words of the headline in common"),
    "title_here": gettext_noop("The same, by how rare they are nearby"),
    "names": gettext_noop("Names in common"),
    "names_here": gettext_noop("The same, by how rare they are nearby"),
    "unnamed": gettext_noop("Names at one head that the other report lacks"),
    "renamed": gettext_noop("The same the other way round"),
    "numbers": gettext_noop("Numbers in common"),
    "phrases": gettext_noop("Runs of five words in common"),
    "vector": gettext_noop("Likeness of meaning"),
    "days": gettext_noop("Time between, as log(1 + days)"),
    "model": gettext_noop("Weights used"),
}


def told(features: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (name, value) of each measure that `features` holds, in reading order; unknown ones last, as they are."""
    known = [(gettext(name), features[key]) for key, name in _NAMES.items() if key in features]
    others = [(key, value) for key, value in features.items() if key not in _NAMES and key != "nearest"]
    return [(name, f"{value:.2f}" if isinstance(value, float) else str(value)) for name, value in known + others]
