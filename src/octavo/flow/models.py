"""The queue: a row says that a step is due for an object. There is no other queue."""

from django.db import models


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
