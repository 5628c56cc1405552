"""What a publisher allows, in the words that stand on the page. Pure over one row."""

from octavo.article.models import Article

_WISH = {
    "index": "be listed",
    "follow": "have its links followed",
    "snippet": "be quoted",
    "archive": "be kept",
    "text_and_data_mining": "be read by machines",
    "ai_summary": "be summarised by machines",
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


def wishes(article: Article) -> list[tuple[str, str, str]]:
    """Return (what, "allowed" or "refused", who says so) of everything the page states."""
    found = []
    for name, words in _WISH.items():
        stated = article.rights.get(name) or {}
        if stated.get("value") in {"allowed", "refused"}:
            found.append((words, str(stated["value"]), str(stated.get("source") or "the page")))
    return found
