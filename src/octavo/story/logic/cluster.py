"""Deciding, in arrival order, which event and storyline an article belongs to; and deciding again over the last days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from octavo.story.logic.agglomerate import agglomerate
from octavo.story.logic.bonds import Bonds
from octavo.story.logic.headlines import group_headlines
from octavo.story.logic.likeness import FEATURES, MODEL, measure, same_event, same_story
from octavo.story.logic.window import Window
from octavo.story.types import Placement, Redirect, Report

_Measured = dict[str, tuple[Report, tuple[float, ...]]]
HOPE = 0.15
NEVER = -1e12  # the edge between two that a person put apart: no company lifts the mean above a threshold
NO_EDGE = 0.01  # likelihoods below change no mean by more than the thresholds' own error
MANY_HEADLINES = 20  # fewer bare headlines are company of full reports and are joined like them


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds of mean likelihood, 0..1, and bounds of the work done for one article.

    `event`/`story` decide on arrival; `event_review`/`story_review` decide in review, where everything is known.
    """

    event: float = 0.40
    story: float = 0.30
    event_review: float = 0.35
    story_review: float = 0.30
    candidates: int = 32
    members: int = 6
    review_hours: float = 72.0


@dataclass(slots=True)
class _Link:
    """What one candidate group offers: the mean likelihood over its members, and its best member with the measures."""

    group: str
    mean: float
    best: str
    measured: tuple[float, ...]


class Clusterer:
    """Online story clustering. The same reports in the same order give the same placements; nothing said is taken back by `place`."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.window = Window()
        self.placements: dict[str, Placement] = {}
        self._events: dict[str, list[str]] = defaultdict(list)  # event → article ids in arrival order
        self._stories: dict[str, list[str]] = defaultdict(list)  # story → article ids in arrival order
        self._edges: dict[
            tuple[str, str], tuple[float, float]
        ] = {}  # (newer, older) → likelihood of one event, of one story
        self.bonds = Bonds()  # what people have decided; every review keeps it
        self._compared: set[str] = set()  # members that the report at hand was compared with, beyond its candidates
        self._unlinked: set[str] = set()

    def place(self, report: Report, now: datetime | None = None) -> Placement:
        """Decide where a report belongs and remember it. Bounded cost: at most `candidates` comparisons, whatever is live.

        `now` is the moment of arrival; it stands in for an unknown publication time.
        """
        if report.published is None and now is not None:
            report = replace(report, published=now)
        copy = self.window.copied(report)
        measured = {
            other.id: (other, measure(report, other)) for other in self.window.near(report, self.options.candidates)
        }
        if copy is not None and copy[0].id not in measured:
            measured[copy[0].id] = (copy[0], measure(report, copy[0]))
        for i, (_, m) in measured.items():
            self._edges[report.id, i] = (1.0, 1.0) if copy and i == copy[0].id else (same_event(m), same_story(m))
        placement = self._decide(report, measured, copy)
        for key in [(report.id, i) for i in self._compared | measured.keys()]:
            if max(self._edges[key]) <= NO_EDGE:  # most are, and no review would look at them
                del self._edges[key]
        self._compared.clear()
        self._keep(report, placement)
        return placement

    def remember(self, report: Report, placement: Placement) -> None:
        """Take a report with a placement decided before: by an earlier process, or by a person."""
        if report.id in self.placements:
            self._move(report.id, placement.event, placement.story)
            return
        self._keep(report, placement)
        self._unlinked.add(report.id)

    def _keep(self, report: Report, placement: Placement) -> None:
        self.window.add(report)
        self.placements[report.id] = placement
        self._events[placement.event].append(report.id)
        self._stories[placement.story].append(report.id)

    def forget_before(self, moment: datetime) -> int:
        """Drop what was published before `moment`; return how many reports went. Ids of stories and events stay as they are."""
        gone = set(self.window.forget_before(moment))
        for i in gone:
            placement = self.placements.pop(i)
            for groups, key in ((self._events, placement.event), (self._stories, placement.story)):
                groups[key] = [m for m in groups[key] if m not in gone]
                if not groups[key]:
                    del groups[key]
        self._edges = {k: v for k, v in self._edges.items() if not gone & set(k)}
        self._unlinked -= gone
        return len(gone)

    def _decide(self, report: Report, measured: _Measured, copy: tuple[Report, float] | None) -> Placement:
        features: dict[str, float | str] = {
            "model": MODEL,
            "event_threshold": self.options.event,
            "story_threshold": self.options.story,
        }
        if copy is not None:
            there = self.placements[copy[0].id]
            features |= {"nearest": copy[0].id, "repeated": round(copy[1], 4)}
            return Placement(there.story, there.event, there.copy_of or copy[0].id, round(copy[1], 4), features)
        event = self._best(report, measured, 0)
        story = self._best(report, measured, 1)
        shown = event or story
        if shown is not None:
            features |= {"nearest": shown.best} | {
                f: round(x, 4) for f, x in zip(FEATURES, shown.measured, strict=True)
            }
        score = round(event.mean, 4) if event else 0.0
        features |= {"event_score": score, "story_score": round(story.mean, 4) if story else 0.0}
        if event is not None and event.mean >= self.options.event:
            return Placement(self.placements[event.best].story, event.group, None, score, features)
        if story is not None and story.mean >= self.options.story:
            return Placement(story.group, f"e-{report.id}", None, score, features)
        return Placement(f"s-{report.id}", f"e-{report.id}", None, score, features)

    def _best(self, report: Report, measured: _Measured, level: int) -> _Link | None:
        """Return the group with the highest mean likelihood over its newest members."""
        seen: dict[str, list[str]] = defaultdict(list)
        for i in measured:
            placement = self.placements[i]
            seen[placement.story if level else placement.event].append(i)
        links = [self._link(report, group, ids, level, measured) for group, ids in seen.items()]
        return max(links, key=lambda x: (x.mean, x.group), default=None)

    def _link(self, report: Report, group: str, ids: list[str], level: int, measured: _Measured) -> _Link:
        likelihood = {i: self._edges[report.id, i][level] for i in ids}
        members = (self._stories if level else self._events)[group][-self.options.members :]
        hopeful = max(likelihood.values()) >= HOPE  # else no further member can lift the mean to a threshold
        for i in members if hopeful else ():
            if i not in likelihood and i in self.window.reports:
                if (report.id, i) not in self._edges:
                    m = measure(report, self.window.reports[i])
                    self._edges[report.id, i] = (same_event(m), same_story(m))
                    self._compared.add(i)
                likelihood[i] = self._edges[report.id, i][level]
        best = max(ids, key=lambda i: (likelihood[i], i))
        return _Link(group, sum(likelihood.values()) / len(likelihood), best, measured[best][1])

    def review(self, now: datetime | None = None) -> Iterator[Redirect]:
        """Decide again over the last `review_hours` (everything when `now` is None), apply it here, and yield what changed.

        An event keeps the id that most of its articles already have. What people put together or apart (`bonds`) stays so.
        """
        since = now - timedelta(hours=self.options.review_hours) if now else None
        ids = self._in_review(since)
        self._link_remembered(ids)
        number = {i: n for n, i in enumerate(ids)}
        line = self._lines(ids)
        events = self._cut_by_line(self._regroup(number, self._seeds(number), 0, self.options.event_review), line)
        lines = self._bound(self._by_line(events, line), number)
        stories = self._regroup(number, lines, 1, self.options.story_review, apart=set(line))
        yield from self._apply(ids, events, stories)

    def _in_review(self, since: datetime | None) -> list[str]:
        """Live ids, in arrival order, of every storyline that had a report since then: a group is decided whole or not at all."""
        reports = self.window.reports
        fresh = {
            self.placements[i].story
            for i, r in reports.items()
            if since is None or r.published is None or r.published >= since
        }
        return [i for i in reports if self.placements[i].story in fresh]

    def _link_remembered(self, ids: list[str]) -> None:
        """Measure what came in by `remember`: those were never compared here, and an absent edge would tear them apart."""
        many = self.options.candidates
        for i in (i for i in ids if i in self._unlinked):
            report = self.window.reports[i]
            company = [self.window.reports[m] for m in self._stories[self.placements[i].story][-many:] if m != i]
            for other in self.window.near(report, many) + company:
                if (i, other.id) not in self._edges and (other.id, i) not in self._edges:
                    m = measure(report, other)
                    self._edges[i, other.id] = (same_event(m), same_story(m))
        self._unlinked -= set(ids)

    def _cut_by_line(self, events: list[list[int]], line: dict[int, int]) -> list[list[int]]:
        """Cut events at the storylines of their bare headlines, which whole groups tell better than pairs."""
        out: list[list[int]] = []
        for members in events:
            parts: dict[int, list[int]] = defaultdict(list)
            for n in members:
                parts[line.get(n, -1)].append(n)
            out += parts.values()
        return out

    def _lines(self, ids: list[str]) -> dict[int, int]:
        """Return the storyline of each bare headline, by its position; empty when there are few."""
        bound = self.bonds.bound
        bare = [n for n, i in enumerate(ids) if self.window.reports[i].words == 0 and i not in bound]
        if len(bare) < MANY_HEADLINES:
            return {}
        groups = group_headlines([self.window.reports[ids[n]] for n in bare])
        return {bare[p]: k for k, group in enumerate(groups) for p in group}

    def _by_line(self, events: list[list[int]], line: dict[int, int]) -> list[list[int]]:
        joined: dict[int, list[int]] = defaultdict(list)
        for k, members in enumerate(events):
            joined[line.get(members[0], -1 - k)] += members
        return list(joined.values())

    def _seeds(self, number: dict[str, int]) -> list[list[int]]:
        """Groups that must hold: copies with their original, unless a person has put them apart."""
        held: dict[str, list[int]] = defaultdict(list)
        for i, n in number.items():
            root = self.placements[i].copy_of or i
            held[i if self.bonds.parts(i, root) else root].append(n)
        return list(held.values())

    def _bound(self, groups: list[list[int]], number: dict[str, int]) -> list[list[int]]:
        """Join groups whose articles a person has put into one storyline."""
        owner = {n: k for k, group in enumerate(groups) for n in group}
        for together in self.bonds.together:
            parts = sorted({owner[number[i]] for i in together if i in number})
            for other in parts[1:]:
                groups[parts[0]] += groups[other]
                owner |= dict.fromkeys(groups[other], parts[0])
                groups[other] = []
        return [group for group in groups if group]

    def _regroup(
        self,
        number: dict[str, int],
        groups: list[list[int]],
        level: int,
        threshold: float,
        apart: set[int] | None = None,
    ) -> list[list[int]]:
        """Merge groups at this level; two of `apart` lend each other no edge, and two that a person has put apart never meet."""
        bare = apart or set()
        edges = {
            (x, y): v[level]
            for (a, b), v in self._edges.items()
            if v[level] > NO_EDGE
            and (x := number.get(a)) is not None
            and (y := number.get(b)) is not None
            and not (x in bare and y in bare)
        }
        edges |= {(number[a], number[b]): NEVER for a, b in self.bonds.apart if a in number and b in number}
        return agglomerate(groups, edges, threshold)

    def _apply(self, ids: list[str], events: list[list[int]], stories: list[list[int]]) -> Iterator[Redirect]:
        event_name = dict(self._named(ids, events, 0))
        story_name = dict(self._named(ids, stories, 1))
        moved: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for n, i in enumerate(ids):
            old = self.placements[i]
            event, story = event_name[n], story_name[n]
            if (event, story) != (old.event, old.story):
                moved[old.event, old.story, event, story].append(i)
                self._move(i, event, story)
        for (old_event, old_story, event, story), members in moved.items():
            if old_event != event:
                kind = (
                    "merge"
                    if not self._events.get(old_event)
                    else ("split" if event.removeprefix("e-") in members else "move")
                )
                yield Redirect(kind, "event", tuple(members), old_event, event, story, self.options.event_review)
            if old_story != story:
                kind = "merge" if not self._stories.get(old_story) else "move"
                yield Redirect(kind, "story", tuple(members), old_story, event, story, self.options.story_review)

    def _named(self, ids: list[str], groups: list[list[int]], level: int) -> Iterable[tuple[int, str]]:
        """Give each group the id that most of its members have, the oldest first where even; each id goes to one group only."""
        taken: set[str] = set()
        for group in sorted(groups, key=lambda g: (-len(g), g[0])):
            votes: dict[str, int] = defaultdict(int)
            for n in group:
                placement = self.placements[ids[n]]
                votes[placement.story if level else placement.event] += 1
            free = [v for v in votes if v not in taken]
            fresh = f"{'s' if level else 'e'}-{ids[group[0]]}"
            name = max(free, key=lambda v: votes[v]) if free else fresh
            while name in taken:
                name += "-2"
            taken.add(name)
            for n in group:
                yield n, name

    def _move(self, article: str, event: str, story: str) -> None:
        old = self.placements[article]
        self.placements[article] = replace(old, event=event, story=story)
        for groups, was, now in ((self._events, old.event, event), (self._stories, old.story, story)):
            if was != now:
                groups[was].remove(article)
                if not groups[was]:
                    del groups[was]
                groups[now].append(article)
