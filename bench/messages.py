"""Gather every word that a page says into the languages' files, and compile them: `make messages`.

A message that is new stands in each `.po` without a translation; one that is gone leaves. `add de` begins a language.
docs/how-to/languages.md tells the way.

Usage: python bench/messages.py [add CODE]
"""

import io
import sys
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "octavo"
LOCALE = SOURCE / "web" / "locale"
METHODS = [("web/**.html", "jinja2"), ("web/**.txt", "jinja2"), ("**/migrations/**", "ignore"), ("**.py", "python")]
OPTIONS = {
    "web/**": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true", "trimmed": "true", "silent": "false"},
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def gather() -> Catalog:
    """Return every message that templates and code mark, in the order of files; without the numbers of lines, which move daily."""
    found = Catalog(project="Octavo", charset="utf-8", fuzzy=False)
    options = {pattern: OPTIONS["web/**"] for pattern, method in METHODS if method == "jinja2"}
    for file, _, message, comments, context in sorted(
        extract_from_dir(SOURCE, METHODS, options, KEYWORDS, strip_comment_tags=True), key=lambda row: row[:2]
    ):
        found.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return found


def languages() -> list[str]:
    """Return the codes of the languages that have a file, in order."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def place(code: str) -> Path:
    """Return where a language's messages are kept."""
    return LOCALE / code / "LC_MESSAGES" / "django.po"


def read(code: str) -> Catalog:
    """Return a language's messages with their translations."""
    with place(code).open("rb") as file:
        return read_po(file, locale=code)


def compiled(catalog: Catalog) -> bytes:
    """Return what the `.mo` beside a `.po` must hold; always the same for the same messages."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def written(catalog: Catalog) -> bytes:
    """Return the `.po` of a language: files but no lines, so that only what changed shows in a difference."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def main() -> None:
    """Bring every language up to what is said now."""
    if sys.argv[1:2] == ["add"]:
        place(sys.argv[2]).parent.mkdir(parents=True)
        place(sys.argv[2]).write_bytes(
            written(Catalog(locale=sys.argv[2], project="Octavo", charset="utf-8", fuzzy=False))
        )
    said = gather()
    for code in languages():
        catalog = read(code)
        said.creation_date = catalog.creation_date  # a date that changes each time would hide what did
        catalog.update(said, no_fuzzy_matching=True, update_header_comment=False)
        catalog.header_comment = (
            f"# What Octavo's pages say, in {Locale.parse(code).get_display_name('en')}: docs/how-to/languages.md"
        )
        place(code).write_bytes(written(catalog))
        place(code).with_suffix(".mo").write_bytes(compiled(catalog))
        left = [message.id for message in catalog if message.id and not all(_strings(message))]
        print(f"{code}: {len(catalog)} messages, {len(left)} without a translation")


def _strings(message: object) -> tuple[str, ...]:
    string = message.string  # type: ignore[attr-defined]
    return tuple(string) if isinstance(string, (tuple, list)) else (string,)


if __name__ == "__main__":
    main()
