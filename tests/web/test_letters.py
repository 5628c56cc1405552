"""What else goes out by mail: what a reader follows, in the digest; what readers reported, to operators who asked for it."""

from datetime import timedelta

import pytest

from octavo.assist.models import Mistake
from octavo.flow.models import Work
from octavo.flow.steps import mail, mistakes
from octavo.insight.models import Hashtag
from octavo.people.actions.account import choose_mail, choose_mistakes
from octavo.people.actions.reading import follow, visit
from octavo.people.errors import NotYoursError
from octavo.people.logic.followed import MOST, News, chosen
from octavo.people.models import User
from tests.web.test_briefing import post

__all__ = ["post"]  # the fixture


@pytest.fixture
def reader(world):
    made = world.reader("Letter Reader")
    choose_mail(made, 7, "", skips_read=True)
    return made


def alone(world, title, **fields):
    """Make an article in a story of its own."""
    made = world.article(title=title, **fields)
    world.story(made)
    return made


def letter(reader, post, now):
    """Send the letter that is due now and return it in both forms; None when none went."""
    mail.schedule(reader, now)
    row = Work.objects.get(step="mail", target=reader.pk)
    row.due, before = now, len(post.letters)
    mail.run([row], now)
    reader.refresh_from_db()
    if len(post.letters) == before:
        return None
    sent = post.letters[-1]
    return sent.get_body(("plain",)).get_content(), sent.get_body(("html",)).get_content()


def own(forms):
    """Return the section of both forms that tells what is followed."""
    text, html = forms
    return (
        text.partition("From what you follow")[2].partition("Change what you follow")[0],
        html.partition("From what you follow")[2].partition("Change what you follow")[0],
    )


def test_a_letter_tells_what_came_of_what_is_followed_and_why(world, reader, post):
    world.edition(40)
    paper = world.publisher("The Gull")
    tagged = alone(world, "Weir mended at last", tags=["Weirtown"], hours=2)
    theirs = alone(world, "Gull flies low", publisher=paper, hours=3)
    running = alone(world, "Trial goes on", hours=4)
    alone(world, "Nobody follows this", hours=2)
    follow(reader, Hashtag.objects.get(slug="weirtown"), world.now)
    follow(reader, paper, world.now)
    follow(reader, running.member.story, world.now)
    for form in own(letter(reader, post, world.now)):
        assert tagged.title in form
        assert "You follow #Weirtown." in form
        assert theirs.title in form
        assert "You follow The Gull." in form
        assert running.title in form
        assert "You follow this story." in form
        assert "Nobody follows this" not in form
        assert "http" in form


def test_what_is_muted_read_or_among_the_eight_is_not_told_again(world, reader, post):
    paper, loud = world.publisher("The Gull"), world.publisher("The Loud")
    follow(reader, paper, world.now)
    seen = alone(world, "Seen before", publisher=paper)
    alone(world, "With a muted tag", publisher=paper, tags=["Noise"])
    alone(world, "Of a muted publisher", publisher=loud, tags=["Weirtown"])
    hushed = alone(world, "A muted story", publisher=paper)
    left = [alone(world, f"Left over {n}", publisher=paper, hours=9 + n) for n in range(9)]
    follow(reader, Hashtag.objects.get(slug="weirtown"), world.now)
    follow(reader, Hashtag.objects.get(slug="noise"), world.now, mute=True)
    follow(reader, loud, world.now, mute=True)
    follow(reader, hushed.member.story, world.now, mute=True)
    visit(reader, seen, world.now)
    text, html = letter(reader, post, world.now)
    told = own((text, html))
    for form in told:
        for title in ("Seen before", "With a muted tag", "Of a muted publisher", "A muted story"):
            assert title not in form
    whole = [article.title for article in left if article.title in text]
    assert whole
    assert all(text.count(title) == 1 for title in whole)  # neither twice among the eight and below


def test_a_letter_tells_what_came_since_the_last_one(world, reader, post):
    paper = world.publisher("The Gull")
    follow(reader, paper, world.now)
    for n in range(12):
        alone(world, f"Story {n}", publisher=paper, hours=1)
    first = letter(reader, post, world.now)
    assert own(first)[0].count("You follow The Gull.") <= MOST
    assert (
        letter(reader, post, world.now + timedelta(days=2)) is None
    )  # nothing came since, and no story is of that day
    late = alone(world, "Just came", publisher=paper, hours=-40)
    assert late.title in letter(reader, post, world.now + timedelta(days=2))[0]


def test_who_follows_nothing_has_no_such_section(world, reader, post):
    world.edition(40)
    assert "From what you follow" not in "".join(letter(reader, post, world.now))


def test_one_follow_does_not_crowd_out_another(world):
    loud = [News(n, n, world.now - timedelta(minutes=n), ("You follow A",)) for n in range(20)]
    quiet = News(99, 99, world.now - timedelta(hours=20), ("You follow B",))
    found = chosen([*loud, quiet])
    assert len(found) == MOST
    assert quiet in found
    assert [n.published for n in found] == sorted((n.published for n in found), reverse=True)
    assert len(chosen([News(1, 7, world.now, ("x",)), News(2, 7, world.now, ("x",))])) == 1


def report(words, world, minutes=0):
    return Mistake.objects.create(
        page="/about/", title="Harbour opens", tool="summary", words=words, made=world.now + timedelta(minutes=minutes)
    )


def test_mistakes_reach_operators_who_asked_in_one_letter_and_not_again(world, post):
    operator, other = world.reader("Op", is_staff=True), world.reader("Other", is_staff=True)
    choose_mistakes(operator, world.now, wanted=True)
    report("The quay is in Elmport.", world, 1)
    report("Who said that?", world, 2)
    mistakes.schedule(world.now + timedelta(minutes=1))
    mistakes.schedule(world.now + timedelta(minutes=2))
    row = Work.objects.get(step="mistakes")
    assert row.target == operator.pk
    assert row.due == world.now + mistakes.APART  # she asked for letters just now
    assert mistakes.run([row], row.due) == 1
    [sent] = post.letters
    assert sent["To"] == operator.email != other.email
    assert "2 mistakes" in sent["Subject"]
    for form in ("plain", "html"):
        words = sent.get_body((form,)).get_content()
        assert "The quay is in Elmport." in words
        assert "Who said that?" in words
        assert "/engines/" in words
    assert not Work.objects.filter(step="mistakes").exists()
    operator.refresh_from_db()
    assert operator.mistakes_told == row.due


def test_mistakes_never_flood(world, post):
    operator = world.reader("Op", is_staff=True)
    choose_mistakes(operator, world.now - timedelta(days=1), wanted=True)
    for n in range(50):
        report(f"Wrong {n}.", world, n / 100)
        mistakes.schedule(world.now)
    row = Work.objects.get(step="mistakes")
    assert row.due == world.now + mistakes.GATHER
    mistakes.run([row], row.due)
    assert len(post.letters) == 1
    assert "And 30 more." in post.letters[0].get_body(("plain",)).get_content()
    report("One more.", world, 20)
    mistakes.schedule(world.now + timedelta(minutes=20))
    assert Work.objects.get(step="mistakes").due == row.due + mistakes.APART


def test_a_mail_server_that_fails_loses_no_mistake(world, post):
    operator = world.reader("Op", is_staff=True)
    choose_mistakes(operator, world.now - timedelta(days=1), wanted=True)
    report("Wrong.", world)
    mistakes.schedule(world.now)
    row = Work.objects.get(step="mistakes")
    post.broken = True
    assert mistakes.run([row], row.due) == 0
    row.refresh_from_db()
    assert row.attempts == 1
    post.broken = False
    assert mistakes.run([row], row.due) == 1
    assert len(post.letters) == 1


def test_settled_mistakes_and_who_asked_no_more_get_no_letter(world, post):
    operator = world.reader("Op", is_staff=True)
    choose_mistakes(operator, world.now - timedelta(days=1), wanted=True)
    found = report("Wrong.", world)
    mistakes.schedule(world.now)
    row = Work.objects.get(step="mistakes")
    Mistake.objects.filter(pk=found.pk).update(settled=world.now)
    assert mistakes.run([row], row.due) == 0
    Mistake.objects.filter(pk=found.pk).update(settled=None)
    mistakes.schedule(world.now)
    choose_mistakes(User.objects.get(pk=operator.pk), world.now, wanted=False)
    assert mistakes.run(list(Work.objects.filter(step="mistakes")), row.due) == 0
    assert not post.letters


def test_operators_ask_for_them_on_the_page_of_their_letters_and_readers_cannot(operator, signed_in):
    client, made = operator
    assert "Mistakes of the machine" in client.get("/briefing/mail/").content.decode()
    client.post("/briefing/mail/", {"hour": "", "zone": "", "mistakes": "on"})
    made.refresh_from_db()
    assert made.mistakes_told is not None
    client.post("/briefing/mail/", {"hour": "", "zone": ""})
    made.refresh_from_db()
    assert made.mistakes_told is None
    client, reader = signed_in
    assert "Mistakes of the machine" not in client.get("/briefing/mail/").content.decode()
    client.post("/briefing/mail/", {"hour": "", "zone": "", "mistakes": "on"})
    reader.refresh_from_db()
    assert reader.mistakes_told is None
    with pytest.raises(NotYoursError):
        choose_mistakes(reader, reader.date_joined, wanted=True)
