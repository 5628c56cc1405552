"""What a publisher allows, in the words that stand on the page. Pure over one row."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from octavo.article.models import Article
from octavo.web.frame.retold import retold

_WISH = {
    "index": gettext_lazy("be listed"),
    "follow": gettext_lazy("have its links followed"),
    "snippet": gettext_lazy("be quoted"),
    "archive": gettext_lazy("be kept"),
    "text_and_data_mining": gettext_lazy("be read by machines"),
    "ai_summary": gettext_lazy("be summarised by machines"),
    "training": gettext_lazy("be used to train machines (this site never does)"),
    "picture": gettext_lazy("have its picture shown elsewhere"),
    "picture_ai": gettext_lazy("have its pictures used by machines"),
}
_PLACES = {
    "robots-meta": gettext_lazy("the page’s robots tag"),
    "x-robots-tag": gettext_lazy("the page’s X-Robots-Tag header"),
    "tdmrep-meta": gettext_lazy("the page’s TDM reservation"),
    "tdmrep-header": gettext_lazy("the page’s TDM reservation header"),
    "tdmrep.json": gettext_lazy("the site’s tdmrep.json"),
    "robots.txt Content-Usage": gettext_lazy("the site’s robots.txt"),
    "robots.txt Content-Signal": gettext_lazy("the site’s robots.txt"),
    "content-usage": gettext_lazy("the page’s Content-Usage header"),
    "content-signal": gettext_lazy("the page’s Content-Signal header"),
    "content-usage-meta": gettext_lazy("the page’s Content-Usage tag"),
    "content-signal-meta": gettext_lazy("the page’s Content-Signal tag"),
    "page": gettext_lazy("the page"),
}

_SHOWN = {
    "full": gettext_lazy("Shown in full."),
    "excerpt": gettext_lazy("Shown as an excerpt."),
    "headline": gettext_lazy("Shown as a headline."),
}


def rights_line(article: Article) -> tuple[str, str]:
    """Return (icon, words) for the line above the headline."""
    if article.complete:
        return "check", gettext("Full text, as the publisher allows")
    if article.access == "headline":
        return "link", gettext("Headline only, as the publisher allows")
    if article.paywalled:
        return "lock", gettext("Excerpt only: the rest is for the publisher’s subscribers")
    if article.access == "full":
        return "clock", gettext("What the publisher’s feed gives") if article.text else gettext(
            "Headline, until the page has been read"
        )
    return "lock", gettext("Excerpt only, as the publisher allows")


def machine_line(article: Article) -> str:
    """Return who decided that machines may not work on this article; "" when they may."""
    if article.may_summarise:
        return ""
    if not article.mining:
        said = retold(article.ai_source) or gettext("stated on the page")
        return gettext("The publisher does not let machines read this text (%(source)s).") % {"source": said}
    if article.ai_source.startswith("not stated"):
        return gettext(
            "The publisher does not say whether machines may summarise it, and this site’s operator leaves such articles alone."
        )
    said = retold(article.ai_source) or gettext("the publisher has not allowed them")
    return gettext("AI tools are off for this article: %(source)s.") % {"source": said}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a publisher states: what the article may or may not, where that stands, and in which words."""

    words: str
    allowed: bool
    place: str
    rule: str


def wishes(article: Article) -> list[Wish]:
    """Return everything that the page, its headers and its host's files state."""
    found = []
    for name, words in _WISH.items():
        stated = article.rights.get(name) or {}
        if stated.get("value") in {"allowed", "refused"}:
            source = str(stated.get("source") or "page")
            place = str(_PLACES.get(source, source))
            found.append(Wish(str(words), stated["value"] == "allowed", place, str(stated.get("rule") or source)))
    return found


def decisions(article: Article) -> list[str]:
    """Return what was decided about showing this article and working on it, and on whose word."""
    shown = str(_SHOWN[article.access])
    length = article.rights.get("snippet_length")
    if length is not None:
        cut = gettext("It is cut to the %(number)s characters that its publisher grants.") % {"number": length}
        shown = f"{shown} {cut}"
    tools = (
        gettext("AI tools are on: %(source)s.") if article.may_summarise else gettext("AI tools are off: %(source)s.")
    )
    return [shown, tools % {"source": retold(article.ai_source) or gettext("nothing was decided yet")}]
