"""Tables of publishers and their sources."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy


class Access(models.TextChoices):
    """How much of a publisher's text may be shown."""

    HEADLINE = "headline", gettext_lazy("Headline only")
    EXCERPT = "excerpt", gettext_lazy("Headline and excerpt")
    FULL = "full", gettext_lazy("Full text")


class Publisher(models.Model):
    """Who publishes: one registrable host, one rights policy."""

    name = models.CharField(max_length=200)
    host = models.CharField(max_length=255, unique=True)  # "coast.example"; identity of articles hangs on it
    slug = models.SlugField(max_length=80, unique=True)
    home = models.URLField(max_length=2000)
    language = models.CharField(max_length=35, blank=True)
    access = models.CharField(max_length=8, choices=Access, default=Access.EXCERPT)
    ai_summary = models.CharField(max_length=8, default="unstated")  # allowed, refused or unstated, as agreed
    fictional = models.BooleanField(default=False)
    contact = models.CharField(max_length=300, blank=True)  # whom to write to there; operators alone see it
    note = models.CharField(max_length=1000, blank=True)  # what was agreed; operators alone see it
    removed = models.DateTimeField(null=True)  # at its own request: nothing of it is read or shown
    removed_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What a source's address gives."""

    FEED = "feed", gettext_lazy("Feed")
    SITEMAP = "sitemap", gettext_lazy("News sitemap")
    PAGE = "page", gettext_lazy("Page")
    ARCHIVE = "archive", gettext_lazy("Archive")


class SourceQuerySet(models.QuerySet["Source"]):
    """Queries over sources."""

    def active(self) -> "SourceQuerySet":
        """Return the sources that are read."""
        return self.filter(paused=False)

    def failing(self) -> "SourceQuerySet":
        """Return the active sources whose last read failed."""
        return self.active().filter(failures__gt=0)


class Source(models.Model):
    """One address that is read again and again, and how that has gone."""

    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FEED)
    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True)
    folder = models.CharField(max_length=300, blank=True)  # OPML folders, "/" between levels
    paused = models.BooleanField(default=False)
    added = models.DateTimeField()
    # What the last answers said
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    ttl = models.PositiveIntegerField(null=True)  # seconds that its feed asks to wait
    # Its pace when it last answered with entries, as in octavo.source.types.Pace
    gap = models.PositiveIntegerField(null=True)
    newest = models.DateTimeField(null=True)
    quiet = models.CharField(max_length=100, blank=True)  # hours and days at which it asks not to be read: "22 23 sun"
    last_read = models.DateTimeField(null=True)  # last attempt
    last_good = models.DateTimeField(null=True)
    last_new = models.DateTimeField(null=True)  # last attempt that brought an unseen article
    next_read = models.DateTimeField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    fault = models.CharField(max_length=40, blank=True)  # slug of the last failure
    fault_text = models.CharField(max_length=500, blank=True)  # the same for people

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("publisher__name", "url")

    def __str__(self) -> str:
        return self.title or self.url

    def state(self, now: datetime) -> str:
        """Return "paused", "waiting" (never read), "failing", "slow" (over two seconds), "quiet" (nothing new for three days) or "ok"."""
        if self.paused:
            return "paused"
        if self.last_read is None:
            return "waiting"
        if self.failures:
            return "failing"
        if (self.milliseconds or 0) > 2000:
            return "slow"
        if self.last_new and (now - self.last_new).days >= 3:
            return "quiet"
        return "ok"


class Reading(models.Model):
    """One read of a source; the last day's worth is kept for the health page."""

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="readings", db_index=False
    )  # the index below serves
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    new = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "-at"])]

    def __str__(self) -> str:
        return f"{self.source_id} at {self.at:%F %T}"
