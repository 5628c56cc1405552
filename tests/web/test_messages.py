"""What pages say is marked, gathered, translated and compiled: nothing is English for a German reader by oversight."""

import re
from html.parser import HTMLParser

import pytest
from bench import messages
from jinja2 import Environment, nodes

WEB = messages.SOURCE / "web"
TEMPLATES = sorted(p for suffix in ("html", "txt") for p in WEB.rglob(f"*.{suffix}") if "static" not in p.parts)
SHOWN = {"aria-label", "title", "placeholder", "alt", "data-l"}
CODES = messages.languages()
HOLE = re.compile(r"%\((\w+)\)s")

# Words that are the same in every language, or that no page of ours shows in another; each with its reason.
EXCEPTIONS = {
    "about/robot.html": {"User-agent:", "Disallow: /"},  # lines of a robots.txt
    "tools/summary.html": {'id="ai-h">'},  # what is left of a heading whose level is computed
    "sources/publisher.html": {"between the ends", "the page"},  # keys of a table whose words are marked
    "backups/backups.html": {"KiB", "MiB", "GiB", "OCTAVO_BACKUPS_KEPT"},  # units and a setting
    "errors/bare.html": None,  # stands when even templates fail
    "moderation/invites.html": {"OCTAVO_SIGNUP=invite"},  # a setting
}
MARKS = {"_", "gettext", "ngettext", "pgettext"}
INNER = {
    "url",
    "static",
    "icon",
    "article_url",
    "story_url",
    "about_url",
    "thread_url",
    "with_query",
    "frame",
    "writes",
}
# A literal with a capital or of two words is said to somebody, if it is no class, address or name of a field.
SAID = re.compile(r"[A-Z][a-z’]+|[a-z’]+ [a-z’]+")
NO_WORDS = re.compile(r"[-_=/&#<>:]{2}|^ |--|/| btn|^[a-z]+[A-Z]|^HX-|^(GET|HEAD)$|=\"")


class Visible(HTMLParser):
    """Gathers the text and the attributes that a person reads, hears or sees, outside of what is marked."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in SHOWN and value]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.silent:
            self.found += [data]


ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"])


def bare(source):
    """Return a template without its expressions (\0 each), statements, comments and marked sentences."""
    text, marked, before = "", False, []
    for _, kind, value in ENVIRONMENT.lex(source):
        if kind in {"block_begin", "variable_begin"}:
            before = []
        elif kind == "name" and not before and value in {"trans", "endtrans"}:
            marked = value == "trans"
        elif kind == "data" and not marked:
            text += value
        elif kind == "variable_end" and not marked:
            text += "\0"
        if kind not in {"whitespace", "block_begin"}:
            before.append(value)
    return text


def literals(node):
    """Return the strings in expressions that may be shown: not those that are marked, compared with, or parts of addresses."""
    if isinstance(node, (nodes.Compare, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        return []
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKS | INNER:
        return [found for keyword in node.kwargs for found in literals(keyword)]
    own = [node.value] if isinstance(node, nodes.Const) and isinstance(node.value, str) else []
    return own + [found for child in node.iter_child_nodes() for found in literals(child)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(WEB)))
def test_no_template_shows_a_word_that_is_not_marked(path):
    allowed = EXCEPTIONS.get(str(path.relative_to(WEB)), set())
    if allowed is None:
        return
    source = path.read_text(encoding="utf-8")
    seen = Visible()
    seen.feed(bare(source))
    seen.close()
    parts = [part.strip() for found in seen.found for part in re.split(r"\0|\n", found)]
    words = [part for part in parts if len(re.findall(r"[^\W\d_]", part)) > 1]
    words += [
        value for value in literals(ENVIRONMENT.parse(source)) if SAID.search(value) and not NO_WORDS.search(value)
    ]
    assert [word for word in words if word not in allowed | {"UTC", "light dark"}] == []


@pytest.fixture(scope="module")
def gathered():
    return messages.gather()


def said(catalog):
    """Return (context, message) → its translations, one for each form of number."""
    return {(m.context, m.id): m.string if isinstance(m.string, tuple) else (m.string,) for m in catalog if m.id}


def originals(key):
    return key[1] if isinstance(key[1], tuple) else (key[1],)


def test_code_marks_words_by_the_names_that_are_gathered():
    aliases = {
        name
        for path in messages.SOURCE.rglob("*.py")
        for name in re.findall(r"import n?p?gettext\w* as (\w+)", path.read_text())
    }
    assert aliases <= set(messages.KEYWORDS)


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_in_the_languages_file_and_no_other(code, gathered):
    """When this fails: run `make messages`, and translate what is new."""
    assert said(messages.read(code)).keys() == said(gathered).keys()


@pytest.mark.parametrize("code", CODES)
def test_nothing_waits_for_a_translation(code):
    catalog = messages.read(code)
    assert [m.id for m in catalog if m.id and m.fuzzy] == []
    assert [key for key, forms in said(catalog).items() if not all(forms)] == []


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_what_is_put_in_and_the_marks_around_words(code):
    """A plural's single form may leave its number out; no other hole may be missing or new, nor any element or its address."""
    for key, forms in said(messages.read(code)).items():
        source = " ".join(originals(key))
        for form in forms:
            missing = set(HOLE.findall(source)) ^ set(HOLE.findall(form))
            assert not missing - ({"num"} if len(forms) > 1 else set()), (key, form)
            assert sorted(re.findall(r"<[^>]*>", originals(key)[0])) == sorted(re.findall(r"<[^>]*>", form)), (
                key,
                form,
            )
            assert form.count("%") == form.count("%(") + 2 * form.count("%%") or "%" not in source, (key, form)
            assert '"' in source or '"' not in form, (key, form)  # it would end the attribute it may stand in


@pytest.mark.parametrize("code", CODES)
def test_what_is_compiled_is_what_is_written(code):
    catalog = messages.read(code)
    assert messages.place(code).with_suffix(".mo").read_bytes() == messages.compiled(catalog), "run `make messages`"
    assert messages.place(code).read_bytes() == messages.written(catalog), "run `make messages`"


def test_every_language_of_the_settings_has_its_file(settings):
    assert {code for code, _ in settings.LANGUAGES} == {"en", *CODES}
