"""Tables of the assistant. What was picked from a text is kept as addresses, not words: a withdrawn text leaves none behind."""

from pathlib import Path

from django.conf import settings
from django.db import models

from octavo.article.models import Article
from octavo.story.models import Story


class Aids(models.Model):
    """Facts, moments, terms and quiz of one revision of an article, in the rows of `assist.logic.aids`."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="aids")
    revision = models.PositiveIntegerField()
    form = models.PositiveSmallIntegerField()  # of the rows below; an older form is made anew
    facts = models.JSONField(default=list)
    moments = models.JSONField(default=list)
    terms = models.JSONField(default=list)
    quiz = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"aids of {self.article_id}.{self.revision}"


class Comparison(models.Model):
    """What the reports of a story say together, in the rows of `assist.logic.comparison`; `mark` tells of which revisions."""

    story = models.OneToOneField(Story, models.CASCADE, related_name="comparison")
    mark = models.CharField(max_length=32, db_index=True)
    claims = models.JSONField(default=list)
    differing = models.JSONField(default=list)
    credits = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"comparison of story {self.story_id}"


class Briefing(models.Model):
    """One edition of The Daily Eight: which stories were picked, under whose headline, and why. Addresses, not words."""

    made = models.DateTimeField(unique=True)  # the hour it stands for
    picks = models.JSONField(default=list)  # [story, article, why]
    articles = models.PositiveIntegerField(default=0)  # read in the 24 hours before
    publishers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.made:%Y-%m-%d %H:%M}"


class Writing(models.Model):
    """What an engine wrote and the gate let pass, with how it came about. Made when first asked for, forgotten after a while.

    `key` stands for the texts (by content), the task, the prompt's version and the model: when any of them changes, it is written anew.
    """

    key = models.CharField(max_length=64, unique=True)
    feature = models.CharField(max_length=12)
    model = models.CharField(max_length=200)
    prompt = models.CharField(max_length=32)  # digest of what was told
    articles = models.ManyToManyField(Article, related_name="writings")
    sources = models.JSONField(default=list)  # [article, publisher] that were read
    lines = models.JSONField(default=list)  # [text, [[article, start, end]], score]
    withheld = models.JSONField(default=list)  # reasons, one for each line that was not let pass
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.feature} by {self.model}"


class Call(models.Model):
    """One question to an engine and how it ended: "ok", or the kind of a ModelError. For health, limits and spend."""

    feature = models.CharField(max_length=12)
    model = models.CharField(max_length=200)
    outcome = models.CharField(max_length=12)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    cost = models.FloatField(default=0.0)  # in the operator's currency, by OCTAVO_LLM_PRICES
    milliseconds = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)  # lines
    withheld = models.PositiveIntegerField(default=0)
    made = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.feature}: {self.outcome}"


class Mistake(models.Model):
    """What a reader found wrong with something machine-made. The operator reads it and settles it."""

    page = models.CharField(max_length=600)  # path on this site
    title = models.CharField(max_length=500, blank=True)  # of the article or story, as it was
    tool = models.CharField(max_length=12)
    words = models.CharField(max_length=1000)
    writing = models.ForeignKey(Writing, models.SET_NULL, null=True, related_name="mistakes")
    made = models.DateTimeField(db_index=True)
    settled = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.tool}: {self.words[:40]}"


class Recording(models.Model):
    """What a voice of this site read: a file of sound, kept by the content of the words. Never served once a text of it is withdrawn."""

    key = models.CharField(max_length=64, unique=True)  # of words, voice and form
    voice = models.CharField(max_length=80)
    articles = models.ManyToManyField(Article, related_name="recordings")
    briefing = models.ForeignKey(Briefing, models.CASCADE, null=True, related_name="recordings")
    kind = models.CharField(max_length=4)  # mp3 or wav
    size = models.PositiveIntegerField()  # bytes
    seconds = models.FloatField()
    made = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}.{self.kind}"

    @property
    def path(self) -> Path:
        """Where its file stands."""
        return Path(settings.MEDIA_ROOT) / "voice" / self.key[:2] / f"{self.key}.{self.kind}"
