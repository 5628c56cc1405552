"""Summary: what a language model wrote over the text, where one is chosen; the picked sentences stand beside or instead."""

from octavo.web.tools.prose import Prose, prose, task_of
from octavo.web.tools.scope import Scope

LONG_ENOUGH = 6  # sentences; of fewer a summary would be hardly shorter


def show(scope: Scope) -> dict[str, object]:
    """Return what was written, begun now if nobody asked before."""
    return {"prose": written(scope, make=True)}


def written(scope: Scope, *, make: bool, wait: float | None = None) -> Prose | None:
    """Return the written summary, None where there is none; `make` and `wait` as for `prose`."""
    if sum(len(report.known.sentences) for report in scope.shelf.reports.values()) < LONG_ENOUGH:
        return None
    return prose(scope, task_of("summary", scope.shelf), make=make, wait=wait)
