"""The front page, the sections, and a site that has nothing to show."""

from datetime import timedelta

import pytest

from octavo.people.announcements import standing


def test_a_new_site_says_that_it_has_nothing_to_read_and_what_to_do(client, db):
    page = client.get("/").content.decode()
    assert "A blank sheet" in page
    assert "Sign up" in page


def test_a_site_whose_sources_all_fail_says_so_source_by_source(client, world):
    world.source(
        world.publisher("Cold Coast"), failures=2, fault="dns", fault_text="cold.example has no address", last_good=None
    )
    page = client.get("/").content.decode()
    assert "None of 1 source answers" in page
    assert "Cold Coast" in page
    assert "cold.example has no address" in page


def test_the_lead_is_attributed_before_its_headline(client, world):
    lead = world.article(world.publisher("The Oak Leaf"), title="Harbour of Oakport opens")
    other = world.article(world.publisher("Other Paper"), title="Oakport quay is open again")
    world.story(lead, other)
    page = client.get("/").content.decode()
    assert page.index("The Oak Leaf") < page.index("Harbour of Oakport opens")
    assert "Others put it this way" in page
    assert "Oakport quay is open again" in page
    assert "2 publishers" in page


def test_every_age_has_its_exact_time(client, world):
    world.story(world.article(hours=2))
    page = client.get("/").content.decode()
    exact = (world.now - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%MZ")
    assert f'<time datetime="{exact}"' in page
    assert "2 hours ago" in page


def test_a_broken_front_page_does_not_look_like_a_quiet_one(client, world):
    world.story(world.article(hours=9))
    world.source(failures=3)
    assert "This page may be out of date" in client.get("/").content.decode()


def test_a_quiet_front_page_says_that_all_sources_answered(client, world):
    world.story(world.article(hours=9))
    world.source()
    page = client.get("/").content.decode()
    assert "A quiet day" in page
    assert "out of date" not in page


def test_a_headline_only_lead_shows_no_text(client, world):
    world.story(world.article(access="headline", title="Only this", subtitle="Secret standfirst"))
    page = client.get("/").content.decode()
    assert "Only this" in page
    assert "Secret standfirst" not in page


def test_a_withdrawn_lead_is_not_on_the_front_page(client, world):
    article = world.article(title="Taken back")
    world.story(article)
    article.gone = world.now
    article.save()
    assert "Taken back" not in client.get("/").content.decode()


@pytest.mark.parametrize("articles", [5, 200])
def test_the_front_page_asks_at_most_twelve_questions(client, world, django_assert_max_num_queries, articles):
    world.edition(articles)
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200


def test_the_front_page_asks_the_same_number_of_questions_for_a_signed_in_reader_but_two(
    signed_in, world, django_assert_max_num_queries
):
    world.edition(50)
    standing(world.now)  # asked by whoever comes first in 15 seconds, for all
    with django_assert_max_num_queries(12):
        assert signed_in[0].get("/").status_code == 200


def test_a_section_shows_its_own_stories_and_pages(client, world):
    for i in range(23):
        world.story(world.article(title=f"Match {i:02}", hours=i + 1, section="sport"))
    world.story(world.article(title="A bank report", section="business"))
    first = client.get("/section/sport/").content.decode()
    assert "Match 00" in first
    assert "A bank report" not in first
    assert "?page=2" in first
    assert "Match 22" in client.get("/section/sport/?page=2").content.decode()
    assert client.get("/section/sport/?page=9").status_code == 404


def test_an_unknown_section_is_not_found(client, db):
    assert client.get("/section/gossip/").status_code == 404


def test_an_empty_section_says_so(client, world):
    world.source()
    assert "Nothing in Health yet" in client.get("/section/health/").content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999", "1e3", "²"])
def test_a_page_number_that_makes_no_sense_is_harmless(client, world, number):
    world.story(world.article(section="sport"))
    assert client.get("/section/sport/", {"page": number}).status_code in {200, 404}


def test_the_head_of_the_page_is_spread_over_subjects_and_says_so(client, world):
    titles = [f"Council vote {n}" for n in range(5)]
    for n, title in enumerate(titles):
        world.story(world.article(title=title, hours=n + 1, section="politics"))
    world.story(world.article(title="Owls counted by ear", hours=7, section="science"))
    page = client.get("/").content.decode()
    head = page[: page.index('class="bands')]
    assert head.index("Council vote 0") < head.index("Owls counted by ear") < head.index("Council vote 1")
    assert head.count("Why here?") == 5
    assert "1 story of its section stands above it, which counts as 6 hours" in page
    assert "Nothing that you follow" not in page
