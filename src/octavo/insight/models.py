"""Tables of what an article is about."""

from django.db import models

from octavo.article.models import Article


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
    vector = models.BinaryField()  # float16, L2-normalised

    def __str__(self) -> str:
        return f"understanding of {self.article_id}"


class Hashtag(models.Model):
    """One thing that articles are about, under one form."""

    slug = models.CharField(max_length=120, unique=True)  # casefolded tag without #
    tag = models.CharField(max_length=120)  # "#PrisonerExchange"
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)

    def __str__(self) -> str:
        return self.tag


class Tagging(models.Model):
    """An article carries a hashtag because of one sentence of its text."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="taggings")
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="taggings")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hashtag"], name="tag_once")]
        ordering = ("rank",)

    def __str__(self) -> str:
        return f"{self.article_id} {self.hashtag_id}"
