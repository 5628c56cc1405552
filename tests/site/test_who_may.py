"""Every address of the site, and what a stranger, a reader, a moderator and an operator get there. A new address needs a line.

A line is (GET as stranger, reader, moderator, operator). 302 leads to signing in; 404 hides; 405 takes no GET.
"""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from octavo.assist.models import Briefing
from octavo.insight.models import Hashtag
from octavo.people.actions.comments import Draft, post_comment
from octavo.people.actions.moderation import appeal, hide_comment
from octavo.people.models import Appeal, User, Wish
from octavo.story.models import Correction, Story
from octavo.web.briefing.letter import stop_mark
from octavo.web.frame.addresses import slug_of
from tests.web.conftest import World

ALL, SIGNED, POSTED = (200,) * 4, (302, 200, 200, 200), (405,) * 4
MODERATORS, OPERATORS = (302, 404, 200, 200), (302, 404, 404, 200)
ELSEWHERE = (302,) * 4  # leads on to what was meant
MOVED = (301,) * 4

WHO = {
    "websub": (404,) * 4,  # an address that no hub was given
    "health": ALL, "feed-rss": ALL, "feed-atom": ALL, "hashtag-rss": ALL, "hashtag-atom": ALL, "comments-rss": ALL,
    "story-comments-rss": ALL,
    "front": ALL, "section": ALL, "article-short": MOVED, "article": ALL, "article-changes": ALL, "article-why": OPERATORS,
    "article-summary": ALL, "article-facts": ALL, "article-ask": ALL, "article-explain": ALL, "article-compare": ALL,
    "article-timeline": ALL, "article-translate": ALL, "article-listen": ALL, "article-quiz": ALL,
    "article-ask-stream": (404,) * 4, "story-ask-stream": (404,) * 4,  # nothing writes here
    "audio": (404,) * 4, "podcast": (404,) * 4, "article-listen-ask": POSTED,  # no voice is chosen here
    "mistake": ALL, "engines": OPERATORS, "mistake-settle": POSTED,
    "story-short": MOVED, "story": ALL,
    "story-summary": ALL, "story-facts": ALL, "story-ask": ALL, "story-explain": ALL, "story-compare": ALL,
    "story-timeline": ALL, "story-translate": ALL, "story-listen": ALL, "story-quiz": ALL, "ask": ALL,
    "story-merge": POSTED, "story-pin": POSTED, "article-split": POSTED, "correction-undo": POSTED,
    "briefing": ALL, "briefing-of": ALL, "briefing-rss": ALL, "briefing-mail": SIGNED, "briefing-stop": ALL,
    "hashtags": ALL, "hashtag": ALL, "hashtag-dispute": SIGNED, "hashtag-correct": (302, 404, 404, 200), "hashtag-change": POSTED,
    "hashtag-undo": POSTED, "moderation-dispute": POSTED, "search": ALL,
    "sources": ALL, "source": ALL, "source-export": ALL, "source-add": (302, 404, 404, 200),
    "source-trial": (302, 404, 404, 200), "source-import": (405, 405, 405, 405),
    "source-change": POSTED, "publisher": (302, 404, 404, 200), "publisher-change": POSTED, "rule-case": POSTED,
    "comments": ALL, "story-comments": ALL, "comment": ALL, "comment-history": ALL,
    "comment-new": SIGNED, "story-comment-new": SIGNED, "comment-report": SIGNED, "comment-vote": POSTED,
    "comment-edit": (302, 200, 404, 404), "comment-delete": (302, 200, 404, 404), "comment-appeal": (302, 200, 404, 404),
    "comment-hide": MODERATORS, "comment-restore": MODERATORS,
    "moderation": MODERATORS, "moderation-log": MODERATORS, "moderation-people": MODERATORS, "moderation-person": MODERATORS,
    "moderation-invites": (302, 404, 404, 200), "invited": (404,) * 4,
    "backups": (302, 404, 404, 200), "backups-change": POSTED, "backup": (302, 404, 404, 302), "backup-change": POSTED,
    "announcements": (302, 404, 404, 200), "announcement-end": POSTED, "announcement-put-away": POSTED,
    "moderation-decide": POSTED, "moderation-appeal": POSTED, "moderation-change": POSTED, "moderation-policy": POSTED,
    "picture": (404,) * 4, "you": SIGNED, "profile": ALL, "profile-switch": POSTED, "notices": SIGNED, "export": SIGNED, "leave": SIGNED,
    "saved": SIGNED, "history": SIGNED, "follows": SIGNED,
    "rules": SIGNED, "rule-drop": POSTED, "follow": POSTED, "save": SIGNED, "reading": ALL, "language": POSTED,
    "about": ALL, "about-rank": ALL, "about-machine": ALL, "about-links": ALL, "about-rights": ALL, "about-rules": ALL,
    "about-robot": ALL, "robots.txt": ALL, "robots": ALL,
}  # fmt: skip


def names(resolver=None):
    """Return the names of all our own addresses; Django's admin and allauth test theirs."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.add(entry.name)
        elif isinstance(entry, URLResolver) and str(entry.pattern) not in ("admin/", "account/"):
            found |= names(entry)
    return found


def test_every_address_has_a_line():
    assert names() - WHO.keys() == set()


@pytest.fixture
def site(db):
    world = World()
    article = world.article(tags=["Oakport"])
    story = world.story(article, world.article())
    source = world.source(article.publisher)
    people = {
        "reader": world.reader("Reader"),
        "moderator": world.reader("Moderator", role=User.Role.MODERATOR),
        "operator": world.reader("Operator", is_staff=True, is_superuser=True),
    }
    comment = post_comment(article, people["reader"], Draft("Words."), world.now)
    removed = post_comment(article, people["reader"], Draft("Other words."), world.now)
    hide_comment(removed, people["moderator"], "House rule 2", world.now)
    appeal(removed, people["reader"], "Please", world.now)
    made = Briefing.objects.create(made=world.now, picks=[[story.pk, article.pk, "Why."]])
    wish = Wish.objects.create(reader=people["reader"], words="w", act="less", subject="w", created=world.now)
    other = Story.objects.create(key="s-other")
    correction = Correction.objects.create(kind="merge", story=story, other=other, made=world.now, changed=world.now)
    given = {
        "correction_id": correction.pk,
        "announcement_id": 1, "publisher_id": article.publisher_id, "case_id": 1,
        "article_id": article.pk, "story_id": story.pk, "source_id": source.pk, "comment_id": comment.pk,
        "wish_id": wish.pk, "mistake_id": 1,
        "appeal_id": Appeal.objects.get().pk, "user_id": people["reader"].pk, "form": "rss", "digest": "0" * 32,
        "token": "x" * 43,
        "code": "made-up", "key": "0" * 64, "hashtag_id": 1, "dispute_id": 1,
        "mark": stop_mark(people["reader"]), "stamp": f"{made.made:%Y%m%d-%H%M}",
    }  # fmt: skip
    slugs = {
        "article": slug_of(article.title),
        "story": slug_of(story.lead.title),
        "hashtag": Hashtag.objects.get().slug,
    }
    return given, slugs, people, article, story


def address(name, site):
    given, slugs, _, article, story = site
    values = dict(given)
    pk = story.pk if name.startswith("story-comment") else article.pk
    match = re.match(r"article|story|hashtag", name)
    values |= {"pk": pk, "name": "world", "slug": slugs.get(match.group() if match else "", "-"), "kind": "hashtag"}
    values |= {"kind": "mp3"} if name == "audio" else {}
    values |= {"act": {"moderation-change": "warn", "hashtag-change": "hide", "rule-case": "drop"}.get(name, "pause")}
    values |= {"backup": {"name": "a.tar.gz"}, "backup-change": {"name": "a.tar.gz", "act": "delete"}}.get(name, {})
    values |= {"backups-change": {"act": "cancel"}}.get(name, {})
    candidates = get_resolver().reverse_dict.getlist(name)
    for possibilities, *_ in candidates:
        for _, params in possibilities:
            return reverse(name, args=[values[param] for param in params])
    raise AssertionError(name)


@pytest.mark.parametrize("name", sorted(names()))
def test_each_role_gets_what_the_line_says(name, site):
    people = site[2]
    got = []
    for role in ("stranger", "reader", "moderator", "operator"):
        client = Client()
        if role != "stranger":
            client.force_login(people[role])
        got.append(client.get(address(name, site)).status_code)
    assert tuple(got) == WHO[name]


# What a POST changes, and who may: (stranger, reader, moderator, operator). Every form carries a token (tested below).
MAY_POST = {
    "publisher-change": (302, 404, 404, 302), "rule-case": (302, 404, 404, 404),
    "source-change": (302, 404, 404, 302), "source-import": (302, 404, 404, 400),
    "moderation-decide": (302, 404, 302, 302), "moderation-appeal": (302, 404, 302, 302),
    "moderation-change": (302, 404, 400, 400), "moderation-policy": (302, 404, 404, 404),
    "backups-change": (302, 404, 404, 302), "backup-change": (302, 404, 404, 302),  # to say once more who it is
    "announcements": (302, 404, 404, 400), "announcement-end": (302, 404, 404, 404),
    "comment-hide": (302, 404, 400, 400), "comment-vote": (302,) * 4, "follow": (302, 404, 404, 404),
    "story-merge": (302, 404, 404, 302), "story-pin": (302, 404, 404, 302), "article-split": (302, 404, 404, 302),
    "correction-undo": (302, 404, 404, 302),
    "rule-drop": (302,) * 4, "mistake": (400,) * 4, "mistake-settle": (302, 404, 404, 302),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MAY_POST))
def test_each_role_changes_what_it_may(name, site):
    got = []
    for role in ("stranger", "reader", "moderator", "operator"):
        client = Client()
        if role != "stranger":
            client.force_login(site[2][role])
        got.append(client.post(address(name, site).replace("/hashtag/1/", "/hashtag/99/")).status_code)
    assert tuple(got) == MAY_POST[name]


def test_a_form_without_its_token_changes_nothing(site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(site[2]["operator"])
    for name in sorted(MAY_POST):
        assert client.post(address(name, site)).status_code == 403, name
