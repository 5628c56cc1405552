"""The house rules, in one place: the page that tells them and the form that names them agree."""

from django.utils import translation
from django.utils.translation import gettext_lazy

RULES = (
    (
        gettext_lazy("Say how you know"),
        gettext_lazy(
            "Name the article, the document, or that you were there. A claim without a source is a guess; say so."
        ),
    ),
    (
        gettext_lazy("The point, not the person"),
        gettext_lazy("Argue with what was said. Insults, threats and other people’s private matters are hidden."),
    ),
    (gettext_lazy("Claims are claims"), gettext_lazy("What one side says is what one side says, also here.")),
    (
        gettext_lazy("Your own words"),
        gettext_lazy("No advertising, no text pasted under many articles, no machine-written comments."),
    ),
)


def rule_named(number: str) -> str:
    """Return the rule of that number in words ("House rule 2, the point, not the person"), or "" when there is none."""
    if number not in {str(n + 1) for n in range(len(RULES))}:
        return ""
    with translation.override("en"):  # it is kept with the comment and told to others: `retold` says it in theirs
        return f"House rule {number}, {str(RULES[int(number) - 1][0]).lower()}"
