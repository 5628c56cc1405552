"""What the operator's page about engines reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.utils.translation import gettext, gettext_lazy

from octavo.assist import writing
from octavo.assist.models import Call, Mistake
from octavo.kit import seam
from octavo.web.frame.words import number

DAY = timedelta(days=1)
RECENT, MISTAKES, TIMED = 20, 50, 500
OUTCOMES = {
    "ok": gettext_lazy("answered"),
    "down": gettext_lazy("not reachable"),
    "slow": gettext_lazy("took too long"),
    "busy": gettext_lazy("asked to be left alone"),
    "refused": gettext_lazy("refused"),
    "garbage": gettext_lazy("answered no JSON"),
    "schema": gettext_lazy("answered in another form"),
    "empty": gettext_lazy("answered nothing"),
    "cut": gettext_lazy("broke off"),
    "endless": gettext_lazy("did not end"),
    "language": gettext_lazy("another language"),
    "broken": gettext_lazy("broke"),
}


@dataclass(frozen=True, slots=True)
class Spell:
    """The last 24 hours of one feature with one model. Milliseconds are of answers, None where none came."""

    feature: str
    model: str
    calls: int
    failed: int
    middle: int | None
    slowest: int | None
    passed: int
    withheld: int
    tokens: int
    cost: float

    @property
    def share(self) -> int | None:
        """Per cent of written lines that were withheld, None where none was written."""
        lines = self.passed + self.withheld
        return round(100 * self.withheld / lines) if lines else None


def ports() -> list[tuple[str, str, str]]:
    """Return (port, engine, what is special about it now) of every port that is served."""
    found = []
    for port, name in sorted(seam.chosen().items()):
        resting = port in (writing.MODEL, writing.TRANSLATOR) and writing.resting(port)
        found.append((port, name, gettext("rests after faults") if resting else "chosen"))
    return found


def features() -> list[tuple[str, str]]:
    """Return (feature, model that writes it, "" for none)."""
    return [(feature, writing.writes(feature)) for feature in writing.FEATURES]


def spells(now: datetime) -> list[Spell]:
    """Return the last 24 hours, feature by feature. At most 500 answers of each are timed."""
    calls = Call.objects.filter(made__gt=now - DAY)
    out = []
    rows = calls.values("feature", "model").annotate(
        calls=Count("pk"),
        passed=Sum("passed"),
        withheld=Sum("withheld"),
        tokens=Sum("tokens_in") + Sum("tokens_out"),
        cost=Sum("cost"),
    )
    for row in rows.order_by("feature", "model"):
        mine = calls.filter(feature=row["feature"], model=row["model"])
        answered = mine.filter(outcome="ok")
        times = sorted(answered.order_by("-made").values_list("milliseconds", flat=True)[:TIMED])
        out.append(
            Spell(
                row["feature"], row["model"], row["calls"], mine.exclude(outcome="ok").count(),
                times[len(times) // 2] if times else None, answered.aggregate(m=Max("milliseconds"))["m"],
                row["passed"], row["withheld"], row["tokens"], row["cost"],
            )
        )  # fmt: skip
    return out


def limits() -> list[tuple[str, str]]:
    """Return what the settings bound, in words."""
    tokens, cost = settings.LLM_TOKENS_A_DAY, settings.LLM_COST_A_DAY
    return [
        (gettext("Tokens in 24 hours"), number(tokens) if tokens else gettext("no limit")),
        (gettext("Cost in 24 hours"), f"{cost:g}" if cost else gettext("no limit")),
        (gettext("One answer"), gettext("%(seconds)s seconds at most") % {"seconds": f"{settings.LLM_TIMEOUT:g}"}),
        (gettext("A page waits"), gettext("%(seconds)s seconds at most") % {"seconds": f"{settings.LLM_WAIT:g}"}),
        (gettext("At one time"), gettext("%(number)s for each process") % {"number": settings.LLM_AT_ONCE}),
    ]


def recent() -> list[tuple[Call, str]]:
    """Return the newest calls with how each ended, in words."""
    return [
        (call, str(OUTCOMES.get(call.outcome, call.outcome))) for call in Call.objects.order_by("-made", "-pk")[:RECENT]
    ]


def mistakes() -> list[Mistake]:
    """Return the reports that wait, oldest first."""
    return list(Mistake.objects.filter(settled=None).select_related("writing").order_by("made")[:MISTAKES])
