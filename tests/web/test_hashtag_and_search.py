"""Hashtags with the sentence that earned them, and getting articles back by their words."""

import pytest


def test_a_hashtag_page_says_why_each_article_is_there(client, world):
    article = world.article(tags=["Oakport", "Storm"])
    page = client.get("/hashtag/oakport/").content.decode()
    assert "Why #Oakport?" in page
    assert "The harbour of Oakport opened again on Monday" in page
    assert f"/article/{article.pk}/" in page
    assert "#s1-1" in page
    assert 'href="/hashtag/storm/"' in page


def test_an_unknown_hashtag_is_not_found_and_other_letters_lead_to_the_one_form(client, world):
    world.article(tags=["Oakport"])
    assert client.get("/hashtag/nothing/").status_code == 404
    assert client.get("/hashtag/OakPort/")["Location"] == "/hashtag/oakport/"


def test_a_hashtag_in_any_script_has_its_page(client, world):
    world.article(tags=["Überflutung", "港"])
    assert client.get("/hashtag/überflutung/").status_code == 200
    assert client.get("/hashtag/港/").status_code == 200


def test_withdrawn_articles_leave_the_hashtag(client, world):
    article = world.article(title="Taken back", tags=["Oakport"])
    article.gone = world.now
    article.save()
    page = client.get("/hashtag/oakport/").content.decode()
    assert "Taken back" not in page
    assert "No article carries it now" in page


def test_the_chart_is_told_in_words(client, world):
    world.article(tags=["Oakport"], hours=0)
    assert "Articles a day over 30 days: 1 in all, 1 today" in client.get("/hashtag/oakport/").content.decode()


@pytest.mark.parametrize("articles", [5, 200])
def test_a_hashtag_asks_at_most_ten_questions(signed_in, world, django_assert_max_num_queries, articles):
    world.edition(articles)
    for path in ("/hashtag/oakport/", "/hashtags/"):
        with django_assert_max_num_queries(10):
            assert signed_in[0].get(path).status_code == 200


def test_words_are_found_and_marked(client, world):
    article = world.article(title="Herring prices")
    world.index(article)
    page = client.get("/search/", {"q": "herring"}).content.decode()
    assert "<mark>herring</mark>" in page
    assert "1 article" in page


def test_filters_narrow_and_can_be_taken_away(client, world):
    paper = world.publisher("The Oak Leaf")
    here, there = (
        world.article(paper, title="Herring here", tags=["Oakport"]),
        world.article(title="Herring there", language="de"),
    )
    world.index(here, there)
    page = client.get("/search/", {"q": "herring", "publisher": paper.slug}).content.decode()
    assert "Herring here" in page
    assert "Herring there" not in page
    assert "Remove filter:</span>The Oak Leaf" in page
    assert "Herring there" in client.get("/search/", {"q": "herring", "language": "de"}).content.decode()
    assert "Herring here" in client.get("/search/", {"hashtag": "#Oakport"}).content.decode()


def test_days_narrow_and_the_last_one_counts_whole(client, world):
    today = world.now.date().isoformat()
    article = world.article(title="Herring today", hours=0)
    world.index(article)
    assert "Herring today" in client.get("/search/", {"q": "herring", "since": today, "until": today}).content.decode()
    assert "Herring today" not in client.get("/search/", {"q": "herring", "until": "2001-01-01"}).content.decode()


def test_nothing_found_comes_with_next_steps(client, world):
    page = client.get("/search/", {"q": "zebra xylophone"}).content.decode()
    assert "No article says “zebra xylophone”" in page
    assert "Only zebra" in page


def test_a_mistyped_word_comes_with_the_word_that_articles_say(client, world):
    world.index(world.article(title="Two ferries collide"))
    page = client.get("/search/", {"q": "feries", "language": "en"}).content.decode()
    assert "Did you mean:" in page
    assert "q=ferries" in page
    assert "language=en" in page
    assert "Did you mean:" not in client.get("/search/", {"q": "ferrymen"}).content.decode()


def test_articles_that_say_some_of_the_words_follow_when_none_says_all(client, world):
    herring, other = (
        world.article(title="Herring prices rise"),
        world.article(title="A bridge opens", text="It is long."),
    )
    world.index(herring, other)
    page = client.get("/search/", {"q": "herring xylophone"}).content.decode()
    assert "These say some of your words" in page
    assert "Herring prices rise" in page
    assert "A bridge opens" not in page
    assert "These say some" not in client.get("/search/", {"q": "herring -prices"}).content.decode()


def test_the_other_number_of_a_word_is_found_and_a_word_with_a_minus_kept_out(client, world):
    world.index(world.article(title="Ferry burns", text="It is late."), world.article(title="Two ferries sail"))
    page = client.get("/search/", {"q": "ferries -two"}).content.decode()
    assert "Ferry burns" in page
    assert "Two ferries sail" not in page


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "a\x00b",
        '"',
        "NEAR(",
        "x" * 5000,
        "* OR -",
        "{{7*7}}",
    ],
)
def test_hostile_words_are_only_words(client, world, words):
    world.index(world.article())
    answer = client.get("/search/", {"q": words, "hashtag": words, "since": words, "publisher": words})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content
    assert b"49" not in answer.content or b"{{7*7}}" not in words.encode()


def test_markup_in_a_text_stays_text_in_a_snippet(client, world):
    article = world.article(text="The herring <b>bold</b> <script>alert(1)</script> came home.")
    world.index(article)
    page = client.get("/search/", {"q": "herring"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;bold" in page


def test_a_headline_only_article_shows_no_snippet(client, world):
    article = world.article(title="Herring secret", access="headline", subtitle="the hidden herring line")
    world.index(article)
    page = client.get("/search/", {"q": "herring"}).content.decode()
    assert "Herring secret" in page
    assert "hidden herring line" not in page
