"""Tables of stories: storyline, tight event, membership."""

from django.db import models

from octavo.article.models import Article


class StoryQuerySet(models.QuerySet["Story"]):
    """Queries over stories."""

    def live(self) -> "StoryQuerySet":
        """Return stories that were not merged into another and have something to show."""
        return self.filter(merged_into=None, article_count__gt=0)


class Story(models.Model):
    """A storyline: reports of one event and of what follows from it."""

    key = models.CharField(max_length=60, unique=True)  # the clusterer's id
    lead = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")  # whose headline stands for it
    section = models.CharField(max_length=20, blank=True)
    article_count = models.PositiveIntegerField(default=0)
    publisher_count = models.PositiveIntegerField(default=0)  # independent: near-copies count once
    full_count = models.PositiveIntegerField(default=0)  # publishers readable in full here
    first_published = models.DateTimeField(null=True)
    updated = models.DateTimeField(null=True)  # newest report
    rank = models.FloatField(default=0.0)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")

    objects = StoryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-rank"]), models.Index(fields=["section", "-rank"])]

    def __str__(self) -> str:
        return self.key


class Event(models.Model):
    """A tight event inside a storyline."""

    key = models.CharField(max_length=60, unique=True)
    story = models.ForeignKey(Story, models.CASCADE, related_name="events")

    def __str__(self) -> str:
        return self.key


class Member(models.Model):
    """An article's place in a story, with all that is needed to replay the decision."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="member")
    story = models.ForeignKey(Story, models.CASCADE, related_name="members")
    event = models.ForeignKey(Event, models.CASCADE, related_name="members")
    copy_of = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    score = models.FloatField(default=0.0)
    features = models.JSONField(default=dict)
    report = models.BinaryField()  # the clusterer's compact form, to rebuild its window after a restart
    placed = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"
