"""What readers are shown cannot run, and says what it said."""

import time

import pytest

from octavo.kit.html import NestingError, sanitize, without_floods, words_of


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<svg><a href=javascript:alert(1)>x</a></svg>",
        "<math><style><img src=x onerror=alert(1)></style></math>",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    ],
)
def test_nothing_that_could_run_comes_through(attack):
    safe = sanitize(attack).lower()
    assert not any(word in safe for word in ("script", "onerror", "<svg", "<form", "style", "<iframe", "<math"))


def test_relative_addresses_go_unless_a_base_is_known():
    assert sanitize('<a href="/x">x</a>') == '<a rel="noopener noreferrer">x</a>'
    assert 'href="https://press.example/x"' in sanitize('<a href="/x">x</a>', "https://press.example/a/")


def test_the_text_of_what_is_removed_stays_where_it_is_text():
    assert sanitize("<form><p>Vote <button>now</button></p></form>") == "<p>Vote now</p>"


def test_plain_text_with_signs_stays_the_same_text():
    assert sanitize("3 < 4 & 5 > 2") == "3 &lt; 4 &amp; 5 &gt; 2"


def test_control_and_invisible_characters_go():
    assert sanitize("a\x00b\u200bc") == "abc"


def test_markup_that_nests_beyond_reason_is_refused():
    with pytest.raises(NestingError):
        sanitize("<div>" * 2000)


@pytest.mark.parametrize(
    "hiding",
    [
        "</p>" * 5000 + "<div>" * 2000,
        '<div title="</div>">' * 2000,
        "<div title='</div>'>" * 2000,
        "<div><!-- </div> -->" * 2000,
        "<div><style></div></style>" * 2000,
    ],
)
def test_closing_tags_do_not_hide_what_nests_beyond_reason(hiding):
    with pytest.raises(NestingError):
        sanitize(hiding)


def test_long_honest_markup_is_kept_whole():
    line = '<p title="a > b">One <b>two</b><br>three</p>'
    assert sanitize(line * 2000).count("<b>") == 2000


def test_the_words_of_markup_come_block_by_block():
    assert words_of("<p>One <b>bold</b> word.</p>\n<ul><li>Two</li><li></li></ul>Three") == (
        "One bold word.",
        "Two",
        "Three",
    )


def test_two_line_breaks_begin_a_paragraph_and_one_is_a_space():
    assert words_of("One<br>two<br/> <br>three") == ("One two", "three")


def test_plain_text_is_one_paragraph_and_nothing_is_none():
    assert words_of("Just\n words") == ("Just words",)
    assert words_of(" ") == words_of("<p></p>") == ()


def test_code_is_not_words_and_signs_are():
    assert words_of("<script>alert(1)</script><style>p{}</style><p>3 &lt; 4 &amp;amp; <!-- no -->5</p>") == (
        "3 < 4 &amp; 5",
    )


def test_words_that_nest_beyond_reason_are_one_paragraph():
    assert words_of("<div>" * 2000 + "One <b>two</b>") == ("One two",)


_MANY = 100_000


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(_MANY)),
        " ".join(f'a{n}=">"' for n in range(_MANY)),
        "/".join(f"a{n}" for n in range(_MANY)),
        "".join(f'a{n}="1"' for n in range(_MANY)),
        "a'b " + " ".join(f"a{n}" for n in range(_MANY)) + " c'd",
    ],
    ids=["plain", "quoted", "slashes", "glued", "stray quotes"],
)
def test_a_flood_of_attributes_costs_next_to_nothing_and_the_text_stays(attributes):
    began = time.thread_time()
    assert sanitize(f"<p>Before</p><b {attributes}>and after</b>") == "<p>Before</p><b>and after</b>"
    assert words_of(f"<p>Before</p><p {attributes}>and after</p>") == ("Before", "and after")
    assert time.thread_time() - began < 2  # 0.1 here; the parser alone would take ten


def test_tags_of_honest_length_keep_their_attributes():
    long = f'<img alt="{"word " * 9000}" src="https://a.example/i.png">'
    assert without_floods(long) == long
    code = f"<script>if (a<b && {'c && ' * 9000}d) go()</script><p>Text"
    assert without_floods(code) == code
    comment = f"<!-- a <b {'c ' * 9000} -->"
    assert without_floods(comment + "<p>Text") == comment + "<p>Text"
