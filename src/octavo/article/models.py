"""Tables of articles, their revisions and their pictures."""

from itertools import zip_longest

from django.db import models

from octavo.article.types import Fingerprint, PageRule
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
    gone = models.DateTimeField(null=True)  # withdrawn by its publisher (404, 410), or taken down at its request
    gone_note = models.CharField(max_length=300, blank=True)  # what its address says then
    refusal = models.CharField(max_length=60, blank=True)  # why it is not shown at all, a slug

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publisher", "url"], name="article_identity")]
        indexes = [
            models.Index(fields=["-published"]),
            models.Index(fields=["publisher", "-published"]),
            models.Index(fields=["source", "-published"], name="article_pace"),  # how often a source publishes
            models.Index(fields=["publisher", "guid"], name="article_guid"),  # whether a page that moved is known
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


class Rule(models.Model):
    """How one publisher's pages are read where the machine errs. `body` and `remove` hold a selector a line, the rest one."""

    publisher = models.OneToOneField(Publisher, models.CASCADE, related_name="rule")
    number = models.PositiveIntegerField(default=0)  # of the edition that applies
    body = models.TextField(blank=True)
    remove = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    authors = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=300, blank=True)

    FIELDS = ("body", "remove", "title", "authors", "published")

    def __str__(self) -> str:
        return f"rule {self.number} of {self.publisher_id}"

    @property
    def fields(self) -> dict[str, str]:
        """Return the selectors as they were written."""
        return {name: getattr(self, name) for name in Rule.FIELDS}

    @property
    def selectors(self) -> PageRule:
        """Return the rule as extraction takes it. It was checked when it was stored."""
        return PageRule(
            tuple(self.body.splitlines()), tuple(self.remove.splitlines()), self.title, self.authors, self.published
        )


class RuleEdition(models.Model):
    """What a rule said from a moment on, and who wrote it: never changed."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    fields = models.JSONField()
    made = models.DateTimeField()
    maker = models.CharField(max_length=60)  # in words: accounts are a later room
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="article_rule_edition")]
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.rule_id}.{self.number}"


class RuleCase(models.Model):
    """A page that a rule was made for, as it was then, and what must come of it."""

    rule = models.ForeignKey(Rule, models.CASCADE, related_name="cases")
    url = models.URLField(max_length=2000)
    page = models.BinaryField()  # the publisher's own bytes, zlib; kept for nothing but this comparison
    content_type = models.CharField(max_length=200, blank=True)
    expected = models.JSONField()  # a Fingerprint
    made = models.DateTimeField()
    checked = models.DateTimeField(null=True)
    differs = models.JSONField(default=list)  # [what, as kept, as it is now] of the last check

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "url"], name="article_rule_case")]
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.url

    @property
    def fingerprint(self) -> Fingerprint:
        """Return what must come of the page."""
        return Fingerprint(**self.expected)
