"""A small world in rows: publishers, sources, articles with their understanding, stories, relations and readers."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from octavo.article.logic.excerpt import excerpt_of
from octavo.article.models import Article
from octavo.find.actions import index_articles
from octavo.find.models import Relation
from octavo.insight.actions import slug_of
from octavo.insight.logic.sentences import split
from octavo.insight.models import Hashtag, Tagging, Understanding
from octavo.people.models import User
from octavo.source.models import Publisher, Source
from octavo.story.actions import refresh_stories
from octavo.story.models import Event, Member, Story
from tests.fetch.conftest import web  # noqa: F401 - a fixture, for pages that ask the network

TEXT = (
    "The harbour of Oakport opened again on Monday after 12 days of storm.\n\n"
    "Mayor Ines Calder said the quay had held. “We lost two cranes and no one,” said Calder.\n\n"
    "Some 340 fishing boats left before noon. Prices for herring fell by a third at the morning auction.\n\n"
    "Insurers expect claims of 6.2 million crowns. A survey of the sea wall begins next week."
)


@dataclass
class World:
    """Makes rows with sensible defaults. Every `make` returns the row."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    made: int = 0

    def number(self) -> int:
        self.made += 1
        return self.made

    def publisher(self, name="", access="full", **fields) -> Publisher:
        n = self.number()
        name = name or f"Paper {n}"
        host = f"p{n}.example"
        return Publisher.objects.create(
            name=name, host=host, slug=f"p{n}", home=f"https://{host}/", access=access, **fields
        )

    def source(self, publisher=None, **fields) -> Source:
        publisher = publisher or self.publisher()
        fields = {"last_read": self.now, "last_good": self.now, "last_new": self.now, "milliseconds": 90} | fields
        return Source.objects.create(
            publisher=publisher, url=f"{publisher.home}feed{self.number()}", added=self.now, **fields
        )

    def article(
        self, publisher=None, title="", text=TEXT, tags=(), hours=1.0, understood=True, section="", **fields
    ) -> Article:
        n = self.number()
        publisher = publisher or self.publisher(access=fields.get("access", "full"))
        published = self.now - timedelta(hours=hours)
        access = fields.pop("access", "full")
        shown = {"headline": "", "excerpt": excerpt_of(text)}.get(access, text)
        defaults = {
            "url": f"{publisher.home}{n}", "title": title or f"Harbour opens after storm, part {n}", "text": shown,
            "kinds": ["paragraph"] * len(shown.split("\n\n")) if shown else [], "excerpt": excerpt_of(shown), "language": "en",
            "complete": access == "full" and bool(shown), "access": access, "published": published, "first_seen": published,
            "read": published, "word_count": len(shown.split()), "ai": "allowed", "ai_source": "agreed with the publisher",
        }  # fmt: skip
        article = Article.objects.create(publisher=publisher, **(defaults | fields))
        if understood:
            self.understand(article, tags, section)
        return article

    def understand(self, article, tags=(), section="") -> None:
        sentences = split(article.text)
        Understanding.objects.update_or_create(
            article=article,
            defaults={
                "revision": article.revision, "model": "test", "language": article.language, "section": section, "vector": b"\0\0",
                "sentences": [[s.start, s.end, s.paragraph] for s in sentences],
                "key_sentences": [[s.start, s.end, s.paragraph, 1 - i / 10] for i, s in enumerate(sentences[:8])],
                "entities": [["Ines Calder", "person", article.text.find("Ines Calder"), article.text.find("Ines Calder") + 11, 2]]
                if "Ines Calder" in article.text else [],
            },
        )  # fmt: skip
        for rank, tag in enumerate(tags):
            hashtag, _ = Hashtag.objects.get_or_create(
                slug=slug_of(tag), defaults={"tag": f"#{tag}", "label": tag.lower(), "kind": "topic"}
            )
            first = sentences[0] if sentences else None
            start, end = (first.start, first.end) if first else (0, 0)
            Tagging.objects.create(article=article, hashtag=hashtag, rank=rank, score=1.0, start=start, end=end)

    def story(self, *articles, copies=()) -> Story:
        n = self.number()
        story = Story.objects.create(key=f"s{n}")
        event = Event.objects.create(key=f"e{n}", story=story)
        for article in articles:
            Member.objects.create(
                article=article, story=story, event=event, report=b"", placed=self.now, score=0.9,
                copy_of=copies[0] if article in copies[1:] else None, features={"title": 0.5},
            )  # fmt: skip
        refresh_stories([story.pk])
        story.refresh_from_db()
        return story

    def relate(self, article, other, score=0.7, reason="Both report on Oakport.", shared=("Oakport",)) -> Relation:
        return Relation.objects.create(
            article=article, other=other, score=score, relation="same-event", reason=reason, shared=list(shared)
        )

    def index(self, *articles) -> None:
        index_articles([a.pk for a in articles])

    def reader(self, name="Ada Reader", **fields) -> User:
        return User.objects.create_user(f"r{self.number()}@example.org", "a long password 1", name=name, **fields)

    def edition(self, articles: int) -> list[Article]:
        """Make `articles` articles of as many publishers as a hundred allow, in stories of five, tagged, with sources."""
        publishers = [self.publisher() for _ in range(min(articles, 20))]
        sections = ["world", "business", "sport", "culture"]
        made = []
        for i in range(articles):
            publisher = publishers[i % len(publishers)]
            made.append(
                self.article(
                    publisher, tags=["Oakport", "Storm", f"Tag{i % 7}"], hours=1 + i / 10, section=sections[i // 5 % 4]
                )
            )
        for i in range(0, articles, 5):
            self.story(*made[i : i + 5])
        for publisher in publishers:
            self.source(publisher)
        return made


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def signed_in(world) -> tuple[Client, User]:
    """A client of an ordinary reader, and the reader."""
    client, reader = Client(), world.reader()
    client.force_login(reader)
    return client, reader


@pytest.fixture
def operator(world) -> tuple[Client, User]:
    """A client of the operator, and the operator."""
    client, reader = Client(), world.reader("The Operator", is_staff=True, is_superuser=True)
    client.force_login(reader)
    return client, reader


@pytest.fixture(autouse=True)
def _no_kept_comparisons():
    from django.core.cache import cache

    cache.clear()
