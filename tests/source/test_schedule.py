"""Sources are asked at their own pace."""

from datetime import UTC, datetime, timedelta

from octavo.source.logic.schedule import LONGEST, SHORTEST, after_failure, next_due, pace_of
from octavo.source.types import Hints, Pace

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def every(gap, count=10, since=timedelta()):
    return pace_of(NOW, [NOW - since - gap * n for n in range(count)])


def test_a_busy_source_is_asked_often_and_a_quiet_one_seldom():
    assert next_due(NOW, every(timedelta(minutes=2))) - NOW == SHORTEST
    assert next_due(NOW, every(timedelta(hours=2))) - NOW == timedelta(hours=1)
    assert next_due(NOW, every(timedelta(days=30))) - NOW == LONGEST


def test_a_source_that_fell_silent_is_asked_less():
    assert next_due(NOW, every(timedelta(hours=1), since=timedelta(hours=40))) - NOW == timedelta(hours=10)


def test_the_publishers_wishes_are_lower_bounds():
    assert next_due(NOW, every(timedelta(minutes=2)), Hints(ttl=3600)) - NOW == timedelta(hours=1)
    assert after_failure(NOW, 1, 0, Hints(retry_after=7200)) - NOW == timedelta(hours=2)
    assert next_due(NOW, Pace(), Hints(max_age=10**9)) - NOW == LONGEST


def test_failures_back_off_and_spread():
    waits = [after_failure(NOW, n, 0) - NOW for n in range(1, 20)]
    assert waits == sorted(waits)
    assert waits[0] == SHORTEST
    assert waits[-1] == LONGEST
    assert after_failure(NOW, 2, 1) > after_failure(NOW, 2, 0)


def test_a_pace_is_kept_in_whole_seconds_of_a_year_at_most():
    assert pace_of(NOW, [NOW, NOW - timedelta(seconds=90), NOW + timedelta(days=1)]) == Pace(90, NOW)
    assert pace_of(NOW, [NOW, datetime(1950, 1, 1, tzinfo=UTC)]).gap == 365 * 86400
    assert pace_of(NOW, [NOW]) == Pace(None, NOW)
    assert pace_of(NOW, []) == Pace()
