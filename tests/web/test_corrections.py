"""The operators' buttons: what they change, what the page says, what the log keeps."""

from octavo.people.models import Entry
from octavo.story.models import Correction, Member


def test_an_operator_merges_and_undoes_from_the_story_page(operator, world):
    kept = world.story(world.article(title="Harbour opens", hours=1))
    other = world.story(world.article(title="Quay holds", hours=2))
    client = operator[0]
    page = client.post(f"/corrections/story/{kept.pk}/merge/", {"other": f"/story/{other.pk}/x/"}, follow=True)
    assert "Quay holds" in page.content.decode()
    assert Member.objects.filter(story=kept).count() == 2
    moved = client.get(f"/story/{other.pk}/x/")
    assert (moved.status_code, f"/story/{kept.pk}/" in moved["Location"]) == (301, True)
    client.post(f"/corrections/{Correction.objects.get().pk}/undo/")
    assert Member.objects.filter(story=kept).count() == 1
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "merged the story",
        "undid the merge of",
    ]


def test_a_merge_with_no_story_says_what_to_do(operator, world):
    kept = world.story(world.article())
    page = operator[0].post(f"/corrections/story/{kept.pk}/merge/", {"other": "nonsense"}, follow=True)
    assert "Copy the address" in page.content.decode()


def test_an_operator_takes_an_article_out_on_its_why_page(operator, world):
    first, second = world.article(title="Harbour opens"), world.article(title="Somewhere else")
    world.story(first, second)
    client = operator[0]
    assert "Take it out of this story" in client.get(f"/article/{second.pk}/somewhere-else/why/").content.decode()
    page = client.post(f"/corrections/article/{second.pk}/split/", follow=True).content.decode()
    assert "Taken out" in page
    assert Member.objects.get(article=first).story != Member.objects.get(article=second).story
    assert Entry.objects.get().about == "Somewhere else"


def test_a_pinned_story_leads_the_front_page_says_why_and_ends(operator, client, world):
    world.story(world.article(title="The newest", hours=1))
    old = world.story(world.article(title="The pinned", hours=30))
    operator[0].post(f"/corrections/story/{old.pk}/pin/", {"hours": "6"})
    page = client.get("/").content.decode()
    assert page.index("The pinned") < page.index("The newest")
    assert "Pinned by the operator until" in page
    operator[0].post(f"/corrections/story/{old.pk}/pin/", {"hours": "0"})
    page = client.get("/").content.decode()
    assert page.index("The newest") < page.index("The pinned")
    assert [e.verb for e in Entry.objects.order_by("pk")] == ["pinned", "ended the pin of"]


def test_readers_see_no_button_of_the_operators(signed_in, world):
    story = world.story(world.article(), world.article())
    page = signed_in[0].get(f"/story/{story.pk}/", follow=True).content.decode()
    assert "For operators" not in page
