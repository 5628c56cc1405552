"""The Daily Eight: weightiest first, spread, one lighter, and every reason true."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.assist.logic.briefing import LIGHTER, Candidate, eight

NOW = datetime(2026, 3, 1, 18, tzinfo=UTC)


def candidate(story, publishers=3, *, section="world", hours=5.0, publisher=None, spread=1.0, subjects=()):
    first = NOW - timedelta(hours=hours)
    reports = tuple((n, first + timedelta(hours=min(n * spread, hours))) for n in range(publishers))
    return Candidate(
        story, story * 10, publisher if publisher is not None else story, section, max(when for _, when in reports), reports,
        frozenset(subjects),
    )  # fmt: skip


def test_there_are_eight_and_the_weightiest_leads():
    found = eight(
        [candidate(n, 2 + n % 5, section=f"s{n}") for n in range(20)] + [candidate(99, 14, section="politics")], NOW
    )
    assert len(found) == 8
    assert found[0].story == 99
    assert found[0].why == "Most publishers of the last 24 hours: 14."


def test_no_publisher_section_or_subject_takes_the_page():
    crowd = [candidate(n, 9, section="world", publisher=1, subjects=["war"]) for n in range(10)]
    others = [candidate(50 + n, 2, section=f"s{n}", subjects=[f"x{n}"]) for n in range(8)]
    found = {pick.story for pick in eight(crowd + others, NOW)}
    assert len(found & set(range(10))) == 2


def test_a_lighter_story_closes_the_page():
    found = eight([candidate(n, 5, section="world") for n in range(9)] + [candidate(77, 2, section="culture")], NOW)
    assert found[-1].story == 77
    assert found[-1].why.startswith("One lighter story")


def test_a_story_of_one_publisher_comes_only_where_others_are_missing_and_says_so():
    found = eight([candidate(1, 1), candidate(2, 2), candidate(3, 1)], NOW)
    assert found[0].story == 2
    assert [pick.why for pick in found[1:]] == ["Only one publisher has it so far."] * 2


def test_a_reason_says_how_fast_and_how_new():
    found = eight(
        [
            candidate(1, 6),
            candidate(2, 3, hours=1.5, spread=0.1, section="business"),
            candidate(3, 4, spread=0.5, hours=9),
        ],
        NOW,
    )
    assert {pick.story: pick.why for pick in found} == {
        1: "Most publishers of the last 24 hours: 6.",
        2: "New: 3 publishers in under 2 hours.",
        3: "Spread fast: 4 publishers within 3 hours of the first report.",
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9), st.sampled_from(["world", "sport", "", "culture"]), st.floats(0.1, 23), st.integers(0, 5)
        ),
        max_size=30,
    )
)
def test_whatever_the_day_brought_nothing_comes_twice_and_order_in_does_not_matter(rows):
    made = [candidate(n, p, section=s, hours=h, publisher=q) for n, (p, s, h, q) in enumerate(rows)]
    found = eight(made, NOW)
    assert len({pick.story for pick in found}) == len(found) == min(8, len(made))
    assert found == eight(made[::-1], NOW)
    lighter = [c for c in made if c.section in LIGHTER and c.publishers > 1]
    assert not lighter or any(pick.story in {c.story for c in lighter} for pick in found)
