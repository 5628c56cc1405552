"""Tables of articles, their revisions and their pictures."""

from itertools import zip_longest

from django.db import models

from octavo.source.models import Access, Publisher, Source


class ArticleQuerySet(models.QuerySet["Article"]):
    """Queries over articles."""

    def live(self) -> "ArticleQuerySet":
        """Return articles that may be listed: not withdrawn, not refused."""
        return self.filter(gone=None, refusal="")


class Article(models.Model):
    """One article of one publisher; its identity is (publisher, canonical address)."""

    # db_index: the indexes below begin with the same column
    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="articles", db_index=False)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, related_name="articles", db_index=False)
    url = models.URLField(max_length=2000)
    guid = models.CharField(max_length=500, blank=True)  # the feed's hint, never identity
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=1000, blank=True)
    authors = models.JSONField(default=list)
    published = models.DateTimeField()  # clamped to first_seen
    dated = models.BooleanField(default=True)  # False: the publisher gave no time, published is first_seen
    modified = models.DateTimeField(null=True)
    first_seen = models.DateTimeField()
    read = models.DateTimeField(null=True)  # page last read
    language = models.CharField(max_length=35, blank=True)
    section = models.CharField(max_length=200, blank=True)  # the publisher's own word
    categories = models.JSONField(default=list)
    text = models.TextField(blank=True)  # paragraphs joined by blank lines; offsets elsewhere point into it
    kinds = models.JSONField(default=list)  # kind of each paragraph of text
    complete = models.BooleanField(default=False)  # text is the whole article, not the feed's summary
    excerpt = models.TextField(blank=True)
    word_count = models.PositiveIntegerField(default=0)
    access = models.CharField(max_length=8, choices=Access, default=Access.EXCERPT)
    rights = models.JSONField(default=dict)
    mining = models.BooleanField(default=True)  # False: machines read the headline only, not the text
    ai = models.CharField(max_length=8, default="refused")  # allowed or refused: AI tools on this article
    ai_source = models.CharField(max_length=200, blank=True)  # who decided
    paywalled = models.BooleanField(null=True)
    confidence = models.FloatField(null=True)
    image_url = models.URLField(max_length=2000, blank=True)
    image_credit = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64, blank=True)  # of title and text, to see a change
    changed = models.DateTimeField(null=True)  # when a later revision was seen
    gone = models.DateTimeField(null=True)  # withdrawn by its publisher (404, 410)
    refusal = models.CharField(max_length=60, blank=True)  # why it is not shown at all, a slug

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "url"], name="article_identity")]
        indexes = [
            models.Index(fields=["-published"]),
            models.Index(fields=["publisher", "-published"]),
            models.Index(fields=["source", "-published"], name="article_pace"),  # how often a source publishes
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[tuple[int, str, str]]:
        """Return (offset, text, kind) of each paragraph of `text`."""
        found, at = [], 0
        for part, kind in zip_longest(self.text.split("\n\n") if self.text else [], self.kinds, fillvalue="paragraph"):
            found.append((at, part, kind))
            at += len(part) + 2
        return found

    @property
    def may_summarise(self) -> bool:
        """Say whether AI tools may work on this article."""
        return self.mining and self.ai == "allowed"

    @property
    def minable(self) -> str:
        """Return the text that machines may read: all of it, or nothing but what the headline says."""
        return self.text if self.mining else ""


class Revision(models.Model):
    """What an article said before it changed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number")]
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"


class Picture(models.Model):
    """A lead picture, made safe and small, served from this site's own address."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="picture")
    digest = models.CharField(max_length=64, db_index=True)  # names the file under media/
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.digest
