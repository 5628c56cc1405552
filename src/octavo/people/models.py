"""Tables of readers: accounts and comments."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models

from octavo.article.models import Article


class Users(BaseUserManager["User"]):
    """Makes accounts keyed by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an ordinary account. An unusable password is set when none is given."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an operator's account."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A reader. Signs in by e-mail, is known to others by `name` only."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=60, unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name


class CommentQuerySet(models.QuerySet["Comment"]):
    """Queries over comments."""

    def thread(self, article_id: int) -> "CommentQuerySet":
        """Return an article's comments with their authors, oldest first."""
        return self.filter(article_id=article_id).select_related("author").order_by("created")


class Comment(models.Model):
    """A reader's words on an article, or a reply to another comment."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="comments")
    body = models.TextField(max_length=5000)
    created = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    deleted = models.DateTimeField(null=True)  # by its author; a stub stays when it has replies
    hidden = models.DateTimeField(null=True)  # by an operator
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    hidden_rule = models.CharField(max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["article", "created"])]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def shown(self) -> bool:
        """Say whether readers may see its words."""
        return self.deleted is None and self.hidden is None
