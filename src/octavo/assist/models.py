"""Tables of the assistant: what was picked from one revision of an article. Addresses, not words: a withdrawn text leaves none behind."""

from django.db import models

from octavo.article.models import Article


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


class Briefing(models.Model):
    """One edition of The Daily Eight: which stories were picked, under whose headline, and why. Addresses, not words."""

    made = models.DateTimeField(unique=True)  # the hour it stands for
    picks = models.JSONField(default=list)  # [story, article, why]
    articles = models.PositiveIntegerField(default=0)  # read in the 24 hours before
    publishers = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.made:%Y-%m-%d %H:%M}"
