"""What a publisher allows, in the words that stand on the page. Pure over one row."""

from dataclasses import dataclass

from octavo.article.models import Article

_WISH = {
    "index": "be listed",
    "follow": "have its links followed",
    "snippet": "be quoted",
    "archive": "be kept",
    "text_and_data_mining": "be read by machines",
    "ai_summary": "be summarised by machines",
    "training": "be used to train machines (this site never does)",
    "picture": "have its picture shown elsewhere",
    "picture_ai": "have its pictures used by machines",
}
_PLACES = {
    "robots-meta": "the page’s robots tag",
    "x-robots-tag": "the page’s X-Robots-Tag header",
    "tdmrep-meta": "the page’s TDM reservation",
    "tdmrep-header": "the page’s TDM reservation header",
    "tdmrep.json": "the site’s tdmrep.json",
    "robots.txt Content-Usage": "the site’s robots.txt",
    "robots.txt Content-Signal": "the site’s robots.txt",
    "content-usage": "the page’s Content-Usage header",
    "content-signal": "the page’s Content-Signal header",
    "content-usage-meta": "the page’s Content-Usage tag",
    "content-signal-meta": "the page’s Content-Signal tag",
    "page": "the page",
}


def rights_line(article: Article) -> tuple[str, str]:
    """Return (icon, words) for the line above the headline."""
    if article.complete:
        return "check", "Full text, as the publisher allows"
    if article.access == "headline":
        return "link", "Headline only, as the publisher allows"
    if article.paywalled:
        return "lock", "Excerpt only: the rest is for the publisher’s subscribers"
    if article.access == "full":
        return "clock", "What the publisher’s feed gives" if article.text else "Headline, until the page has been read"
    return "lock", "Excerpt only, as the publisher allows"


def machine_line(article: Article) -> str:
    """Return who decided that machines may not work on this article; "" when they may."""
    if article.may_summarise:
        return ""
    if not article.mining:
        return f"The publisher does not let machines read this text ({article.ai_source or 'stated on the page'})."
    if article.ai_source.startswith("not stated"):
        return "The publisher does not say whether machines may summarise it, and this site’s operator leaves such articles alone."
    return f"AI tools are off for this article: {article.ai_source or 'the publisher has not allowed them'}."


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
            place = _PLACES.get(source, source)
            found.append(Wish(words, stated["value"] == "allowed", place, str(stated.get("rule") or source)))
    return found


def decisions(article: Article) -> list[str]:
    """Return what was decided about showing this article and working on it, and on whose word."""
    shown = {"full": "in full", "excerpt": "as an excerpt", "headline": "as a headline"}[article.access]
    length = article.rights.get("snippet_length")
    capped = f", cut to the {length} characters that its publisher grants" if length is not None else ""
    tools = "on" if article.may_summarise else "off"
    return [f"Shown {shown}{capped}.", f"AI tools are {tools}: {article.ai_source or 'nothing was decided yet'}."]
