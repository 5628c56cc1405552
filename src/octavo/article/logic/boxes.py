"""Boxes between an article's paragraphs that are told by their build: lists of links, and forms that ask for an address."""

from lxml import html

from octavo.kit.text import squeeze

_BOX = 500  # characters; a box that asks for an e-mail address says little more than why
_LEAD = 120  # characters of the line that leads to a list of links


def drop_boxes(body: html.HtmlElement) -> None:
    """Drop lists of links and newsletter forms from `body`, in place, with the line that heads them."""
    for field in list(body.iter("input")):
        if (field.get("type") or "").lower() == "email" or "email" in (field.get("name") or "").lower():
            _drop(_box_around(field, body))
    for items in list(body.iter("ul")):
        if items.getparent() is not None and _is_link_list(items):
            box = _around(items, body)
            if _is_between_paragraphs(box):
                _drop_with_lead(box)


def _around(items: html.HtmlElement, body: html.HtmlElement) -> html.HtmlElement:
    """Return the outermost element that holds nothing but these items and a line above them."""
    most = len(squeeze(items.text_content())) + _LEAD
    node = items
    while (parent := node.getparent()) is not None and parent is not body:
        if len(squeeze(parent.text_content())) > most:
            break
        node = parent
    return node


def _box_around(field: html.HtmlElement, body: html.HtmlElement) -> html.HtmlElement:
    node = field
    while (parent := node.getparent()) is not None and parent is not body:
        if len(squeeze(parent.text_content())) > _BOX or parent.tag in ("main", "article"):
            break
        node = parent
    return node


def _is_between_paragraphs(node: html.HtmlElement) -> bool:
    """Say whether `node` stands beside paragraphs; elsewhere, its links tell what the box around it is."""
    parent = node.getparent()
    return parent is not None and sum(len(squeeze(p.text_content())) > 60 for p in parent.findall("p")) >= 2


def _is_link_list(items: html.HtmlElement) -> bool:
    """Say whether each of at least two items is a link, perhaps behind a word that says where it leads."""
    rows = items.findall("li")
    if len(rows) < 2 or len(rows) != len(items):
        return False
    for row in rows:
        size = len(squeeze(row.text_content()))
        linked = sum(len(squeeze(link.text_content())) for link in row.iter("a"))
        if not size or size > 200 or linked < 0.6 * size:
            return False
    return True


def _drop_with_lead(items: html.HtmlElement) -> None:
    lead = items.getprevious()
    text = squeeze(lead.text_content()) if lead is not None else ""
    _drop(items)
    if (
        lead is not None
        and 0 < len(text) <= _LEAD
        and (text[-1] in ":：" or lead.tag in ("h2", "h3", "h4", "h5", "h6"))
    ):
        _drop(lead)


def _drop(node: html.HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()
