"""A comment's words become a few safe elements and nothing else."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.web.frame.markup import html_of

ALLOWED = {"p", "br", "blockquote", "ul", "li", "code", "strong", "em", "a"}


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p>\n<p>three</p>"),
        ("> said so\n> twice\nNo.", "<blockquote><p>said so<br>twice</p></blockquote><p>No.</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("*so* **very** `*not*` 2*3*4", "<p><em>so</em> <strong>very</strong> <code>*not*</code> 2*3*4</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("javascript:alert(1) data:x", "<p>javascript:alert(1) data:x</p>"),
    ],
)
def test_the_small_set_of_marks(body, html):
    assert html_of(body) == html


def test_a_link_stops_before_the_full_stop_and_vouches_for_nothing():
    html = html_of("See https://a.example/x?y=1&z=2.")
    assert html == (
        '<p>See <a href="https://a.example/x?y=1&amp;z=2" rel="nofollow ugc noopener external">a.example/x?y=1&amp;z=2</a>.</p>'
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>\"'&*`>-\n ahtps:/.=x", max_size=120))
def test_whatever_is_written_only_our_elements_come_out(body):
    html = str(html_of(body))
    tags = re.findall(r"</?([^\s>/]*)([^>]*)>", html)
    assert {name for name, _ in tags} <= ALLOWED
    for name, attributes in tags:
        assert not attributes or (name == "a" and attributes.startswith(' href="http'))
        assert attributes.count('"') in (0, 4)
