"""Rows are the queue: claimed with a lease, finished or put off, never lost."""

from datetime import UTC, datetime, timedelta

import pytest

from octavo.flow.actions import claim, enqueue, fail, finish, put_off, release_leases, repeat
from octavo.flow.models import Work

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def test_a_claimed_row_is_not_claimed_again_until_its_lease_runs_out():
    enqueue("page", [1], NOON)
    assert [row.target for row in claim("page", 5, NOON, LEASE)] == [1]
    assert claim("page", 5, NOON, LEASE) == []
    assert [row.target for row in claim("page", 5, NOON + LEASE + timedelta(seconds=1), LEASE)] == [1]


def test_the_newest_of_the_same_moment_come_first():
    enqueue("page", [1, 2, 3], NOON)
    assert [row.target for row in claim("page", 2, NOON, LEASE)] == [3, 2]


def test_what_is_not_due_waits():
    enqueue("page", [1], NOON + timedelta(seconds=1))
    assert claim("page", 5, NOON, LEASE) == []


def test_enqueueing_twice_makes_one_row_with_the_earlier_time():
    enqueue("page", [1], NOON + timedelta(hours=1))
    enqueue("page", [1], NOON)
    enqueue("page", [1], NOON + timedelta(hours=2))
    assert Work.objects.get().due == NOON


def test_a_row_made_due_again_while_it_is_worked_on_survives_its_end():
    enqueue("understand", [1], NOON)
    rows = claim("understand", 1, NOON, LEASE)
    enqueue("understand", [1], NOON)
    finish(rows)
    assert [row.target for row in claim("understand", 1, NOON, LEASE)] == [1]


def test_a_finished_row_is_gone():
    enqueue("understand", [1, 2], NOON)
    finish(claim("understand", 2, NOON, LEASE))
    assert not Work.objects.exists()


def test_a_failed_row_waits_longer_each_time_and_ends_after_the_last():
    enqueue("page", [1], NOON)
    assert fail(claim("page", 1, NOON, LEASE)[0], "dns", NOON, most=3)
    first = Work.objects.get()
    assert (first.due - NOON, first.attempts, first.fault) == (timedelta(seconds=30), 1, "dns")
    assert fail(first, "dns", NOON, most=3)
    assert Work.objects.get().due - NOON == timedelta(seconds=60)
    assert not fail(Work.objects.get(), "dns", NOON, most=3)
    assert not Work.objects.exists()


def test_a_row_that_never_ends_rests_until_it_is_due():
    enqueue("poll", [1], NOON)
    repeat(claim("poll", 1, NOON, LEASE)[0], NOON + timedelta(hours=1))
    assert claim("poll", 1, NOON, LEASE) == []
    assert len(claim("poll", 1, NOON + timedelta(hours=1), LEASE)) == 1


def test_a_reader_that_is_alone_frees_what_a_dead_one_held():
    enqueue("poll", [1], NOON)
    claim("poll", 1, NOON, LEASE)
    assert release_leases() == 1
    assert len(claim("poll", 1, NOON, LEASE)) == 1


def test_a_row_that_is_put_off_keeps_its_attempts_and_one_that_was_made_due_meanwhile_its_time():
    enqueue("page", [1], NOON)
    fail(claim("page", 1, NOON, LEASE)[0], "dns", NOON, most=3)
    row = claim("page", 1, NOON + LEASE, LEASE)[0]
    put_off(row, NOON + 2 * LEASE)
    kept = Work.objects.get()
    assert (kept.due, kept.lease, kept.attempts, kept.fault) == (NOON + 2 * LEASE, None, 1, "dns")
    row = claim("page", 1, NOON + 2 * LEASE, LEASE)[0]
    enqueue("page", [1], NOON)
    put_off(row, NOON + 9 * LEASE)
    assert Work.objects.get().due == NOON
