"""Every address of the site, and what a stranger, a reader, a moderator and an operator get and change there. A new address needs a line.

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
ROLES = ("stranger", "reader", "moderator", "operator")

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
    "story-timeline": ALL, "story-translate": ALL, "story-listen": ALL, "story-quiz": ALL,
    "story-merge": POSTED, "story-pin": POSTED, "article-split": POSTED, "article-remove": POSTED, "correction-undo": POSTED,
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
    "picture": (404,) * 4, "you": SIGNED, "profile": ALL, "profile-switch": POSTED, "notices": SIGNED, "export": SIGNED,
    "leave": (302,) * 4,  # to say once more who it is
    "saved": SIGNED, "history": SIGNED, "follows": SIGNED,
    "rules": SIGNED, "rule-drop": POSTED, "follow": POSTED, "save": SIGNED, "reading": ALL, "language": POSTED,
    "about": ALL, "about-rank": ALL, "about-machine": ALL, "about-links": ALL, "about-rights": ALL, "about-rules": ALL,
    "about-robot": ALL, "robots": ALL,
}  # fmt: skip


# What stands under /account/ and is mostly the account library's: (GET, POST) by address.
OWN = (302, 200, 200, 200)  # strangers are asked to sign in
STRANGERS = (200, 302, 302, 302)  # whoever is signed in is led on
NOBODY = (404,) * 4
ACCOUNT = {
    "login/": (STRANGERS, STRANGERS), "signup/": (STRANGERS, STRANGERS), "logout/": (OWN, ELSEWHERE),
    "inactive/": (ALL, POSTED), "reauthenticate/": (OWN, OWN), "email/": (OWN, ELSEWHERE),
    "confirm-email/": (ALL, POSTED), "confirm-email/x/": (ALL, NOBODY), "login/code/confirm/": (ELSEWHERE, ELSEWHERE),
    "password/change/": (OWN, OWN), "password/set/": (ELSEWHERE, ELSEWHERE), "password/reset/": (ALL, ALL),
    "password/reset/done/": (ALL, POSTED), "password/reset/key/done/": (ALL, POSTED), "password/reset/key/x-x/": (ALL, ALL),
    "2fa/": (OWN, (302, 405, 405, 405)), "2fa/authenticate/": (ELSEWHERE, ELSEWHERE), "2fa/reauthenticate/": (ELSEWHERE, ELSEWHERE),
    "2fa/totp/activate/": (ELSEWHERE, ELSEWHERE), "2fa/totp/deactivate/": ((302, 404, 404, 404),) * 2,
    "2fa/recovery-codes/": ((302, 404, 404, 404), (302, 405, 405, 405)),
    "2fa/recovery-codes/generate/": (ELSEWHERE, ELSEWHERE), "2fa/recovery-codes/download/": ((302, 404, 404, 404),) * 2,
    "2fa/webauthn/": (OWN, (302, 405, 405, 405)), "2fa/webauthn/add/": (ELSEWHERE, ELSEWHERE),
    "2fa/webauthn/reauthenticate/": (ELSEWHERE, ELSEWHERE), "2fa/webauthn/keys/1/remove/": (ELSEWHERE, ELSEWHERE),
    "2fa/webauthn/keys/1/edit/": (ELSEWHERE, ELSEWHERE), "2fa/webauthn/login/": (ELSEWHERE, ELSEWHERE),
    "3rdparty/login/cancelled/": (ALL, POSTED), "3rdparty/login/error/": ((401,) * 4, POSTED),
    "3rdparty/signup/": (ELSEWHERE, ELSEWHERE), "3rdparty/": (OWN, OWN),
    "social/login/cancelled/": (MOVED, MOVED), "social/login/error/": (MOVED, MOVED), "social/signup/": (MOVED, MOVED),
    "social/connections/": (MOVED, MOVED), "oidc/x/login/": (NOBODY, NOBODY), "oidc/x/login/callback/": (NOBODY, NOBODY),
}  # fmt: skip
# Django's admin: nobody but an operator comes in, and what the operator gets there is Django's, but for tables only looked at.
ADMIN_DOOR = {"login/": ((302, 403, 403, 302), (302, 403, 403, 200))}
LOOKED_AT = {"publisher", "source", "article", "story", "comment", "work"}


def walked(resolver, before=""):
    """Return (pattern, name) of every address below `resolver`."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield before + str(entry.pattern), entry.name
        elif isinstance(entry, URLResolver):
            yield from walked(entry, before + str(entry.pattern))


def names():
    """Return the names of all our own addresses."""
    return {name for pattern, name in walked(get_resolver()) if not pattern.startswith(("admin/", "account/"))}


def below(prefix):
    """Return every address below `prefix` with its holes filled: "x" for words, 1 for numbers."""
    found = set()
    for pattern, _ in walked(get_resolver()):
        if pattern.startswith(prefix):
            filled = re.sub(r"<int:\w+>|<path:\w+>", "1", re.sub(r"<slug:\w+>", "x", pattern.removeprefix(prefix)))
            filled = re.sub(r"\(\?P<app_label>(\w+)\|[^)]*\)", r"\1/", filled).replace("//", "/")
            found.add(re.sub(r"\(\?P<\w+>[^)]*\)", "x", filled).replace("^", "").replace("$", ""))
    return sorted(found)


def test_every_address_has_a_line():
    assert names() - WHO.keys() == set()
    assert WHO.keys() - names() == set()
    assert set(below("account/")) == ACCOUNT.keys()


def answers(site, path, method):
    """Return the status that each role gets at `path`."""
    got = []
    for role in ROLES:
        client = Client()
        if role != "stranger":
            client.force_login(site[2][role])
        got.append(getattr(client, method)(path).status_code)
    return tuple(got)


@pytest.mark.parametrize("path", below("account/"))
def test_each_role_gets_what_the_account_pages_say(path, site):
    assert (answers(site, f"/account/{path}", "get"), answers(site, f"/account/{path}", "post")) == ACCOUNT[path]


@pytest.mark.parametrize("path", below("admin/"))
def test_nobody_but_an_operator_comes_into_the_admin_and_it_changes_none_of_what_actions_guard(path, site):
    got = {method: answers(site, f"/admin/{path}", method) for method in ("get", "post")}
    if path in ADMIN_DOOR:
        assert (got["get"], got["post"]) == ADMIN_DOOR[path]
        return
    for line in got.values():
        assert line[:3] == (302, 302, 302)
        assert line[3] < 500
    table, _, act = path.partition("/")[2].partition("/")
    if table in LOOKED_AT:
        assert act in ("", "1/", "1/history/", "1/change/", "1/delete/", "add/")
        if act in ("1/change/", "1/delete/", "add/"):
            assert got["post"][3] == 403
        if act in ("add/", "1/delete/"):
            assert got["get"][3] == 403


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
        "code": "made-up", "key": "0" * 64, "hashtag_id": Hashtag.objects.get().pk, "dispute_id": 1,
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
    assert answers(site, address(name, site), "get") == WHO[name]


# What a POST gives (stranger, reader, moderator, operator); every other address takes none and answers 405. 302 of a stranger
# leads to signing in; 400 is an empty form, refused to somebody who may send a full one.
WHOEVER, SIGNED_POST = (302,) * 4, (302, 400, 400, 400)
FOR_MODERATORS, FOR_OPERATORS = (302, 404, 302, 302), (302, 404, 404, 302)
MAY_POST = {
    "websub": NOBODY, "article-listen-ask": NOBODY,  # no hub and no voice is chosen here
    # what a stranger wrote is shown again: they may have been signed out meanwhile
    "comment-new": (403, 200, 200, 200), "story-comment-new": (403, 200, 200, 200), "comment-edit": (403, 200, 404, 404),
    "comment-appeal": (403, 400, 404, 404), "comment-report": (403, 400, 400, 400), "comment-delete": (302, 302, 404, 404),
    "comment-vote": WHOEVER,
    "comment-hide": (302, 404, 400, 400), "comment-restore": FOR_MODERATORS,
    "moderation-decide": FOR_MODERATORS, "moderation-appeal": FOR_MODERATORS, "moderation-change": (302, 404, 400, 400),
    "moderation-policy": (302, 404, 404, 404), "moderation-dispute": (302, 404, 404, 404), "moderation-invites": FOR_OPERATORS,
    "announcements": (302, 404, 404, 400), "announcement-end": (302, 404, 404, 404), "announcement-put-away": WHOEVER,
    "publisher-change": FOR_OPERATORS, "rule-case": (302, 404, 404, 404), "source-change": FOR_OPERATORS,
    "source-import": (302, 404, 404, 400), "source-add": (302, 404, 404, 200), "source-trial": (302, 404, 404, 400),
    "backups-change": FOR_OPERATORS, "backup-change": FOR_OPERATORS,  # to say once more who it is
    "story-merge": FOR_OPERATORS, "story-pin": FOR_OPERATORS, "article-split": FOR_OPERATORS,
    "article-remove": FOR_OPERATORS, "correction-undo": FOR_OPERATORS,
    "hashtag-change": FOR_OPERATORS, "hashtag-undo": (302, 404, 404, 404), "hashtag-dispute": SIGNED_POST,
    "mistake": (400,) * 4, "mistake-settle": FOR_OPERATORS,
    "follow": WHOEVER, "save": WHOEVER, "history": WHOEVER, "notices": WHOEVER, "profile-switch": WHOEVER, "rules": SIGNED_POST,
    "rule-drop": WHOEVER, "leave": WHOEVER, "briefing-mail": WHOEVER, "briefing-stop": ALL, "reading": WHOEVER, "language": WHOEVER,
}  # fmt: skip
# These stand on pages that everybody shares, or are pressed by a mail program; they carry no token and tell by the sender's site.
WITHOUT_TOKEN = {"language", "announcement-put-away", "briefing-stop", "websub"}


@pytest.mark.parametrize("name", sorted(names()))
def test_each_role_changes_what_it_may(name, site):
    assert answers(site, address(name, site), "post") == MAY_POST.get(name, POSTED)


def test_a_form_without_its_token_changes_nothing(site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(site[2]["operator"])
    for name in sorted(MAY_POST.keys() - WITHOUT_TOKEN):
        assert client.post(address(name, site)).status_code == 403, name
    for name in ("language", "announcement-put-away"):
        elsewhere = client.post(address(name, site), headers={"Origin": "https://evil.example"})
        assert elsewhere.status_code == 403, name
