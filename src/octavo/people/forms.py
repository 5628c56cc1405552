"""Forms that readers fill in."""

import re
import unicodedata

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from octavo.people.logic.alike import outline
from octavo.people.models import User

# Control characters, signs nobody sees, marks and overrides of direction. The joiners of Persian, Hindi and of emoji stay between
# letters that are joined by them; elsewhere they only hide that two words differ.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]|(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])"
)
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARKS}{{3}}){_MARKS}+")  # no language sets more than three upon one letter
COMMENT_MOST = 5000


def plain(text: str) -> str:
    """Return `text` in NFC without control characters, unseen signs and direction overrides, and no letter under a pile of marks."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _PILED.sub(r"\1", _UNSEEN.sub("", lines)).strip()


class Trap(forms.Form):
    """A field that is shown to nobody: what fills it in is no person."""

    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False)

    def clean_website(self) -> str:
        """Refuse a form whose hidden field was filled in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(gettext("Leave the hidden field empty."))
        return ""


class SignUp(Trap):
    """What Octavo asks beyond an address and a password."""

    name = forms.CharField(
        label=gettext_lazy("Name shown beside your comments"),
        max_length=60,
        min_length=2,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_name(self) -> str:
        """Refuse a name that is taken, also by one that only looks like it: in other case, width or letters."""
        name = " ".join(plain(self.cleaned_data["name"]).split())
        if len(name) < 2:
            raise forms.ValidationError(gettext("Choose a name of at least two letters."))
        if User.objects.filter(Q(name__iexact=name) | Q(outline=outline(name))).exists():
            raise forms.ValidationError(gettext("Someone already uses this name. Choose another."))
        return name

    def signup(self, request: object, user: User) -> None:
        """Nothing more to do: the adapter stores the name with the account (allauth calls this)."""


class CommentForm(Trap):
    """A comment's words, 1 to 5,000 characters, perhaps with a sentence of the text that they are about."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"), max_length=COMMENT_MOST, widget=forms.Textarea, strip=False
    )
    quote = forms.CharField(max_length=20, required=False)
    tell = forms.BooleanField(required=False)

    def clean_body(self) -> str:
        """Return the words without control characters; refuse an empty comment."""
        body = plain(self.cleaned_data["body"])
        if not body:
            raise forms.ValidationError(gettext("Write something first; nothing was sent."))
        return body
