"""Live blogs: entries with their times, made sections under headings before extraction, in the order of the page.

Extractors take one article element of a page; a live blog is many. Only words that a reader sees are moved.
"""

from lxml import html

from octavo.kit.text import squeeze

_HEADS = ("h2", "h3", "h4")
_LONGEST = 40  # characters of a time as shown


def lay_out(body: html.HtmlElement) -> int:
    """Give every dated entry of a live blog in `body` a heading that begins with its time, in place. Returns how many.

    An entry is the smallest element around a time that holds running text, too.
    """
    found = []
    for moment in list(body.iter("time")):
        entry = _entry(moment)
        shown = squeeze(moment.text_content())
        if entry is None or not 0 < len(shown) <= _LONGEST:
            continue
        head = next(entry.iter(*_HEADS), None)
        if head is None:
            head = html.Element("h3")
            entry.insert(0, head)
        elif moment in set(head.iter("time")):
            continue
        said = squeeze(head.text_content())
        tail = head.tail
        head.clear()
        head.tag, head.tail = "h3", tail
        head.text = f"{shown} {said}".strip()
        moment.drop_tree()
        found.append(entry)
    if len(found) > 1:
        for node in list(body.iter("article")):
            node.tag = "div"
        for node in found:  # by names such as "post" an extractor would take one of them for the whole
            for name in ("class", "id", "itemprop", "role"):
                node.attrib.pop(name, None)
    return len(found)


def _entry(moment: html.HtmlElement) -> html.HtmlElement | None:
    node = moment.getparent()
    while node is not None and node.tag not in ("body", "main"):
        if sum(len(squeeze(part.text_content())) for part in node.iter("p")) >= _LONGEST:
            return None if len(list(node.iter("time"))) > 1 else node
        node = node.getparent()
    return None
