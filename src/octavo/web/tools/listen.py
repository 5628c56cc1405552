"""Listen: the browser's own voice reads; the server only says what. Where this site has a voice, it reads whole articles too."""

from dataclasses import dataclass

from django.utils.translation import gettext

from octavo.article.models import Article
from octavo.assist import voice
from octavo.assist.models import Recording
from octavo.flow.steps import speak
from octavo.web.tools.comparing import compared
from octavo.web.tools.scope import Line, Scope
from octavo.web.tools.shelf import Ref

MOST = 12


def show(scope: Scope) -> dict[str, object]:
    """Return what is to be read: of an article its own sentences on the page; of a story the lines that lead it."""
    if scope.article:
        return {"spoken": [], "aloud": _aloud(scope.article), "minutes": max(1, round(scope.article.word_count / 150))}
    known = compared(scope.rows).known
    spoken = [
        Line(
            k.text,
            (Ref(k.address, k.publisher, gettext("%(publisher)s: open the sentence") % {"publisher": k.publisher}),),
            k.language,
        )
        for k in known
    ]
    words = sum(len(line.text.split()) for line in spoken[:MOST])
    return {"spoken": spoken[:MOST], "aloud": None, "minutes": max(1, round(words / 150))}


@dataclass(frozen=True, slots=True)
class Aloud:
    """What this site's voice has of an article: the `recording`, or None while it is `making` or nobody asked."""

    recording: Recording | None
    making: bool

    @property
    def asks(self) -> bool:
        """Say whether there is none yet, so that the page is soon another."""
        return self.recording is None

    @property
    def minutes(self) -> int:
        """Length of the recording, at least 1."""
        return max(1, round(self.recording.seconds / 60)) if self.recording else 0


def _aloud(article: Article) -> Aloud | None:
    """Return what this site's voice offers; None where it may not read the article, cannot, or there is none."""
    reading = voice.of_article(article)
    if reading is None:
        return None
    found = voice.recorded(reading)
    there = found is not None and found.path.exists()
    return Aloud(found if there else None, making=not there and speak.waits(article))
