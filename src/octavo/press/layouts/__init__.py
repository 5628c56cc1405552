"""One file per page layout; each has `page(sheet) -> str`. The name of the file is the publisher's `layout`."""

from octavo.press.layouts import amp, flat, graph, microdata, opengraph, semantic, soup
from octavo.press.layouts.sheet import Sheet

LAYOUTS = {
    "semantic": semantic.page,
    "soup": soup.page,
    "flat": flat.page,
    "graph": graph.page,
    "amp": amp.page,
    "opengraph": opengraph.page,
    "microdata": microdata.page,
}


def render(sheet: Sheet) -> str:
    """Return the HTML page of an article in its publisher's layout."""
    return LAYOUTS[sheet.publisher.layout](sheet)
