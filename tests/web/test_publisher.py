"""An operator says what is known of a publisher, and stops and starts its sources; the log keeps a line of each."""

import pytest

from octavo.flow.models import Work
from octavo.people.models import Entry


@pytest.fixture
def source(world):
    return world.source(world.publisher("The Quay"))


def edit(client, source, **fields):
    known = {"name": "The Quay", "home": source.publisher.home, "contact": "", "note": ""}
    return client.post(f"/sources/publisher/{source.publisher_id}/edit/", known | fields, follow=True)


def test_name_home_contact_and_note_are_stored_and_logged(operator, source, client):
    home = f"{source.publisher.home}news/"
    edit(operator[0], source, name="The Long Quay", home=home, contact="desk@quay.example", note="By letter of 3 May.")
    paper = source.publisher
    paper.refresh_from_db()
    assert (paper.name, paper.home, paper.contact, paper.note) == (
        "The Long Quay", home, "desk@quay.example", "By letter of 3 May.",
    )  # fmt: skip
    entry = Entry.objects.get()
    assert (entry.verb, entry.about) == ("edited the publisher", "The Quay")
    assert "now The Long Quay" in entry.words
    assert "desk@quay.example" not in client.get(f"/sources/{source.pk}/").content.decode()
    edit(operator[0], source, name="The Long Quay", home=home, contact="desk@quay.example", note="By letter of 3 May.")
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("home", ["https://another.example/", "javascript:alert(1)", "no address"])
def test_a_home_elsewhere_is_refused_beside_its_field(operator, source, home):
    answer = edit(operator[0], source, home=home)
    assert answer.status_code == 400
    assert 'id="id_home-e"' in answer.content.decode()
    source.publisher.refresh_from_db()
    assert source.publisher.home != home


def test_all_sources_of_a_publisher_are_paused_and_resumed_at_once(operator, source, world):
    other = world.source(source.publisher)
    page = f"/sources/publisher/{source.publisher_id}"
    assert "2 sources are paused" in operator[0].post(f"{page}/pause/", follow=True).content.decode()
    for each in (source, other):
        each.refresh_from_db()
        assert each.paused
    operator[0].post(f"{page}/resume/")
    assert set(Work.objects.filter(step="poll").values_list("target", flat=True)) == {source.pk, other.pk}
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["paused", "resumed"]


def test_rights_set_from_either_page_leave_a_line_in_the_log(operator, source):
    operator[0].post(f"/sources/{source.pk}/rights/", {"access": "headline", "ai_summary": "refused"})
    page = f"/sources/publisher/{source.publisher_id}/rights/"
    operator[0].post(page, {"access": "excerpt", "ai_summary": "refused"})
    operator[0].post(page, {"access": "excerpt", "ai_summary": "refused"})
    operator[0].post(page, {"access": "everything", "ai_summary": "refused"})
    assert list(Entry.objects.order_by("pk").values_list("words", flat=True)) == [
        "full to headline, AI tools unstated to refused",
        "headline to excerpt, AI tools refused to refused",
    ]


def test_what_an_operator_types_is_shown_as_words(operator, source):
    evil = "<script>alert(1)</script>"
    shown = edit(operator[0], source, name=evil, contact=evil, note=evil).content.decode()
    assert evil not in shown
    assert "&lt;script&gt;" in shown
