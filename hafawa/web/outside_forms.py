"""What is asked when a key is made, an address is told, or a door is opened?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.team import tokens
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.webhooks.actions import all_kinds

_ACCESS = [("", _("No")), ("read", _("Read")), ("write", _("Read and write"))]
_DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year"))]


class TokenForm(forms.Form):
    """A key: what it is for, whom it acts as, for how long, and what it may reach."""

    name = forms.CharField(label=_("What is it for?"), max_length=100, help_text=_("For instance: the web shop"))
    user = forms.ModelChoiceField(
        label=_("Acts as"),
        queryset=User.objects.none(),
        empty_label=None,
        help_text=_("It can never do more than this person may at that moment."),
    )
    days = forms.ChoiceField(label=_("Ends after"), choices=_DAYS, initial="90")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True).order_by("name", "id")
        user = self.fields["user"]
        if isinstance(user, forms.ModelChoiceField):
            user.queryset = active if level_of(by) >= Level.OWNER else active.filter(pk=by.pk)
        user.initial = by.pk
        for area, title in tokens.AREAS.items():
            self.fields[f"area_{area}"] = forms.ChoiceField(label=str(title), choices=_ACCESS, required=False)

    def areas(self) -> list[forms.BoundField]:
        """The fields that say what it may reach."""
        return [self[f"area_{area}"] for area in tokens.AREAS]

    def scopes(self) -> list[str]:
        """What was chosen, as scopes."""
        chosen = {area: self.cleaned_data.get(f"area_{area}") for area in tokens.AREAS}
        return [f"{area}:{access}" for area, access in chosen.items() if access]


class EndpointForm(forms.Form):
    """An address that is told what happens."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Begins with https://. Each message is sent there by POST."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which events?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kinds"]
        if isinstance(kinds, forms.MultipleChoiceField):
            kinds.choices = [(kind, kind) for kind in all_kinds()]


class DoorForm(forms.Form):
    """A system that tells us events."""

    source = forms.CharField(
        label=_("Its name"),
        max_length=41,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Small letters, digits, dots and dashes, such as “till-1”. Its events carry it as their source."),
    )


class PhoneDoorForm(forms.Form):
    """A phone service that tells us of calls."""

    source = forms.CharField(
        label=_("Its name"),
        max_length=41,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Small letters, digits, dots and dashes, such as “twilio”. Its calls carry it as their source."),
    )
    token = forms.CharField(
        label=_("Auth token"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("From the console of the service. It is kept sealed, and only ever used to check signatures."),
    )
    address = forms.CharField(
        label=_("The address the service calls"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Leave it empty unless the service reaches you under another name than this browser does."),
    )
