"""A page as an article: body, facts, rights and how sure we are."""

from collections.abc import Mapping
from dataclasses import replace

from octavo.article.logic import metadata
from octavo.article.logic.body import body_of, excerpt_seen
from octavo.article.logic.hidden import drop_hidden
from octavo.article.logic.identity import canonical_url
from octavo.article.logic.page import parse
from octavo.article.logic.pages import next_page
from octavo.article.logic.rights import drop_unquotable, rights_of
from octavo.article.logic.rules import SURE, by_rule
from octavo.article.types import Extracted, PageRule, Paragraph, Right, Teased
from octavo.fetch.types import HostWishes


def extract(
    page: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    headers: Mapping[str, str] | None = None,
    host: HostWishes = HostWishes(),  # noqa: B008 - frozen
    rule: PageRule | None = None,
) -> Extracted:
    """Return the article that `page` holds; what it does not say is None or ().

    `headers` are the response's, for X-Robots-Tag and its kin; `host` is what its host's files wish; `rule` is its
    publisher's, and where it finds nothing the page is read as any other. What a reader cannot see, and the page's
    furniture, never come out. About 30 ms for a usual page.
    Raises UnreadablePageError when `page` is no HTML.
    """
    root = parse(page, content_type)
    facts = metadata.facts_of(root, url)
    following = next_page(root, url)
    rights = rights_of(root, headers or {}, host)
    drop_hidden(root)
    if drop_unquotable(root) and rights.snippet.value != "refused":
        rights = replace(rights, snippet=Right("refused", "page", "data-nosnippet"))
    ruled: tuple[Paragraph, ...] = ()
    if rule:
        facts, ruled = by_rule(root, rule, facts)
    paragraphs, confidence, elsewhere = (ruled, SURE, Teased()) if ruled else body_of(root, url, facts)
    return Extracted(
        url=url,
        canonical_url=canonical_url(url, declared=facts.canonical) if url else facts.canonical,
        title=facts.title,
        subtitle=facts.subtitle,
        authors=facts.authors,
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        publisher=facts.publisher,
        section=facts.section,
        tags=facts.tags,
        image=facts.image,
        paragraphs=paragraphs,
        excerpt=excerpt_seen(facts.excerpt, facts.title, paragraphs),
        paywalled=facts.paywalled,
        rights=rights,
        confidence=confidence,
        live=facts.live,
        next_page=following,
        teased=elsewhere,
    )
