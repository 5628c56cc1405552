"""The sheet of tools: which there are, in their order, and where each stands."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from octavo.article.models import Article
from octavo.kit import seam
from octavo.story.models import Story
from octavo.web.frame.addresses import article_url, story_url

TOOLS = {
    "summary": gettext_lazy("Summary"),
    "facts": gettext_lazy("Key facts"),
    "ask": gettext_lazy("Ask"),
    "explain": gettext_lazy("Explain"),
    "compare": gettext_lazy("Compare"),
    "timeline": gettext_lazy("Timeline"),
    "translate": gettext_lazy("Translate"),
    "listen": gettext_lazy("Listen"),
    "quiz": gettext_lazy("Quiz"),
}
TITLES = TOOLS | {"compare": gettext_lazy("Compare coverage")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One tool on the sheet."""

    name: str
    words: str
    address: str
    icon: str


def translates() -> bool:
    """Say whether a translation engine is chosen (port `assist.translate`); without one the tool is not offered."""
    return "assist.translate" in seam.chosen()


def sheet(of: Article | Story) -> list[Cell]:
    """Return the eight tools beside each other: with a translation engine the summary stands above them instead."""
    left_out = "summary" if translates() else "translate"
    return [
        Cell(name, str(words), address(of, name), "leaf" if name == "summary" else name)
        for name, words in TOOLS.items()
        if name != left_out
    ]


def address(of: Article | Story, tool: str) -> str:
    """Return the address of one tool's page of an article or a story."""
    return article_url(of, f"article-{tool}") if isinstance(of, Article) else story_url(of, f"story-{tool}")


def swapped(request: HttpRequest) -> bool:
    """Say whether HTMX asks for the panel alone."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
