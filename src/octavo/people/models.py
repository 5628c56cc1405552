"""Tables of readers: accounts, comments and what keeps them in order."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy

from octavo.article.models import Article
from octavo.insight.models import Hashtag
from octavo.people.logic.alike import outline
from octavo.source.models import Publisher
from octavo.story.models import Story


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

    class Role(models.TextChoices):
        """What an account may do beyond reading and writing. Whoever runs the site has `is_staff` instead."""

        READER = "", gettext_lazy("Reader")
        TRUSTED = "trusted", gettext_lazy("Trusted reader")
        MODERATOR = "moderator", gettext_lazy("Moderator")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    outline = models.CharField(
        max_length=240, blank=True, db_index=True, editable=False
    )  # what other names look like it
    role = models.CharField(max_length=10, choices=Role.choices, blank=True, default=Role.READER)
    suspended_until = models.DateTimeField(null=True, blank=True)
    suspended_rule = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=40, blank=True)  # "Europe/Paris"; "" is the site's
    mail_hour = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of The Daily Eight, in the reader's zone; null: none
    mail_skips_read = models.BooleanField(default=True)
    letter_sent = models.DateTimeField(
        null=True, blank=True
    )  # the last of The Daily Eight: the next tells what came since
    mistakes_told = models.DateTimeField(
        null=True, blank=True
    )  # reported ones up to here were mailed; null: wants none
    language = models.CharField(max_length=10, blank=True)  # of pages and letters: "de"; "" follows the browser
    profile = models.BooleanField(default=True)  # others may see, on one page, what this reader wrote
    history = models.BooleanField(default=True)  # keep what was read, for this reader alone
    dismissed = models.CharField(max_length=200, blank=True)  # announcements put away, by number: "12.15"
    unread = models.PositiveIntegerField(default=0)  # notices not seen yet: shown on every page, so counted once

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()  # type: ignore[assignment]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **fields: Any) -> None:
        """Store the account, and what its name looks like."""
        self.outline = outline(self.name)[:240]
        changed = fields.get("update_fields")
        if changed is not None and "name" in changed:
            fields["update_fields"] = {*changed, "outline"}
        super().save(*args, **fields)

    @property
    def moderates(self) -> bool:
        """Say whether this account may keep order among comments."""
        return self.is_staff or self.role == User.Role.MODERATOR

    @property
    def trusted(self) -> bool:
        """Say whether this account's comments are never held by rule."""
        return self.moderates or self.role == User.Role.TRUSTED

    def suspended(self, now: datetime) -> bool:
        """Say whether this account may not write at `now`."""
        return self.suspended_until is not None and self.suspended_until > now


class CommentQuerySet(models.QuerySet["Comment"]):
    """Queries over comments."""

    def on(self, about: Article | Story) -> "CommentQuerySet":
        """Return the comments on an article, or on a story and those merged into it."""
        if isinstance(about, Article):
            return self.filter(article=about)
        return self.filter(Q(story=about) | Q(story__merged_into=about))

    def visible(self, reader: User | None) -> "CommentQuerySet":
        """Leave out what waits for a moderator, except for its author and for moderators."""
        if reader is None:
            return self.filter(held=None)
        return self if reader.moderates else self.filter(Q(held=None) | Q(author=reader))

    def shown(self) -> "CommentQuerySet":
        """Return comments whose words everyone may read."""
        return self.filter(held=None, hidden=None, deleted=None)

    def replies(self, roots: list[int], most: int) -> "CommentQuerySet":
        """Return the first `most` replies below each of `roots`, oldest first; what they answer is always among them."""
        place = Window(RowNumber(), partition_by=[F("root_id")], order_by=[F("created").asc(), F("pk").asc()])
        return self.filter(root__in=roots).alias(place=place).filter(place__lte=most).order_by("created", "pk")


class Comment(models.Model):
    """A reader's words on an article or a story, or a reply to another comment."""

    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="comments")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    root = models.ForeignKey("self", models.CASCADE, null=True, related_name="below")  # the thread's first comment
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="comments")
    body = models.TextField(max_length=5000)
    quote = models.TextField(max_length=1000, blank=True)  # a sentence of the article, letter for letter
    quote_at = models.CharField(max_length=20, blank=True)  # where it stands on the article's page: "s12"
    created = models.DateTimeField()
    edited = models.DateTimeField(null=True)
    deleted = models.DateTimeField(null=True)  # by its author; a stub stays when it has replies
    held = models.DateTimeField(null=True)  # by a rule, until a moderator has read it
    held_why = models.CharField(max_length=200, blank=True)
    hidden = models.DateTimeField(null=True)  # removed by a moderator
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    hidden_rule = models.CharField(max_length=200, blank=True)
    ups = models.PositiveIntegerField(default=0)
    downs = models.PositiveIntegerField(default=0)
    standing = models.FloatField(default=0.0)  # 0–1, lower bound of the share of votes in favour
    tell = models.BooleanField(default=True)  # the author wants to hear of replies
    block = models.CharField(max_length=24, blank=True)  # a keyed hash of the address block, emptied after a month

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["article", "root", "created"]),
            models.Index(fields=["story", "root", "created"]),
            models.Index(fields=["author", "created"]),
            models.Index(fields=["block", "created"]),
            models.Index(fields=["held"], condition=Q(held__isnull=False), name="people_comment_held"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, story__isnull=True) | Q(article__isnull=True, story__isnull=False),
                name="people_comment_on_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def about(self) -> Article | Story:
        """The article or the story that it stands under."""
        about = self.article or self.story
        assert about is not None  # the table's constraint
        return about

    @property
    def shown(self) -> bool:
        """Say whether everyone may read its words."""
        return self.deleted is None and self.hidden is None and self.held is None


class Edition(models.Model):
    """Earlier words of a comment that was edited."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="editions")
    body = models.TextField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"words of {self.comment_id} until {self.until:%Y-%m-%d}"


class Vote(models.Model):
    """One reader finds a comment useful, or not. Only the order shows it."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="votes")
    reader = models.ForeignKey(User, models.CASCADE, related_name="votes")
    up = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="people_vote_once")]

    def __str__(self) -> str:
        return f"{self.reader_id} on {self.comment_id}"


class Report(models.Model):
    """A reader asks a moderator to look at a comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    reader = models.ForeignKey(User, models.SET_NULL, null=True, related_name="reports")
    rule = models.CharField(max_length=200)
    words = models.CharField(max_length=500, blank=True)
    created = models.DateTimeField()
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="people_report_once")]
        indexes = [models.Index(fields=["settled"], condition=Q(settled__isnull=True), name="people_report_open")]

    def __str__(self) -> str:
        return f"report of {self.comment_id}"


class Dispute(models.Model):
    """A reader says that an article does not belong under a hashtag, or (`article` None) that its name or kind is wrong."""

    hashtag = models.ForeignKey(Hashtag, models.CASCADE, related_name="disputes")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    reader = models.ForeignKey(User, models.SET_NULL, null=True, related_name="disputes")
    words = models.CharField(max_length=500)
    created = models.DateTimeField()
    settled = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["created"], condition=Q(settled__isnull=True), name="people_dispute_open")]

    def __str__(self) -> str:
        return f"{self.hashtag_id}: {self.words[:40]}"


class Appeal(models.Model):
    """An author asks for a second look at the removal of a comment: once for each comment."""

    comment = models.OneToOneField(Comment, models.CASCADE, related_name="appeal")
    words = models.CharField(max_length=1000)
    created = models.DateTimeField()
    settled = models.DateTimeField(null=True)
    granted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"appeal for {self.comment_id}"


class Notice(models.Model):
    """Something a reader should hear: a reply, a mention, a moderator's decision."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=500)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    created = models.DateTimeField()
    seen = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["reader", "-created"])]

    def __str__(self) -> str:
        return self.words


class Policy(models.Model):
    """How comments are taken on one article, story, publisher or hashtag, when not as everywhere."""

    class Mode(models.TextChoices):
        """What happens to a new comment."""

        HELD = "held", gettext_lazy("A moderator reads every comment first")
        CLOSED = "closed", gettext_lazy("No new comments")

    article = models.OneToOneField(Article, models.CASCADE, null=True, related_name="+")
    story = models.OneToOneField(Story, models.CASCADE, null=True, related_name="+")
    publisher = models.OneToOneField(Publisher, models.CASCADE, null=True, related_name="+")
    hashtag = models.OneToOneField(Hashtag, models.CASCADE, null=True, related_name="+")
    mode = models.CharField(max_length=10, choices=Mode.choices)

    class Meta:
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return self.get_mode_display()


class Entry(models.Model):
    """A line of the log: who did what to which comment or account, by which rule. Never changed, never deleted."""

    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    person = models.ForeignKey(User, models.SET_NULL, null=True, related_name="log")
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="log")
    about = models.CharField(max_length=300)  # in words, so that the line can be read when its rows are gone
    rule = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    created = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.verb} {self.about}"


class Follow(models.Model):
    """A reader wants more of a hashtag, a publisher or a story, or (`mute`) none of it."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="follows")
    hashtag = models.ForeignKey(Hashtag, models.CASCADE, null=True, related_name="followed")
    publisher = models.ForeignKey(Publisher, models.CASCADE, null=True, related_name="followed")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="followed")
    mute = models.BooleanField(default=False)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "hashtag"], name="people_follow_hashtag_once"),
            models.UniqueConstraint(fields=["reader", "publisher"], name="people_follow_publisher_once"),
            models.UniqueConstraint(fields=["reader", "story"], name="people_follow_story_once"),
        ]

    def __str__(self) -> str:
        return str(self.hashtag or self.publisher or self.story)


class Saved(models.Model):
    """An article that a reader keeps, with a note and tags of their own."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="saved")
    article = models.ForeignKey(Article, models.CASCADE, related_name="saved")
    note = models.CharField(max_length=1000, blank=True)
    tags = models.JSONField(default=list)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="people_save_once")]
        indexes = [models.Index(fields=["reader", "-created"])]
        verbose_name_plural = "saved"

    def __str__(self) -> str:
        return str(self.article)


class Visit(models.Model):
    """When a reader last opened an article or a story, and (`before`) when the time before that."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="visits")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "article"], name="people_visit_article_once"),
            models.UniqueConstraint(fields=["reader", "story"], name="people_visit_story_once"),
        ]
        indexes = [models.Index(fields=["reader", "-at"])]

    def __str__(self) -> str:
        return f"{self.reader_id} at {self.at:%Y-%m-%d}"


class Wish(models.Model):
    """A rule for one's own front page, in the reader's words, as it was understood."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="wishes")
    words = models.CharField(max_length=200)  # "less celebrity"
    act = models.CharField(max_length=10)  # never, less, more or always
    subject = models.CharField(max_length=200)  # "celebrity"
    vector = models.BinaryField(blank=True)  # float16 of the subject; empty where only its words count
    model = models.CharField(max_length=80, blank=True)  # the embedder that made it
    created = models.DateTimeField()

    class Meta:
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return self.words


class Invite(models.Model):
    """One account may be made with it, until it is used or too old."""

    code = models.CharField(max_length=40, unique=True)
    maker = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=100, blank=True)  # for whom; operators alone see it
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)
    used_by = models.OneToOneField(User, models.SET_NULL, null=True, related_name="invite")

    def __str__(self) -> str:
        return self.note or f"invitation {self.pk}"

    def good(self, now: datetime) -> bool:
        """Say whether an account can be made with it."""
        return self.used is None and self.until > now


class Announcement(models.Model):
    """What the operators tell everybody at the top of every page, for a while."""

    words = models.CharField(max_length=500)  # in the few marks that comments know
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # null: until an operator ends it
    maker = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField()

    class Meta:
        ordering = ("-since", "-pk")

    def __str__(self) -> str:
        return self.words

    def stands(self, now: datetime) -> bool:
        """Say whether it is shown at `now`."""
        return self.since <= now and (self.until is None or now < self.until)
