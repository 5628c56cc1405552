"""The queue: a row says that a step is due for an object. There is no other queue. And what hubs promise and send."""

from datetime import datetime

from django.db import models

from octavo.source.models import Source


class Work(models.Model):
    """One step due for one object (a source for "poll", an article for the rest)."""

    step = models.CharField(max_length=12)
    target = models.BigIntegerField()
    due = models.DateTimeField()
    lease = models.DateTimeField(null=True)  # claimed until then
    attempts = models.PositiveIntegerField(default=0)  # failures in a row
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "target"], name="work_once")]
        indexes = [models.Index(fields=["step", "due"])]

    def __str__(self) -> str:
        return f"{self.step} {self.target}"


class Hub(models.Model):
    """The hub that a source names, and what it has promised: to send what the source publishes (WebSub)."""

    source = models.OneToOneField(Source, models.CASCADE, related_name="hub")
    url = models.URLField(max_length=2000)
    topic = models.URLField(max_length=2000)  # what the feed calls itself
    token = models.CharField(max_length=64, unique=True)  # names our callback; nobody else can guess it
    secret = models.CharField(max_length=64)  # signs what the hub sends
    asked = models.DateTimeField(null=True)  # our last request, until the hub has checked it with us
    leaving = models.BooleanField(default=False)  # that request was to end it
    until = models.DateTimeField(null=True)  # end of the lease
    delivered = models.DateTimeField(null=True)  # last good delivery
    fault = models.CharField(max_length=300, blank=True)  # why there is no lease

    def __str__(self) -> str:
        return f"{self.url} for {self.topic}"

    def is_live(self, now: datetime) -> bool:
        """Say whether the hub has promised to send."""
        return self.until is not None and self.until > now


class Delivery(models.Model):
    """A feed as a hub sent it, signed, until the reader has parsed it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="deliveries")
    body = models.BinaryField()
    content_type = models.CharField(max_length=200, blank=True)
    received = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source_id} at {self.received:%F %T}"
