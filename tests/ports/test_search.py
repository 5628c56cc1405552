"""One suite for every search engine; it runs on the engine that follows from DATABASE_URL."""

from datetime import UTC, datetime, timedelta

import pytest

from octavo.article.models import Article
from octavo.find.actions import index_articles, search_engine
from octavo.find.port import Query
from octavo.source.models import Publisher

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def article():
    publisher = Publisher.objects.create(
        name="The Test Post", host="post.example", slug="post", home="https://post.example/"
    )
    made = []

    def make(title, text="", **fields):
        number = len(made)
        made.append(
            Article.objects.create(
                publisher=publisher,
                url=f"https://post.example/{number}",
                title=title,
                text=text,
                published=NOON + timedelta(hours=number),
                first_seen=NOON + timedelta(hours=number),
                **fields,
            )
        )
        return made[-1]

    return make


def find(words="", **narrow):
    hits, total = search_engine().find(Query(words=words, **narrow), limit=20)
    assert len(hits) == min(total, 20)
    return [hit.article_id for hit in hits]


def test_words_are_found_in_title_and_text(article):
    a, b = article("Pier reopens", "The harbour is calm."), article("Nothing", "A pier of oak.")
    index_articles([a.pk, b.pk])
    assert find("pier") == [a.pk, b.pk]
    assert find("pier oak") == [b.pk]


def test_the_last_word_may_be_half_typed_and_case_and_accents_do_not_matter(article):
    a = article("Fähre brennt vor der Küste")
    index_articles([a.pk])
    assert find("KÜS") == [a.pk]


def test_quoted_words_must_stand_together(article):
    a, b = article("North pier", "north pier"), article("Pier in the north", "pier, north")
    index_articles([a.pk, b.pk])
    assert find('"north pier"') == [a.pk]


@pytest.mark.parametrize(
    "hostile",
    ['" OR 1=1', "pier*) -- ", "NEAR(a b)", "title:pier", "'; DROP TABLE x; --", "((((", '"', "\x00", "& | !"],
)
def test_nothing_a_reader_types_is_an_operator(article, hostile):
    a = article("Something else")
    index_articles([a.pk])
    assert find(hostile) == []


def test_a_changed_article_is_found_by_its_new_words_only(article):
    a = article("Old words")
    index_articles([a.pk])
    a.title = "New words"
    a.save()
    index_articles([a.pk])
    assert find("old") == []
    assert find("new") == [a.pk]


def test_a_withdrawn_or_deleted_article_is_not_found(article):
    a, b = article("Pier one"), article("Pier two")
    index_articles([a.pk, b.pk])
    a.gone = NOON
    a.save()
    index_articles([a.pk])
    b.delete()
    assert find("pier") == []


def test_filters_narrow_by_publisher_language_and_day(article):
    a, b = article("Pier", language="de"), article("Pier", language="en-GB")
    index_articles([a.pk, b.pk])
    assert find("pier", language="en") == [b.pk]
    assert find("pier", publisher="post") == [a.pk, b.pk] or find("pier", publisher="post") == [b.pk, a.pk]
    assert find("pier", publisher="other") == []
    assert find("pier", until=NOON + timedelta(minutes=30)) == [a.pk]
    assert find(since=NOON + timedelta(minutes=30)) == [b.pk]


def test_marks_point_at_the_found_words(article):
    a = article("Title", "Long ago the harbour board met and the pier was old.")
    index_articles([a.pk])
    hit = search_engine().find(Query(words="pier"), limit=1)[0][0]
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["pier"]


def test_markup_in_a_text_is_shown_as_it_stands(article):
    a = article("Title", "Long ago the <b>harbour</b> board <met at the pier> & left.")
    index_articles([a.pk])
    hit = search_engine().find(Query(words="pier"), limit=1)[0][0]
    assert "<b>harbour</b> board <met at the pier> & left" in hit.snippet
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["pier"]


@pytest.mark.parametrize("words", ["quay", "4.5", "example", "2026-03-01", "clerk@example.org", "-7", "sea"])
def test_words_are_found_whatever_signs_stand_between_them(article, words):
    a = article("Pier/quay at 4.5 metres", "See www.example.org/sea, of 2026-03-01, at -7 °C; clerk@example.org wrote.")
    index_articles([a.pk])
    assert find(words) == [a.pk]


def test_indexing_twice_changes_nothing(article):
    a = article("Pier")
    index_articles([a.pk])
    index_articles([a.pk])
    assert find("pier") == [a.pk]


def test_a_word_with_a_minus_must_not_be_there(article):
    a, b = article("Pier fire", "The pier burns."), article("Pier opens", "The old north pier is open.")
    index_articles([a.pk, b.pk])
    assert find("pier -fire") == [b.pk]
    assert find('pier -"north pier"') == [a.pk]
    assert find("pier -") == find("pier")
    assert find("-fire") == [a.pk]


def test_a_minus_inside_a_word_or_before_a_number_takes_nothing_away(article):
    a = article("Night-train", "It was -7 degrees on the night-train.")
    index_articles([a.pk])
    assert find("night-train") == [a.pk]
    assert find("train -7") == [a.pk]


def test_the_other_number_of_a_word_is_found_where_a_language_is_told_and_no_name_is_changed(article):
    a, b, c = article("Ferry burns"), article("Two ferries burn"), article("A pari on horses")
    index_articles([a.pk, b.pk, c.pk])
    assert find("ferries") == [b.pk]
    assert sorted(find("ferries", forms="en")) == [a.pk, b.pk]
    assert sorted(find("ferry burn", forms="en")) == [a.pk, b.pk]
    assert find('"ferries"', forms="en") == [b.pk]
    assert find("Paris", forms="fr") == []


def test_words_that_texts_hold_are_told_the_most_frequent_first(article):
    a, b = article("Ferry and ferns"), article("Ferry")
    index_articles([a.pk, b.pk])
    assert search_engine().known(["ferns", "ferry", "fairy"]) == ["ferry", "ferns"]
    assert search_engine().known([]) == []
