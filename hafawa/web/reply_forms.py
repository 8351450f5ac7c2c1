"""What is asked of a saved reply?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.composing.models import LANGUAGES
from hafawa.conversations.composing.saved import LONGEST, Said
from hafawa.team.models import LANGUAGES as OWN_NAMES


class ReplyForm(forms.Form):
    """A title, the word after /, and words in one language at least."""

    title = forms.CharField(
        label=_("Title"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Only the team reads it."),
    )  # fmt: skip
    shortcut = forms.CharField(
        label=_("Word after /"), max_length=40, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Typed after / in an answer it finds this reply. Left empty, it is made of the title."),
    )  # fmt: skip
    text_en = forms.CharField(required=False, max_length=LONGEST)
    text_ar = forms.CharField(required=False, max_length=LONGEST)
    text_ka = forms.CharField(required=False, max_length=LONGEST)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for code, own_name in OWN_NAMES:
            field = self.fields[f"text_{code}"]
            field.label = own_name
            field.widget = forms.Textarea(
                attrs={"rows": 6, "lang": code, "dir": "rtl" if code == "ar" else "ltr", "maxlength": LONGEST}
            )

    def said(self) -> Said:
        """The reply as it was written."""
        data = self.cleaned_data
        return Said(data["title"], data["shortcut"], {code: data[f"text_{code}"] for code in LANGUAGES})
