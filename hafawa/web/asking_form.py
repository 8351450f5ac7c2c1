"""When does the shop ask by itself, and where is its page?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.surveys.by_itself import LONGEST_HOURS


class AskingForm(forms.Form):
    """The switch, the hours, the address."""

    is_on = forms.BooleanField(label=_("Ask by mail after a conversation is closed"), required=False)
    after_hours = forms.IntegerField(
        label=_("Hours after closing"),
        min_value=1,
        max_value=LONGEST_HOURS,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    address = forms.CharField(
        label=_("Address of these pages, as customers reach them"),
        max_length=200,
        help_text=_("The link in the mail leads there. It must open on a telephone outside the shop."),
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "inputmode": "url"}),
    )
