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
    region = models.CharField(max_length=2, blank=True)  # continent, see insight.logic.region
    article_count = models.PositiveIntegerField(default=0)
    publisher_count = models.PositiveIntegerField(default=0)  # independent: near-copies count once
    full_count = models.PositiveIntegerField(default=0)  # publishers readable in full here
    first_published = models.DateTimeField(null=True)
    updated = models.DateTimeField(null=True)  # newest report
    fresh = models.DateTimeField(null=True)  # up to when two publishers have reported
    early_count = models.PositiveIntegerField(default=0)  # publishers soon after the newest event's first report
    rank = models.FloatField(default=0.0)
    pinned_until = models.DateTimeField(null=True)  # an operator keeps it at the head of the front page so long
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")

    objects = StoryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-rank"]),
            models.Index(fields=["section", "-rank"]),
            models.Index(fields=["pinned_until"]),
        ]

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


class Correction(models.Model):
    """What an operator decided about stories. Every later decision keeps it, until it is undone."""

    class Kind(models.TextChoices):
        """A merge puts two storylines together, a split takes an article out of one."""

        MERGE = "merge"
        SPLIT = "split"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    story = models.ForeignKey(Story, models.CASCADE, related_name="corrections")  # kept by a merge, left by a split
    other = models.ForeignKey(Story, models.CASCADE, related_name="+")  # merged into it, or made by the split
    one = models.JSONField(default=list)  # article ids of the smaller side: what moved
    rest = models.JSONField(default=list)  # article ids of the other side
    before = models.JSONField(default=list)  # [article id, event key, story key]: where `one` stood
    made = models.DateTimeField()
    undone = models.DateTimeField(null=True)
    changed = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.story_id} and {self.other_id}"
