"""Tables of what an article is about."""

from django.db import models

from octavo.article.models import Article

SHOWN_TAGS = 5  # of an article, by rank: what pages and feeds show, and what an article is listed and counted under


class Understanding(models.Model):
    """Language, sentences, vector, entities and key sentences of one revision of an article."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="understanding")
    revision = models.PositiveIntegerField()
    model = models.CharField(max_length=80)  # embedder's name: a change of model is seen here
    language = models.CharField(max_length=35)
    sentences = models.JSONField(default=list)  # [start, end, paragraph]
    key_sentences = models.JSONField(default=list)  # [start, end, paragraph, score]
    entities = models.JSONField(default=list)  # [label, kind, start, end, count]
    section = models.CharField(max_length=20, blank=True)  # slug of insight.logic.section
    region = models.CharField(max_length=2, blank=True)  # continent, see insight.logic.region
    vector = models.BinaryField()  # float16, L2-normalised

    def __str__(self) -> str:
        return f"understanding of {self.article_id}"


class Hashtag(models.Model):
    """One thing that articles are about, under one form."""

    slug = models.CharField(max_length=120, unique=True)  # casefolded tag without #
    tag = models.CharField(max_length=120)  # "#PrisonerExchange"
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")  # by an operator
    hidden = models.BooleanField(default=False)  # everywhere, by an operator

    def __str__(self) -> str:
        return self.tag


class Spelling(models.Model):
    """Another written form of what a hashtag means: a shorter form in some text, or a hashtag merged into it. Its address leads there."""

    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="spellings")
    slug = models.CharField(max_length=120, db_index=True)
    words = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hashtag", "slug"], name="spelling_once")]

    def __str__(self) -> str:
        return self.words


class Tagging(models.Model):
    """An article carries a hashtag because of one sentence of its text."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="taggings")
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="taggings")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, blank=True)  # what this article takes it for; "" where it does not say

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hashtag"], name="tag_once")]
        ordering = ("rank",)

    def __str__(self) -> str:
        return f"{self.article_id} {self.hashtag_id}"


class TagCorrection(models.Model):
    """What an operator decided about hashtags. Every later pass keeps it, until it is undone."""

    class Kind(models.TextChoices):
        """A merge joins two hashtags; a name is changed; one is hidden everywhere; one is put on an article, or taken off."""

        MERGE = "merge"
        RENAME = "rename"
        HIDE = "hide"
        PIN = "pin"
        REMOVE = "remove"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="corrections")
    other = models.ForeignKey(
        Hashtag, models.CASCADE, null=True, related_name="+"
    )  # merged into it, or its former address
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    before = models.JSONField(default=dict)  # what taking it back needs
    made = models.DateTimeField()
    undone = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["article", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.hashtag_id}"
