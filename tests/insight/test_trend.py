"""A hashtag trends against its own past, and never on little evidence."""

import pytest

from octavo.insight.logic.trend import WEEKS_BACK, pace


def test_a_rise_over_its_own_past_from_several_publishers_trends():
    found = pace(now=12, voices=5, before=28, read_days=90)
    assert (found.usual, found.days, found.trends) == (1.0, WEEKS_BACK, True)


@pytest.mark.parametrize(
    ("now", "voices", "before", "read_days"),
    [
        (0, 0, 280, 90),  # silence
        (3, 3, 0, 90),  # too few articles
        (12, 1, 28, 90),  # one loud publisher
        (12, 9, 0, 3),  # a new site finds everything new
        (12, 9, 28 * 10, 90),  # much, but no more than usual
        (15, 9, 28 * 10, 90),  # a little more than usual: chance
        (130, 40, 28 * 100, 90),  # a third more of much
    ],
)
def test_without_enough_evidence_nothing_trends(now, voices, before, read_days):
    assert not pace(now, voices, before, read_days).trends


def test_what_was_never_there_trends_once_a_few_publishers_have_it():
    assert pace(now=4, voices=2, before=0, read_days=28).trends


def test_a_young_site_reckons_by_the_days_it_has_read():
    found = pace(now=20, voices=5, before=20, read_days=10)
    assert (found.usual, found.days, found.known, found.trends) == (2.0, 10, True, True)
    assert not pace(now=20, voices=5, before=20, read_days=6).known
    assert pace(now=1, voices=1, before=0, read_days=-1).days == 0
