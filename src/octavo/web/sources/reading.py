"""What the sources' pages read. Six queries, however many sources and reads there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext, gettext_lazy, ngettext

from octavo.article.models import Article
from octavo.flow.models import Hub, Work
from octavo.source.models import Publisher, Reading, Source
from octavo.story.models import Member
from octavo.web.frame.paging import Page
from octavo.web.frame.words import number

PER_PAGE = 50
BARS = 24
SURE_OF = 100  # articles whose extraction is averaged
SLOW = 2000  # milliseconds, as Source.state says
STATES = {
    "ok": ("ok", "check", gettext_lazy("Healthy")),
    "slow": ("warn", "clock", gettext_lazy("Slow")),
    "quiet": ("off", "clock", gettext_lazy("Quiet")),
    "waiting": ("off", "clock", gettext_lazy("Not asked yet")),
    "failing": ("bad", "alert", gettext_lazy("Not answering")),
    "refused": ("off", "hide", gettext_lazy("Refused by robots.txt")),
    "paused": ("off", "pause", gettext_lazy("Paused")),
}
FILTERS: dict[str, Q] = {
    "": Q(),
    "failing": Q(paused=False, failures__gt=0),
    "slow": Q(paused=False, failures=0, milliseconds__gt=SLOW),
    "paused": Q(paused=True),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How the sources stand: counts by filter, articles of the last day, near-copies folded, and the age of the queue."""

    counts: dict[str, int]
    articles: int
    copies: int
    oldest: datetime | None  # when the longest-waiting work was due


def figures(now: datetime) -> Figures:
    """Count. Four queries."""
    counts = Source.objects.aggregate(
        all=Count("pk"), **{name: Count("pk", filter=q) for name, q in FILTERS.items() if name}
    )
    day = now - timedelta(days=1)
    return Figures(
        {"": counts.pop("all"), **counts},
        Article.objects.live().filter(published__gte=day).count(),
        Member.objects.filter(placed__gte=day, copy_of__isnull=False).count(),
        Work.objects.filter(due__lte=now).aggregate(oldest=Min("due"))["oldest"],
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A source with its state in words and its last reads, the oldest first: new articles of each, -1 for a failure."""

    source: Source
    state: str
    style: str
    icon: str
    words: str
    bars: tuple[int, ...]

    @property
    def label(self) -> str:
        """The bars in words."""
        failed = sum(1 for bar in self.bars if bar < 0)
        new = sum(bar for bar in self.bars if bar > 0)
        if not self.bars:
            return gettext("No read yet")
        reads = {"num": len(self.bars), "good": len(self.bars) - failed}
        worked = ngettext("%(good)s of %(num)s read worked", "%(good)s of %(num)s reads worked", len(self.bars)) % reads
        fresh = ngettext("%(num)s new article", "%(num)s new articles", new) % {"num": number(new)}
        return f"{worked}, {fresh}"


def found(state: str, words: str) -> QuerySet[Source]:
    """Return the sources in a state ("" for all) whose name or address has `words`; those in trouble first."""
    rows = Source.objects.filter(FILTERS.get(state, Q())).select_related("publisher")
    if words:
        rows = rows.filter(Q(publisher__name__icontains=words) | Q(title__icontains=words) | Q(url__icontains=words))
    return rows.order_by("paused", "-failures", "publisher__name", "pk")


def rows(sources: QuerySet[Source], page: Page, now: datetime) -> list[Row]:
    """Return one page of rows. Two queries."""
    shown = list(sources[page.first : page.first + page.size])
    bars = _bars(shown)
    return [row_of(source, bars.get(source.pk, ()), now) for source in shown]


def row_of(source: Source, bars: tuple[int, ...], now: datetime) -> Row:
    """Return a source as it stands now."""
    state = source.state(now)
    if state == "failing" and source.fault == "robots-refused":
        state = "refused"
    style, icon, said = STATES[state]
    words = str(said)
    if state == "slow":
        words = gettext("Slow, %(seconds)s s") % {"seconds": f"{(source.milliseconds or 0) / 1000:.1f}"}
    return Row(source, state, style, icon, words, bars)


def _bars(sources: Sequence[Source]) -> dict[int, tuple[int, ...]]:
    newest = Reading.objects.filter(source__in=[s.pk for s in sources]).annotate(
        place=Window(RowNumber(), partition_by=F("source_id"), order_by=F("at").desc())
    )
    found: dict[int, list[int]] = {}
    for source, fault, new in newest.filter(place__lte=BARS).order_by("at").values_list("source_id", "fault", "new"):
        found.setdefault(source, []).append(-1 if fault else new)
    return {source: tuple(bars) for source, bars in found.items()}


def hub_words(source: Source, now: datetime) -> str:
    """Return how the source's hub stands, "" when it has none. One query."""
    hub = Hub.objects.filter(source=source).first()
    if hub is None:
        return ""
    if hub.is_live(now):
        return (
            gettext("Delivers what is new") if hub.delivered else gettext("Has promised to deliver, nothing came yet")
        )
    return (
        gettext("Does not deliver: %(fault)s") % {"fault": hub.fault}
        if hub.fault
        else gettext("Asked, has not answered yet")
    )


def sureness(source: Source) -> float | None:
    """Return how sure extraction was of the text of the latest articles, 0..1; None before any page was read. One query."""
    latest = Article.objects.filter(source=source, confidence__isnull=False, refusal="").order_by("-pk")
    found = latest.values_list("confidence", flat=True)[:SURE_OF]
    values = [value for value in found if value is not None]
    return sum(values) / len(values) if values else None


def differing() -> list[tuple[Publisher, int]]:
    """Return the publishers whose rule reads kept pages otherwise than it did, and how many pages. One query."""
    differs = Count("rule__cases", filter=~Q(rule__cases__differs=[]))
    return [(each, each.differ) for each in Publisher.objects.annotate(differ=differs).filter(differ__gt=0)]
