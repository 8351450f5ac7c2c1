"""What may be typed on the pages about privacy, and what is said when it cannot be taken?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.people.actions import PURPOSES
from hafawa.privacy.consents import CHANNEL_WORDS, PURPOSE_WORDS
from hafawa.privacy.retention import MONTHS_MOST
from hafawa.privacy.retention_kinds import KINDS
from hafawa.team.models import LANGUAGES

_ANSWERS = (("yes", _("They said yes")), ("no", _("They said no, or took it back")))


class ConsentForm(forms.Form):
    """What somebody stated."""

    answer = forms.ChoiceField(label=_("What did they say?"), choices=_ANSWERS, widget=forms.RadioSelect)
    purpose = forms.ChoiceField(label=_("For what"), choices=[(p, PURPOSE_WORDS[p]) for p in PURPOSES])
    channel = forms.ChoiceField(label=_("Through what"), choices=list(CHANNEL_WORDS.items()), required=False)
    language = forms.ChoiceField(label=_("Language they were asked in"), choices=LANGUAGES)
    wording = forms.CharField(
        label=_("The exact words"),
        help_text=_("What they were asked, or what they wrote, word for word."),
        max_length=5000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    source = forms.CharField(
        label=_("Where they said it"), help_text=_("At the till, on the phone, in a letter of 3 May."), max_length=100
    )


class ExportForm(forms.Form):
    """In which language a copy is."""

    language = forms.ChoiceField(label=_("Language of the page"), choices=LANGUAGES)


class EraseForm(forms.Form):
    """The name, typed; and who was counted on the page it was typed on."""

    previewed = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)
    typed = forms.CharField(
        label=_("To confirm, type:"), max_length=320, widget=forms.TextInput({"autocomplete": "off"})
    )

    def clean_previewed(self) -> list[int] | None:
        """Ids; None where the page sent none."""
        ids = [part for part in self.cleaned_data["previewed"].split(",") if part]
        if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in ids):
            raise forms.ValidationError(_("Load the page again, then confirm."))
        return [int(part) for part in ids] or None


class RetentionForm(forms.Form):
    """How many months each kind is kept; empty is for good."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, kind in KINDS.items():
            self.fields[key] = forms.IntegerField(
                label=str(kind.title), help_text=str(kind.means), required=False, min_value=1, max_value=MONTHS_MOST,
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )  # fmt: skip

    def months(self) -> dict[str, int | None]:
        """By kind."""
        return {key: self.cleaned_data.get(key) for key in KINDS}


class TermsForm(forms.Form):
    """How long an erasure can be called off, and an export fetched."""

    erase_after_hours = forms.IntegerField(
        label=_("Hours an erasure can be called off"), min_value=0, max_value=24 * 30
    )
    export_days = forms.IntegerField(label=_("Days an export can be fetched"), min_value=1, max_value=90)


class WordingForm(forms.Form):
    """Words to ask with."""

    purpose = forms.ChoiceField(label=_("For what"), choices=[(p, PURPOSE_WORDS[p]) for p in PURPOSES])
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    text = forms.CharField(label=_("The words"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"}))


class GiftForm(forms.Form):
    """What somebody gives, to whom, for what."""

    what = forms.CharField(label=_("What do they give?"), max_length=300)
    recipient = forms.CharField(
        label=_("To whom"), help_text=_("A name, or the address or number of somebody you know."), max_length=200
    )
    occasion = forms.CharField(label=_("For which occasion"), max_length=200, required=False)
    is_surprise = forms.BooleanField(label=_("It is a surprise"), required=False, initial=True)
