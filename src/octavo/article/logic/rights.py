"""What the publisher allows for a page, each permission with who said it and in which words.

The page, its response headers and its host's files are heard alike, and a refusal outweighs any permission, wherever it
stands. What nobody states is "unstated", and no reader of these values may take that for yes.
"""

from collections.abc import Iterator, Mapping

from lxml import html

from octavo.article.logic.directives import Statement, reservation, robots, usage
from octavo.article.types import Right, Rights
from octavo.fetch.types import HostWishes
from octavo.kit.text import squeeze

_WHOLE = 0.5  # share of the page's running text under data-nosnippet from which on the whole page is meant
Said = tuple[Statement, str]


def rights_of(root: html.HtmlElement, headers: Mapping[str, str], host: HostWishes = HostWishes()) -> Rights:  # noqa: B008 - frozen
    """Return the rights that the page, its response headers and its host's files state.

    Lines of the X-Robots-Tag value are headers of their own. `host.agent` is the product token that scopes name us by.
    """
    lower = {key.lower(): text for key, text in headers.items()}
    return _joined((*_page(root, host.agent), *_response(lower, host.agent), *_files(host)))


def host_rights(host: HostWishes) -> Rights:
    """Return what the host's files alone state, for a page that could not be read."""
    return _joined(_files(host))


def drop_unquotable(root: html.HtmlElement) -> bool:
    """Take what bears data-nosnippet out of the body. Returns True, leaving all in place, when that is most of the page.

    Sites put the attribute on prompts and boxes, which are no part of an article; on most of the text it refuses quoting.
    """
    body = root.find("body")
    nodes = [node for node in body.iter() if node.get("data-nosnippet") is not None] if body is not None else []
    if body is None or not nodes:
        return False
    inner = [
        node for node in nodes if not any(above.get("data-nosnippet") is not None for above in node.iterancestors())
    ]
    size = sum(len(squeeze(part.text_content())) for part in body.iter("p"))
    held = sum(len(squeeze(part.text_content())) for node in inner for part in node.iter("p"))
    if held > _WHOLE * size:
        return True
    for node in inner:
        node.drop_tree()
    return False


def _page(root: html.HtmlElement, agent: str) -> Iterator[Said]:
    metas = [((node.get("name") or node.get("http-equiv") or "").strip().lower(), node) for node in root.iter("meta")]
    policy = next((node.get("content") for name, node in metas if name == "tdm-policy"), None)
    for name, node in metas:
        content = node.get("content") or ""
        if name in ("robots", agent, "x-robots-tag"):
            yield from ((said, "robots-meta") for said in robots(content, agent))
        elif name == "tdm-reservation":
            yield from ((said, "tdmrep-meta") for said in reservation(content, policy))
        elif name in ("content-usage", "content-signal"):
            yield from ((said, f"{name}-meta") for said in usage(content))


def _response(headers: Mapping[str, str], agent: str) -> Iterator[Said]:
    for said in robots(headers.get("x-robots-tag", ""), agent):
        yield said, "x-robots-tag"
    for said in reservation(headers.get("tdm-reservation"), headers.get("tdm-policy")):
        yield said, "tdmrep-header"
    for name in ("content-usage", "content-signal"):
        yield from ((said, name) for said in usage(headers.get(name)))


def _files(host: HostWishes) -> Iterator[Said]:
    yield from ((said, "tdmrep.json") for said in reservation(host.tdm_reservation, host.tdm_policy))
    for name, text in (("Content-Usage", host.content_usage), ("Content-Signal", host.content_signal)):
        yield from ((said, f"robots.txt {name}") for said in usage(text))


def _joined(found: tuple[Said, ...] | Iterator[Said]) -> Rights:
    held: dict[str, Right] = {}
    limits, ends = [], []
    for said, source in found:
        known = held.get(said.right)
        if known is None or (known.value == "allowed" and said.value == "refused"):
            held[said.right] = Right(said.value, source, said.rule[:300])
        limits += [said.limit] if said.limit is not None else []
        ends += [said.until] if said.until is not None else []
    return Rights(**held, snippet_length=min(limits, default=None), unavailable_after=min(ends, default=None))
