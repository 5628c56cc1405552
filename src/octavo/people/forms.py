"""Forms that readers fill in."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext, gettext_lazy

from octavo.people.models import User

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
COMMENT_MOST = 5000


def plain(text: str) -> str:
    """Return `text` in NFC without control characters, zero-width marks and direction overrides; line breaks stay."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


class SignUp(forms.Form):
    """What Octavo asks beyond an address and a password."""

    name = forms.CharField(
        label=gettext_lazy("Name shown beside your comments"),
        max_length=60,
        min_length=2,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_name(self) -> str:
        """Refuse a name that is taken, also in other letters' case or width (NFKC, casefold)."""
        name = " ".join(plain(self.cleaned_data["name"]).split())
        if len(name) < 2:
            raise forms.ValidationError(gettext("Choose a name of at least two letters."))
        folded = unicodedata.normalize("NFKC", name).casefold()
        if User.objects.filter(name__iexact=name).exists() or User.objects.filter(name__iexact=folded).exists():
            raise forms.ValidationError(gettext("Someone already uses this name. Choose another."))
        return name

    def signup(self, request: object, user: User) -> None:
        """Nothing more to do: the adapter stores the name with the account (allauth calls this)."""


class CommentForm(forms.Form):
    """A comment's words, 1 to 5,000 characters, perhaps with a sentence of the text that they are about."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=COMMENT_MOST, widget=forms.Textarea, strip=False
    )
    quote = forms.CharField(max_length=20, required=False)
    tell = forms.BooleanField(required=False)
    website = forms.CharField(required=False)  # shown to nobody: what fills it in is no person

    def clean_body(self) -> str:
        """Return the words without control characters; refuse an empty comment."""
        body = plain(self.cleaned_data["body"])
        if not body:
            raise forms.ValidationError(gettext("Write something first; nothing was sent."))
        return body

    def clean_website(self) -> str:
        """Refuse a form whose hidden field was filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("Leave the hidden field empty."))
        return ""
