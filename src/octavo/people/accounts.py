"""How django-allauth behaves here."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from octavo.kit.clock import now
from octavo.people.actions.account import use_invite
from octavo.people.models import Invite, User

INVITE = "invite"  # where a session keeps the code it came with


class Accounts(DefaultAccountAdapter):
    """Who may sign up is a setting; the first account of a new site becomes its operator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether this visitor may sign up."""
        if settings.SIGNUP in {"yes", "true", "1", "on"} or not User.objects.exists():
            return True
        return settings.SIGNUP == "invite" and invite_of(request) is not None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - allauth's signature
        """Store a new account under the name it chose. The first one runs the site, unless this is the fictional demo's reader.

        Raises ClosedError when the invitation was used up meanwhile.
        """
        user.name = form.cleaned_data["name"]
        if not User.objects.exists():
            user.is_staff = user.is_superuser = True
        with transaction.atomic():
            made: Any = super().save_user(request, user, form, commit=commit)
            invite = invite_of(request)
            if invite is not None and commit:
                use_invite(invite, made, now())
                request.session.pop(INVITE, None)
        return made

    def send_account_already_exists_mail(self, email: str) -> None:
        """Write to whoever signs up a second time. Takes as long as a first time, which hashes a password."""
        User().set_password(secrets.token_urlsafe())
        super().send_account_already_exists_mail(email)


def invite_of(request: HttpRequest) -> Invite | None:
    """Return the invitation this visitor came with, while it is good."""
    code = request.session.get(INVITE, "")
    found = Invite.objects.filter(code=code).first() if code else None
    return found if found and found.good(now()) else None
