"""What is asked when the bubble is set up?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.channels.chat import site
from hafawa.channels.models import ChatSite
from hafawa.kernel.errors import Refused
from hafawa.team.models import LANGUAGES

_RTL = {"ar"}


class ChatForm(forms.Form):
    """Where it stands and what it says, in each language."""

    is_on = forms.BooleanField(label=_("The chat is on"), required=False)
    origins = forms.CharField(
        label=_("On which sites does it stand?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(
            attrs={"rows": 3, "dir": "ltr", "spellcheck": "false", "placeholder": "https://shop.example"}
        ),
        help_text=_("One address a line. From any other site it is refused."),
    )
    takes_files = forms.BooleanField(
        label=_("Visitors may send files"),
        required=False,
        help_text=_("Pictures, PDFs, texts, office documents, sound and films, up to 10 MB each."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in LANGUAGES:
            self.fields[f"greeting_{code}"] = _words(name, code)
            self.fields[f"away_{code}"] = _words(name, code)

    @staticmethod
    def initial_of(kept: ChatSite) -> dict[str, Any]:
        """What the form begins with."""
        words = {f"greeting_{code}": kept.greetings.get(code, "") for code, _name in LANGUAGES}
        words |= {f"away_{code}": kept.away_words.get(code, "") for code, _name in LANGUAGES}
        return {
            "is_on": kept.is_on, "origins": "\n".join(kept.origins), "takes_files": kept.takes_files, **words,
        }  # fmt: skip

    def greetings(self) -> list[forms.BoundField]:
        """The fields of what stands first."""
        return [self[f"greeting_{code}"] for code, _name in LANGUAGES]

    def aways(self) -> list[forms.BoundField]:
        """The fields of what stands first while the shop is closed."""
        return [self[f"away_{code}"] for code, _name in LANGUAGES]

    def clean_origins(self) -> list[str]:
        """Each as an origin."""
        try:
            return site.origins_of(self.cleaned_data["origins"])
        except Refused as refused:
            raise ValidationError(refused.message) from refused

    def said(self) -> dict[str, Any]:
        """What `site.change` takes."""
        found = self.cleaned_data
        return {
            "is_on": found["is_on"],
            "origins": found["origins"],
            "takes_files": found["takes_files"],
            "greetings": {code: found[f"greeting_{code}"] for code, _name in LANGUAGES},
            "away_words": {code: found[f"away_{code}"] for code, _name in LANGUAGES},
        }


def _words(name: str, code: str) -> forms.CharField:
    attrs = {"rows": 2, "lang": code, "dir": "rtl" if code in _RTL else "ltr"}
    return forms.CharField(label=name, required=False, max_length=site.WORDS_MOST, widget=forms.Textarea(attrs=attrs))
