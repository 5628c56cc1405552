"""How django-allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from octavo.people.models import User


class Accounts(DefaultAccountAdapter):
    """Sign-up may be closed by a setting; the first account of a new site becomes its operator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Say whether anyone may sign up."""
        return bool(settings.SIGNUP_OPEN) or not User.objects.exists()

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - allauth's signature
        """Store a new account under the name it chose. The first one runs the site, unless this is the fictional demo's reader."""
        user.name = form.cleaned_data["name"]
        if not User.objects.exists():
            user.is_staff = user.is_superuser = True
        return super().save_user(request, user, form, commit=commit)
