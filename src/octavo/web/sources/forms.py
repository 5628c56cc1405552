"""What an operator fills in about sources."""

from django import forms
from django.utils.translation import gettext_lazy as _

from octavo.source.models import Access

MOST_OPML = 4 * 2**20  # bytes; ten thousand feeds take about two megabytes


class AddSource(forms.Form):
    """The address of a site, a feed, or a page that lists articles."""

    address = forms.CharField(
        label=_("A site or feed address"),
        max_length=2000,
        help_text=_(
            "The feed is looked for when you give the address of a site. A site that has none is read by its front page."
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "url", "placeholder": "https://", "class": "in"}
        ),
    )
    access = forms.ChoiceField(
        label=_("What the publisher allows"), choices=Access.choices, widget=forms.Select(attrs={"class": "in"})
    )
    page = forms.BooleanField(label=_("Read this very page, even if its site has a feed"), required=False)


class ImportList(forms.Form):
    """An OPML file."""

    file = forms.FileField(
        label=_("A list of subscriptions (OPML)"), widget=forms.FileInput(attrs={"accept": ".opml,.xml", "class": "in"})
    )

    def clean_file(self) -> bytes:
        """Return the file's bytes; refuse one that is too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_OPML:
            raise forms.ValidationError(
                _("This file is larger than 4 MB, which no list of subscriptions needs. Split it.")
            )
        return bytes(file.read())


class Details(forms.Form):
    """What an operator says of a publisher."""

    name = forms.CharField(label=_("Name"), max_length=200)
    home = forms.CharField(
        label=_("Home"), max_length=2000, widget=forms.TextInput(attrs={"inputmode": "url", "class": "in"})
    )
    contact = forms.CharField(
        label=_("Contact"),
        max_length=300,
        required=False,
        help_text=_("Whom to write to there. Operators alone see it."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        required=False,
        help_text=_("What was agreed, with whom, when. Operators alone see it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Rights(forms.Form):
    """What a publisher allows."""

    access = forms.ChoiceField(
        label=_("May be shown"), choices=Access.choices, widget=forms.Select(attrs={"class": "in"})
    )
    ai_summary = forms.ChoiceField(
        label=_("AI tools"),
        choices=[
            ("unstated", _("Follow what each page states")),
            ("allowed", _("Allowed by agreement")),
            ("refused", _("Refused")),
        ],
        widget=forms.Select(attrs={"class": "in"}),
    )
