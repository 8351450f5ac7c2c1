"""What is asked on the pages about routine questions?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OwnMatterForm(forms.Form):
    """A matter of the shop's own."""

    title = forms.CharField(
        label=_("What do they ask?"),
        max_length=80,
        help_text=_("In your own words, for instance: Can you engrave it?"),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class PasteForm(forms.Form):
    """Many examples, a line each."""

    lines = forms.CharField(
        label=_("Messages, one a line"),
        max_length=100_000,
        help_text=_("As customers typed them, mistakes and all. 20 to 30 different ones make a matter sure."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class TryForm(forms.Form):
    """Any message, to see what would become of it."""

    text = forms.CharField(
        label=_("A message"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
