"""An article on several pages is one article; what is merely next to it is not."""

import pytest
from lxml import html

from octavo.article.logic.pages import joined, may_go_on, next_page
from octavo.article.types import Extracted, Paragraph, Right, Rights


@pytest.mark.parametrize(
    ("url", "href", "follows"),
    [
        ("https://c.example/a", "/a?page=2", True),
        ("https://c.example/a?id=7", "/a?id=7&page=2", True),
        ("https://c.example/a?page=2", "/a?page=3", True),
        ("https://c.example/a", "/a/2", True),
        ("https://c.example/a/", "/a/2/", True),
        ("https://c.example/a/page/2/", "/a/page/3/", True),
        ("https://c.example/a.html", "/a-2.html", True),
        ("https://c.example/a.html", "/a-seite-2.html", True),
        ("https://c.example/a", "/another-article", False),
        ("https://c.example/a", "/a?page=3", False),
        ("https://c.example/a?page=3", "/a?page=2", False),
        ("https://c.example/a", "https://other.example/a?page=2", False),
        ("https://c.example/a?id=7", "/a?id=8&page=2", False),
        ("https://c.example/a", "javascript:next()", False),
        (None, "/a?page=2", False),
    ],
)
def test_a_next_page_differs_by_its_number_alone(url, href, follows):
    for tag in (f'<link rel="next" href="{href}">', f'<a rel="nofollow next" href="{href}">Next</a>'):
        found = next_page(html.document_fromstring(f"<html><body><p>x</p>{tag}</body></html>"), url)
        assert (found is not None) is follows


def page(*texts, **named):
    return Extracted(title="Harbour opens", paragraphs=tuple(map(Paragraph, texts)), **named)


def test_pages_are_joined_without_what_they_repeat():
    whole = joined(page("One.", "Two."), [page("Harbour opens", "Two.", "Three."), page("Four.")])
    assert whole.text == "One.\n\nTwo.\n\nThree.\n\nFour."


def test_a_page_with_other_rights_ends_the_article():
    refused = Rights(snippet=Right("refused", "robots-meta", "nosnippet"))
    assert joined(page("One."), [page("Two.", rights=refused), page("Three.")]).text == "One."
    assert joined(page("One."), [page("Two.", paywalled=True)]).text == "One."


def test_further_pages_are_not_asked_for_where_the_text_may_not_be_shown():
    refused = Rights(archive=Right("refused", "robots-meta", "noarchive"))
    assert may_go_on(page("One.", next_page="https://c.example/a?page=2"))
    assert not may_go_on(page("One."))
    assert not may_go_on(page("One.", next_page="https://c.example/a?page=2", rights=refused))
    assert not may_go_on(page("One.", next_page="https://c.example/a?page=2", paywalled=True))
