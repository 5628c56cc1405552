"""Deciding, in arrival order, which event and storyline an article belongs to; and deciding again over the last days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from octavo.story.logic.agglomerate import agglomerate
from octavo.story.logic.bonds import Bonds
from octavo.story.logic.company import FEATURES, Company
from octavo.story.logic.edges import Edges
from octavo.story.logic.headlines import group_headlines
from octavo.story.logic.likeness import MODEL, Judged, judged
from octavo.story.logic.lookalike import are_look_alikes, are_of_one_topic_at_most, hours_between
from octavo.story.logic.window import Window
from octavo.story.types import Placement, Redirect, Report

HOPE = 0.15
NEVER = -1e12  # the edge between two that a person put apart: no company lifts the mean above a threshold
MANY_HEADLINES = 20  # fewer bare headlines are company of full reports and are joined like them


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds of mean likelihood, 0..1, and bounds of the work done for one article.

    `event`/`story` decide on arrival; `event_review`/`story_review` decide in review, where everything is known. There, two
    groups of two or more need more than a lone report does: `story_groups` to be one storyline, and `event_later` to be one
    event when one had ended `later_hours` before the other began.
    """

    event: float = 0.40
    story: float = 0.30
    event_review: float = 0.35
    story_review: float = 0.25
    story_groups: float = 0.33
    event_later: float = 0.50
    later_hours: float = 6.0
    candidates: int = 28
    members: int = 6
    review_hours: float = 72.0


@dataclass(slots=True)
class _Link:
    """What one candidate group offers: the mean likelihood over its members, and its best member with the measures."""

    group: str
    mean: float
    best: str
    judged: Judged


@dataclass(slots=True)
class _Look:
    """A report as it arrives: the company it is judged in, whom it was laid beside, and which of them is its copy's original."""

    report: Report
    company: Company
    near: list[str]
    judged: dict[str, Judged]
    copy: tuple[Report, float] | None


class Clusterer:
    """Online story clustering. The same reports in the same order give the same placements; nothing said is taken back by `place`."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.window = Window()
        self.placements: dict[str, Placement] = {}
        self._events: dict[str, list[str]] = defaultdict(list)  # event → article ids in arrival order
        self._stories: dict[str, list[str]] = defaultdict(list)  # story → article ids in arrival order
        self._edges = Edges()
        self.bonds = Bonds()  # what people have decided; every review keeps it
        # Their nearest have changed since they were judged, or they were never judged here.
        self._stale: set[str] = set()

    def place(self, report: Report, now: datetime | None = None) -> Placement:
        """Decide where a report belongs and remember it. Bounded cost: at most `candidates` comparisons, whatever is live.

        `now` is the moment of arrival; it stands in for an unknown publication time.
        """
        if report.published is None and now is not None:
            report = replace(report, published=now)
        look = self._look(report)
        placement = self._decide(look)
        self._edges.keep(report.id, look.judged)
        self._stale.update(i for i in look.near if look.judged[i].story >= HOPE)
        self._keep(report, placement)
        return placement

    def _look(self, report: Report) -> _Look:
        copy = self.window.copied(report)
        others = {other.id: other for other in self.window.near(report, self.options.candidates)}
        if copy is not None:
            others[copy[0].id] = copy[0]
        company = Company(report, list(others.values()))
        found = dict(zip(others, judged(company.measured), strict=True))
        if copy is not None:
            found[copy[0].id] = replace(found[copy[0].id], event=1.0, story=1.0)
        return _Look(report, company, list(others), found, copy)

    def remember(self, report: Report, placement: Placement) -> None:
        """Take a report with a placement decided before: by an earlier process, or by a person."""
        if report.id in self.placements:
            self._move(report.id, placement.event, placement.story)
            return
        self._keep(report, placement)
        self._stale.add(report.id)

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
        self._edges.forget(gone)
        self._stale -= gone
        return len(gone)

    def _decide(self, look: _Look) -> Placement:
        features: dict[str, float | str] = {
            "model": MODEL,
            "event_threshold": self.options.event,
            "story_threshold": self.options.story,
        }
        if look.copy is not None:
            original, share = look.copy[0].id, round(look.copy[1], 4)
            there = self.placements[original]
            features |= {"nearest": original, "repeated": share}
            return Placement(there.story, there.event, there.copy_of or original, share, features)
        event, story = self._best(look, 0), self._best(look, 1)
        shown = event or story
        if shown is not None:
            features |= {"nearest": shown.best} | {
                f: round(x, 4) for f, x in zip(FEATURES, shown.judged.measured.tolist(), strict=True)
            }
        score = round(event.mean, 4) if event else 0.0
        features |= {"event_score": score, "story_score": round(story.mean, 4) if story else 0.0}
        own = look.report.id
        if event is not None and event.mean >= self.options.event:
            return Placement(self.placements[event.best].story, event.group, None, score, features)
        if story is not None and story.mean >= self.options.story:
            return Placement(story.group, f"e-{own}", None, score, features)
        return Placement(f"s-{own}", f"e-{own}", None, score, features)

    def _best(self, look: _Look, level: int) -> _Link | None:
        """Return the group with the highest mean likelihood over its newest members."""
        seen: dict[str, list[str]] = defaultdict(list)
        for i in look.near:
            placement = self.placements[i]
            seen[placement.story if level else placement.event].append(i)
        links = [self._link(look, group, ids, level) for group, ids in seen.items()]
        return max(links, key=lambda x: (x.mean, x.group), default=None)

    def _link(self, look: _Look, group: str, ids: list[str], level: int) -> _Link:
        likelihood = {i: _likely(look.judged[i], level) for i in ids}
        members = (self._stories if level else self._events)[group][-self.options.members :]
        hopeful = max(likelihood.values()) >= HOPE  # else no further member can lift the mean to a threshold
        further = [i for i in members if i not in likelihood and i in self.window.reports] if hopeful else []
        unseen = [i for i in further if i not in look.judged]
        reports = [self.window.reports[i] for i in unseen]
        look.judged |= zip(unseen, judged(look.company.beside(reports)), strict=True)
        likelihood |= {i: _likely(look.judged[i], level) for i in further}
        best = max(ids, key=lambda i: (likelihood[i], i))
        return _Link(group, sum(likelihood.values()) / len(likelihood), best, look.judged[best])

    def review(self, now: datetime | None = None) -> Iterator[Redirect]:
        """Decide again over the last `review_hours` (everything when `now` is None), apply it here, and yield what changed.

        An event keeps the id that most of its articles already have. What people put together or apart (`bonds`) stays so.
        """
        since = now - timedelta(hours=self.options.review_hours) if now else None
        ids = self._in_review(since)
        self._look_again(ids)
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

    def _look_again(self, ids: list[str]) -> None:
        """Judge again those whose nearest have changed, beside them and the newest of their storyline."""
        many, reports = self.options.candidates, self.window.reports
        for i in (i for i in ids if i in self._stale):
            near = {other.id: other for other in self.window.near(reports[i], many)}
            company = Company(reports[i], list(near.values()))
            further = {
                m: reports[m] for m in self._stories[self.placements[i].story][-many:] if m != i and m not in near
            }
            found = judged(company.measured) + judged(company.beside(list(further.values())))
            self._edges.keep(i, dict(zip([*near, *further], found, strict=True)))
        self._stale -= set(ids)

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
            (x, y): likely
            for (x, y), likely in self._edges.between(number, level).items()
            if not (x in bare and y in bare)
        }
        edges |= {(number[a], number[b]): NEVER for a, b in self.bonds.apart if a in number and b in number}
        reports = [self.window.reports[i] for i in number]
        are_two = self._are_two_stories if level else self._are_two_events
        return agglomerate(
            groups,
            edges,
            threshold,
            lambda a, b, mean: are_two([reports[n] for n in a], [reports[n] for n in b], mean),
        )

    def _are_two_stories(self, a: Sequence[Report], b: Sequence[Report], mean: float) -> bool:
        groups = min(len(a), len(b)) > 1 and mean < self.options.story_groups
        return groups or are_of_one_topic_at_most(a, b)

    def _are_two_events(self, a: Sequence[Report], b: Sequence[Report], mean: float) -> bool:
        later = mean < self.options.event_later and hours_between(a, b) >= self.options.later_hours
        return later or are_look_alikes(a, b)

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


def _likely(judged: Judged, level: int) -> float:
    return judged.story if level else judged.event
