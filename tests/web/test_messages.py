"""What pages say is marked, gathered, translated and compiled: nothing is English for a German reader by oversight."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from bench import messages

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
INNER = {"url", "static", "icon", "article_url", "story_url", "about_url", "thread_url", "with_query", "frame", "writes"}
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
    words += [value for value in literals(ENVIRONMENT.parse(source)) if SAID.search(value) and not NO_WORDS.search(value)]
    assert [word for word in words if word not in allowed | {"UTC", "light dark"}] == []
