"""Django's admin for the operator: everything can be looked at; what actions guard can only be looked at."""

from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F, URLField
from django.http import HttpRequest

from octavo.article.models import Article
from octavo.flow.models import Work
from octavo.kit.clock import now
from octavo.people.actions.account import close_account
from octavo.people.actions.moderation import record
from octavo.people.errors import PeopleError
from octavo.people.models import Comment, User
from octavo.source.models import Publisher, Source
from octavo.story.models import Story

admin.site.site_header = admin.site.site_title = "Octavo"
# Its own form would ask for no second proof and count no tries.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign, no-untyped-call]


class Looking(admin.ModelAdmin):  # type: ignore[type-arg] # not generic at run time
    """Read only: these rows are written by actions, which know what else must change."""

    formfield_overrides: ClassVar[dict[Any, Any]] = {URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody adds these by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody changes these by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody deletes these by hand."""
        return False


@admin.register(Publisher)
class PublisherAdmin(Looking):
    """Publishers: their own page changes them, and writes it to the log."""

    list_display = ("name", "host", "language", "access", "ai_summary", "removed")
    list_filter = ("access", "ai_summary", "language")
    search_fields = ("name", "host")


@admin.register(Source)
class SourceAdmin(Looking):
    """Sources and how their last read went."""

    list_display = ("url", "publisher", "kind", "paused", "last_good", "next_read", "failures", "fault")
    list_filter = ("paused", "kind", "fault")
    search_fields = ("url", "publisher__name")
    list_select_related = ("publisher",)


@admin.register(Article)
class ArticleAdmin(Looking):
    """Articles with what was decided about them."""

    list_display = ("title", "publisher", "published", "access", "ai", "mining", "sure", "revision", "refusal")
    list_filter = ("access", "ai", "refusal", "complete", "language")
    search_fields = ("title", "url")
    list_select_related = ("publisher",)
    show_full_result_count = False

    @admin.display(ordering=F("confidence").asc(nulls_last=True))
    def sure(self, article: Article) -> float | None:
        """Return how sure extraction was, None where no page was read; sorted upwards, what needs a look comes first."""
        return article.confidence


@admin.register(Story)
class StoryAdmin(Looking):
    """Stories in the order of the day."""

    list_display = ("key", "lead", "section", "publisher_count", "article_count", "updated", "rank", "merged_into")
    list_filter = ("section",)
    list_select_related = ("lead", "merged_into")
    ordering = ("-rank",)


@admin.register(Comment)
class CommentAdmin(Looking):
    """Comments, hidden ones with their rule."""

    list_display = ("created", "author", "article", "story", "body", "held", "hidden", "hidden_rule", "deleted")
    list_filter = ("hidden_rule",)
    list_select_related = ("author", "article", "story")
    search_fields = ("body", "author__name")


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not generic at run time
    """Accounts: an operator may switch one off or make it an operator."""

    list_display = ("name", "email", "role", "is_active", "is_staff", "date_joined", "last_login")
    search_fields = ("name", "email")
    fields = ("name", "email", "role", "is_active", "is_staff", "is_superuser", "date_joined", "last_login")
    readonly_fields = ("email", "date_joined", "last_login")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Accounts are made by signing up: one made here would have no password and no proven address."""
        return False

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Store the change, with a line in the log that moderators read."""
        super().save_model(request, obj, form, change)
        words = ", ".join(form.changed_data)
        record(request.user, "changed the account of", now(), about=obj.name, person=obj, words=words)  # type: ignore[arg-type]

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the account as its reader would, comments left without a name, with a line in the log."""
        name = obj.name
        try:
            close_account(obj, now(), keep_comments=True)
        except PeopleError as error:
            self.message_user(request, error.message, messages.ERROR)
            return
        record(request.user, "deleted the account of", now(), about=name)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Delete each account of a list."""
        for each in queryset:
            self.delete_model(request, each)


@admin.register(Work)
class WorkAdmin(Looking):
    """The queue: what is due, what is leased, what failed."""

    list_display = ("step", "target", "due", "lease", "attempts", "fault")
    list_filter = ("step",)
