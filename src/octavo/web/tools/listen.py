"""Listen: the browser's own voice reads; the server only says what. Where this site has a voice, it reads whole articles too."""

from octavo.web.tools.comparing import compared
from octavo.web.tools.reports import to_compare
from octavo.web.tools.scope import Line, Scope
from octavo.web.tools.shelf import Ref

MOST = 12


def show(scope: Scope) -> dict[str, object]:
    """Return what is to be read: of an article its own sentences on the page; of a story the lines that lead it."""
    if scope.article:
        return {"spoken": [], "minutes": max(1, round(scope.article.word_count / 150))}
    chosen = to_compare(scope.rows)
    known = compared(chosen).known if chosen else ()
    spoken = [
        Line(
            k.text,
            (Ref(k.address, k.publisher, gettext("%(publisher)s: open the sentence") % {"publisher": k.publisher}),),
            k.language,
        )
        for k in known
    ]
    words = sum(len(line.text.split()) for line in spoken[:MOST])
    return {"spoken": spoken[:MOST], "minutes": max(1, round(words / 150))}
