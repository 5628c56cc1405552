"""A story's place in the order of the day."""

from datetime import UTC, datetime, timedelta

from octavo.story.logic.spread import Ranked, spread
from octavo.story.logic.standing import Seat, rank_of, standing_of

START = datetime(2025, 6, 14, 8, tzinfo=UTC)


def seat(publisher, hours, *, event="e1", copy=False, article=0, section="", region="", language="en"):
    return Seat(
        article_id=article or int(publisher * 1000 + hours * 10),
        publisher_id=publisher,
        published=START + timedelta(hours=hours),
        event=event,
        access="full",
        complete=True,
        copy=copy,
        language=language,
        section=section,
        region=region,
    )


def test_a_publisher_that_goes_on_alone_keeps_no_story_up():
    both = [seat(1, 0), seat(2, 1)]
    flood = [seat(1, hours / 2, article=900 + hours) for hours in range(3, 48)]
    assert standing_of(both + flood).rank == standing_of([seat(1, 1), seat(2, 1), seat(1, 23.5)]).rank
    assert standing_of(both + flood).fresh == START + timedelta(hours=1)
    assert standing_of(both + flood).updated == START + timedelta(hours=23.5)


def test_a_second_publisher_that_reports_again_makes_a_story_fresh():
    assert standing_of([seat(1, 0), seat(2, 1), seat(1, 20), seat(2, 22)]).fresh == START + timedelta(hours=20)


def test_a_story_of_one_publisher_is_as_fresh_as_its_newest_report():
    assert standing_of([seat(1, 0), seat(1, 5)]).fresh == START + timedelta(hours=5)


def test_a_story_that_many_took_up_at_once_stands_before_one_that_trickled_in():
    quick = [seat(p, 0.5 * p) for p in range(1, 6)]
    slow = [seat(p, hours) for p, hours in zip(range(1, 6), (-20, -15, -10, 2.0, 2.5), strict=True)]
    assert standing_of(quick).publishers == standing_of(slow).publishers
    assert standing_of(quick).fresh == standing_of(slow).fresh
    assert standing_of(quick).rank > standing_of(slow).rank


def test_copies_of_one_dispatch_count_neither_as_publishers_nor_as_pace():
    alone = standing_of([seat(1, 0)])
    copied = standing_of([seat(1, 0), *[seat(p, 0.1, copy=True) for p in range(2, 12)]])
    assert (copied.publishers, copied.early, copied.rank) == (alone.publishers, alone.early, alone.rank)


def test_a_doubling_of_publishers_is_worth_twelve_hours():
    assert rank_of(4, START) == rank_of(2, START + timedelta(hours=12))


def test_a_storys_section_and_region_are_those_of_most_of_its_reports():
    standing = standing_of(
        [
            seat(1, 0, section="sport", region="EU"),
            seat(2, 0, section="world", region="AS"),
            seat(3, 1, section="world"),
        ]
    )
    assert (standing.section, standing.region) == ("world", "AS")


def test_the_headline_is_in_the_language_of_most_reports_though_the_newest_event_is_not():
    standing = standing_of(
        [seat(1, 0, article=1), seat(2, 1, article=2), seat(3, 9, event="e2", article=3, language="fr")]
    )
    assert standing.lead == 1


def stories(*rows):
    return [Ranked(n, rank, section, region) for n, (rank, section, region) in enumerate(rows)]


def test_the_third_story_of_one_subject_gives_way_to_another_that_is_nearly_as_high():
    found = spread(stories((9, "politics", ""), (8.9, "politics", ""), (8.8, "politics", ""), (8.5, "science", "")), 3)
    assert [head.id for head in found] == [0, 3, 1]
    assert [head.same_section for head in found] == [0, 0, 1]


def test_spread_brings_nothing_to_the_head_that_is_out_of_the_day():
    found = spread(stories((9, "politics", "EU"), (8.9, "politics", "EU"), (6.0, "science", "AF")), 2)
    assert [head.id for head in found] == [0, 1]


def test_where_all_is_of_one_subject_and_place_the_order_stays():
    found = spread(stories(*[(9 - n / 10, "sport", "EU") for n in range(6)]), 5)
    assert [head.id for head in found] == [0, 1, 2, 3, 4]


def test_what_nobody_knows_the_subject_of_is_not_of_one_subject():
    found = spread(stories((9, "", ""), (8.9, "", ""), (8.8, "culture", "")), 3)
    assert [(head.id, head.shift) for head in found] == [(0, 0), (1, 0), (2, 0)]


def test_pinned_stories_stay_where_they_are_and_count_for_spread():
    found = spread(stories((1, "politics", ""), (9, "politics", ""), (8.8, "science", "")), 3, fixed=1)
    assert [head.id for head in found] == [0, 2, 1]
