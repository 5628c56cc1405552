"""What publishers ask for is heard, and silence is not consent."""

import pytest
from lxml import html

from octavo.article.logic.rights import rights_of


def state(meta="", **headers):
    root = html.document_fromstring(f"<html><head>{meta}</head><body><p>x</p></body></html>")
    found = rights_of(root, {name.replace("_", "-"): value for name, value in headers.items()}).as_object()
    return {name: right["value"] for name, right in found.items() if right["value"] != "unstated"}


@pytest.mark.parametrize(
    ("meta", "headers", "stated"),
    [
        ("", {}, {}),
        ("<meta name=robots content='noindex, nofollow'>", {}, {"index": "refused", "follow": "refused"}),
        ("<meta name=robots content='max-snippet:0'>", {}, {"snippet": "refused"}),
        ("<meta name=robots content='max-snippet:-1, noarchive'>", {}, {"snippet": "allowed", "archive": "refused"}),
        ("<meta name=tdm-reservation content=1>", {}, {"text_and_data_mining": "refused"}),
        ("", {"X_Robots_Tag": "googlebot: noindex"}, {}),
        ("", {"X_Robots_Tag": "googlebot: noindex, octavobot: nosnippet"}, {"snippet": "refused"}),
        ("", {"X_Robots_Tag": "noai"}, {"text_and_data_mining": "refused", "ai_summary": "refused"}),
        ("", {"TDM_Reservation": "1"}, {"text_and_data_mining": "refused"}),
        ("", {"Content_Usage": "train-ai=n"}, {"text_and_data_mining": "refused"}),
        ("", {"Content_Signal": "search=yes, ai-input=no"}, {"index": "allowed", "ai_summary": "refused"}),
        ("<meta name=robots content=index>", {"X_Robots_Tag": "noindex"}, {"index": "refused"}),
    ],
)
def test_each_way_of_asking_is_understood(meta, headers, stated):
    assert state(meta, **headers) == stated
