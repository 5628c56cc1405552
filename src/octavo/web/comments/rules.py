"""The house rules, in one place: the page that tells them and the form that names them agree."""

RULES = (
    (
        "Say how you know",
        "Name the article, the document, or that you were there. A claim without a source is a guess; say so.",
    ),
    (
        "The point, not the person",
        "Argue with what was said. Insults, threats and other people’s private matters are hidden.",
    ),
    ("Claims are claims", "What one side says is what one side says, also here."),
    ("Your own words", "No advertising, no text pasted under many articles, no machine-written comments."),
)


def rule_named(number: str) -> str:
    """Return the rule of that number in words ("House rule 2, the point, not the person"), or "" when there is none."""
    if number not in {str(n + 1) for n in range(len(RULES))}:
        return ""
    return f"House rule {number}, {RULES[int(number) - 1][0].lower()}"
