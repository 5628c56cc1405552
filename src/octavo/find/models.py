"""Tables of finding: related articles with their reasons. The search index belongs to its engine."""

from django.db import models

from octavo.article.models import Article


class Relation(models.Model):
    """One article stands beside another, and says why."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    score = models.FloatField()
    relation = models.CharField(max_length=12)
    reason = models.CharField(max_length=300)
    shared = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="related_once")]
        ordering = ("-score",)

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id}"
