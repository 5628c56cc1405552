"""Which panel shows which tool, and what each needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass

from octavo.web.tools import ask, compare, explain, facts, listen, quiz, summary, timeline, translate
from octavo.web.tools.scope import Scope
from octavo.web.tools.sheet import sheet, translates
from octavo.web.tools.shelf import Ref

_SHOWS: dict[str, Callable[[Scope], dict[str, object]]] = {
    "summary": summary.show,
    "translate": translate.show,
    "facts": facts.show,
    "ask": ask.show,
    "explain": explain.show,
    "compare": compare.show,
    "timeline": timeline.show,
    "listen": listen.show,
    "quiz": quiz.show,
}
NEED_AIDS = frozenset({"facts", "explain", "timeline", "quiz"})


def panel_of(tool: str, scope: Scope) -> dict[str, object]:
    """Return what the templates need to show `tool` on the sheet of `scope`."""
    show = _SHOWS.get(tool)
    return {
        "cells": sheet(scope.of),
        "scope": scope,
        "translates": translates(),
        "panel": show(scope) if show else {},
    }


def being_made(panel: object) -> bool:
    """Say whether something is being made, or can be asked for by a form, so that the page may not be kept: soon it is another."""
    shown = panel if isinstance(panel, Mapping) else {}
    asks = getattr(shown.get("aloud"), "asks", False)
    return bool(shown.get("making") or getattr(shown.get("prose"), "making", False) or asks)


def anchors_in(made: object) -> set[str]:
    """Return the anchors of this page that the lines of a panel lead to, so that each can lead back."""
    if isinstance(made, Ref):
        return {made.href[1:]} if made.href.startswith("#") else set()
    if isinstance(made, str):
        return set()
    if isinstance(made, Mapping):
        return anchors_in(list(made.values()))
    if is_dataclass(made):
        return anchors_in([getattr(made, field.name) for field in fields(made)]) if _ours(made) else set()
    return set().union(*(anchors_in(part) for part in made)) if isinstance(made, Iterable) else set()


def _ours(made: object) -> bool:
    return type(made).__module__.startswith("octavo.web.")
