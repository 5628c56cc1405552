"""A story's page: who reports what, where accounts differ, every report."""

import pytest

from octavo.article.actions import withdraw
from octavo.assist.reports import rows
from octavo.story.models import Member
from octavo.web.frame.addresses import story_url

ONE = (
    "The Oakport ferry sank on Monday with 40 people aboard. Rescuers saved 38 people from the cold water of the sound.\n\n"
    "The captain said the engine room flooded within minutes. The ferry was built in 1998."
)
TWO = (
    "The Oakport ferry sank on Monday with 44 people aboard. Rescuers saved 38 people from the cold water of the sound.\n\n"
    "An inquiry into the sinking begins on Friday in the town hall."
)


def test_what_several_publishers_report_comes_first_with_its_sources(client, world):
    one = world.article(world.publisher("First Paper"), title="Ferry sinks off Oakport", text=ONE)
    two = world.article(world.publisher("Second Paper"), title="Oakport ferry lost", text=TWO)
    page = client.get(story_url(world.story(one, two))).content.decode()
    assert "Picked by machine from 2 publishers" in page
    assert "Rescuers saved 38 people" in page
    assert "Who reports what" in page
    assert f"/article/{one.pk}/" in page
    assert "reports it: open the sentence" in page


def test_a_publisher_that_ran_a_copy_is_not_said_to_lack_what_it_printed(client, world):
    agency, beacon, courier = (world.publisher(name) for name in ("Agency", "Beacon", "Courier"))
    wire = world.article(agency, title="Ferry sinks off Oakport", text=ONE)
    copy = world.article(beacon, title="Oakport ferry lost", text=ONE.partition(" The ferry was built")[0])
    later = world.article(
        beacon, title="Town mourns", text="Oakport lowers its flags. Schools stay closed until Thursday."
    )
    other = world.article(courier, title="Inquiry", text="An inquiry into the loss begins on Friday in the town hall.")
    story = world.story(wire, copy, later, other, copies=(wire, copy))
    page = client.get(story_url(story)).content.decode()
    claims = page.partition('id="claims"')[2].partition("</table>")[0]
    row = next(part for part in claims.split("<tr>") if "engine room flooded" in part)
    assert "Beacon has it word for word, in a near-copy: open the sentence" in row
    assert f"/article/{copy.pk}/" in row
    assert row.count("not found") == 1  # the Courier
    cut = next(part for part in claims.split("<tr>") if "built in 1998" in part)
    assert cut.count("not found") == 2
    picked = page.partition('class="lines mt4"')[2].partition("</ol>")[0]
    assert "word for word in" in picked
    assert "What is known" not in page  # a copy supports nothing


def test_of_near_copies_the_one_published_first_has_the_voice_whichever_came_here_first(client, world):
    wire = world.article(world.publisher("Agency"), title="Ferry sinks off Oakport", text=ONE, hours=5)
    copy = world.article(world.publisher("Beacon"), title="Oakport ferry lost", text=ONE, hours=3)
    other = world.article(world.publisher("Courier"), title="Inquiry", text=TWO, hours=1)
    page = client.get(story_url(world.story(copy, wire, other, copies=(copy, wire)))).content.decode()
    heads = page.partition('class="grid-t grid-t--claims"')[2].partition("</thead>")[0]
    assert [name for name in ("Agency", "Beacon", "Courier") if name in heads] == ["Agency", "Beacon", "Courier"]
    assert heads.index("Courier") < heads.index("Beacon")  # who only ran a copy comes last
    assert "Agency reports it: open the sentence" in page
    assert "Beacon has it word for word" in page
    listed = page.partition('id="reports"')[2]
    assert "Near-copy" in listed.partition("Oakport ferry lost")[0].rpartition("<article")[2]
    assert "Near-copy" not in listed.partition("Ferry sinks off Oakport")[0].rpartition("<article")[2]


def test_reports_that_machines_may_not_read_are_not_compared(client, world):
    one = world.article(text=ONE, ai="refused", ai_source="robots-meta")
    two = world.article(text=TWO, mining=False)
    page = client.get(story_url(world.story(one, two))).content.decode()
    assert "Nothing was made" in page
    assert "Rescuers saved" not in page


def test_reports_in_another_language_are_not_counted_as_silent(client, world):
    english = [world.article(text=ONE), world.article(text=TWO)]
    german = world.article(text="Die Fähre sank am Montag. Alle wurden gerettet. Der Hafen trauert.", language="de")
    page = client.get(story_url(world.story(*english, german))).content.decode()
    assert "1 report in other languages is not compared" in page


def test_a_story_of_one_publisher_claims_no_agreement(client, world):
    paper = world.publisher()
    story = world.story(world.article(paper, text=ONE), world.article(paper, text=TWO))
    page = client.get(story_url(story)).content.decode()
    assert "What is known" not in page
    assert "All reports" in page


def test_the_reports_can_be_ordered_and_those_in_full_alone(client, world):
    old, new = (
        world.article(title="Old full report", hours=9),
        world.article(title="New headline", hours=1, access="headline"),
    )
    story = world.story(old, new)
    listed = client.get(story_url(story)).content.decode().partition('id="reports"')[2]
    assert listed.index("New headline") < listed.index("Old full report")
    first = client.get(story_url(story), {"order": "first"}).content.decode().partition('id="reports"')[2]
    assert first.index("Old full report") < first.index("New headline")
    assert (
        "New headline"
        not in client.get(story_url(story), {"order": "full"})
        .content.decode()
        .partition('id="reports"')[2]
        .partition("Timeline")[0]
    )


def test_a_withdrawn_report_keeps_its_place_without_its_words(client, world):
    gone, stays = world.article(title="Taken back", hours=3), world.article(title="It stays")
    story = world.story(gone, stays)
    withdraw(gone, world.now)
    page = client.get(story_url(story), follow=True).content.decode()
    assert "Withdrawn by its publisher" in page
    assert "Taken back" not in page


def test_a_merged_story_leads_to_the_one_it_went_into(client, world):
    old, new = world.story(world.article()), world.story(world.article(title="Survivor"))
    old.merged_into = new
    old.save()
    answer = client.get(story_url(old))
    assert answer.status_code == 301
    assert answer["Location"] == f"/story/{new.pk}/survivor/"


def test_an_old_slug_leads_to_the_present_one_and_an_unknown_id_nowhere(client, world):
    story = world.story(world.article(title="Now"))
    assert client.get(f"/story/{story.pk}/then/")["Location"] == f"/story/{story.pk}/now/"
    assert client.get("/story/999999/x/").status_code == 404


@pytest.mark.parametrize("reports", [5, 200])
def test_a_story_asks_at_most_fifteen_questions(signed_in, world, django_assert_max_num_queries, reports):
    papers = [world.publisher() for _ in range(min(reports, 30))]
    made = [
        world.article(papers[i % len(papers)], text=ONE if i % 2 else TWO, tags=["Oakport"], hours=i / 5)
        for i in range(reports)
    ]
    story = world.story(*made)
    with django_assert_max_num_queries(15):
        page = signed_in[0].get(story_url(story))
    assert page.status_code == 200
    assert page.content.count(b'class="hit"') <= 20


def test_a_story_is_tagged_by_what_its_reports_agree_on(client, world):
    agreed = [f"Agreed{n}" for n in range(4)]
    one = world.article(world.publisher("First Paper"), text=ONE, tags=[*agreed, "Alone1"])
    two = world.article(world.publisher("Second Paper"), text=TWO, tags=[*agreed, "Alone2"])
    page = client.get(story_url(world.story(one, two))).content.decode()
    assert all(f'href="/hashtag/agreed{n}/"' in page for n in range(4))
    assert ('href="/hashtag/alone1/"' in page, 'href="/hashtag/alone2/"' in page) == (True, False)


def test_a_copy_of_a_copy_is_one_of_the_first(world):
    first, second, third = (world.article(text=ONE, hours=hours) for hours in (9, 6, 3))
    story = world.story(first, second, third)
    for article, copied in ((second, first), (third, second)):
        Member.objects.filter(article=article).update(copy_of=copied)
    assert {row.article.pk: row.copy_of for row in rows(story)} == {
        first.pk: None,
        second.pk: first.pk,
        third.pk: first.pk,
    }
