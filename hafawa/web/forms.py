"""What may be typed where, and what is said when it cannot be taken?"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import list_currencies
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hafawa.people import queries
from hafawa.people.models import Audience, Calendar, DetailSource, Person, RelationKind
from hafawa.people.occasions import HIJRI_MONTHS
from hafawa.team.models import LANGUAGES, User
from hafawa.web.templatetags.page import language

_WEEKDAYS = range(7)


class OwnerForm(forms.Form):
    """Who opens the door for the first time."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your email address"), widget=forms.EmailInput({"autocomplete": "username", "dir": "ltr"})
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 10 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput({"autocomplete": "new-password", "dir": "ltr"}, render_value=True),
    )
    language = forms.ChoiceField(label=_("Your language"), choices=LANGUAGES)


class SignInForm(forms.Form):
    """Who knocks."""

    email = forms.EmailField(
        label=_("Email address"), widget=forms.EmailInput({"autocomplete": "username", "dir": "ltr"})
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "current-password", "dir": "ltr"})
    )


def countries() -> list[tuple[str, str]]:
    """ISO 3166 codes with their names in the language of the page."""
    names = Locale.parse(language()).territories
    found = [
        (str(code), str(names[code]))
        for code in names
        if re.fullmatch(r"[A-Z]{2}", str(code)) and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
    ]
    return [("", gettext("Not said")), *sorted(found, key=lambda c: c[1])]


def currencies() -> list[tuple[str, str]]:
    """ISO 4217 codes in use, with their names in the language of the page."""
    names = Locale.parse(language()).currencies
    return [(code, f"{code} · {names[code]}" if code in names else code) for code in _in_use()]


def _in_use() -> list[str]:
    from babel.core import get_global

    territories = get_global("territory_currencies")
    now_used = {row[0] for rows in territories.values() for row in rows if row[2] is None and row[3]}
    return sorted(now_used & set(list_currencies()))


def zones() -> list[tuple[str, str]]:
    """IANA zones, with room where they are long."""
    good = (
        z
        for z in available_timezones()
        if "/" in z and not z.startswith(("Etc/", "SystemV/", "posix/", "right/", "US/"))
    )
    return [("UTC", "UTC"), *((z, z.replace("_", " ")) for z in sorted(good))]


class PlaceForm(forms.Form):
    """The three questions, and where the shop is."""

    name = forms.CharField(label=_("What is your shop called?"), max_length=200)
    language = forms.ChoiceField(
        label=_("Which language do you mostly write to customers in?"),
        help_text=_("Each person is still written to in their own."),
        choices=LANGUAGES,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    currency = forms.ChoiceField(label=_("Currency"))
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("country", countries())
        self._choices("currency", currencies())
        self._choices("time_zone", zones())

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            present = str(self.initial.get(name) or "")
            known = {code for code, _words in choices}
            field.choices = choices if not present or present in known else [*choices, (present, present)]


WHERE = (
    ("files", _("In files: exports of orders, mail or reviews")),
    ("nowhere", _("Nowhere yet, or in my head")),
    ("sample", _("I only want to look around first")),
)


class FirstQuestionsForm(PlaceForm):
    """The three questions of the first run."""

    where = forms.ChoiceField(label=_("Where are your customers now?"), choices=WHERE, widget=forms.RadioSelect)

    field_order = ("name", "language", "country", "currency", "time_zone", "where")


class AccountForm(forms.Form):
    """What a member of the team says about themselves."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the pages"), choices=LANGUAGES)
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=(("auto", _("As this device")), ("light", _("Light")), ("dark", _("Dark"))),
        help_text=_("Kept in this browser."),
    )


class DetailForm(forms.Form):
    """Something worth remembering, in under ten seconds."""

    text = forms.CharField(label=_("What is worth remembering?"), widget=forms.Textarea({"rows": 2}), max_length=2000)
    subject = forms.CharField(label=_("About whom, if not themselves"), max_length=200, required=False)
    source = forms.ChoiceField(
        label=_("How we know"), choices=[c for c in DetailSource.choices if c[0] != "imported"], initial="said"
    )
    audience = forms.ChoiceField(label=_("Who may meet it"), choices=Audience.choices, initial=Audience.KNOW)
    makes_happy = forms.BooleanField(label=_("This makes them happy"), required=False)
    secret_from = forms.CharField(
        label=_("A surprise for"),
        help_text=_("The name, address or number of somebody you know. It is then never said, and not shown for them."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, to: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._to = to

    def clean_secret_from(self) -> Person | None:
        """The one it is kept from."""
        typed = str(self.cleaned_data["secret_from"]).strip()
        found = queries.known_as(typed, to=self._to) if typed else None
        if typed and found is None:
            raise ValidationError(_("Nobody, or more than one, is known by that. Give an address or a number."))
        return found


class OccasionForm(forms.Form):
    """A day that matters."""

    title = forms.CharField(label=_("What is celebrated?"), max_length=200)
    subject = forms.CharField(label=_("Whose day, if not their own"), max_length=200, required=False)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=Calendar.choices)
    day = forms.IntegerField(label=_("Day"), min_value=1, max_value=31)
    month = forms.TypedChoiceField(label=_("Month"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gregorian = Locale.parse(language()).months["stand-alone"]["wide"]
        hijri = HIJRI_MONTHS.get(language(), HIJRI_MONTHS["en"])
        field = self.fields["month"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(i, f"{i} · {gregorian[i]} / {hijri[i - 1]}") for i in range(1, 13)]


class NearForm(forms.Form):
    """Somebody near a person: found by a name, an address or a number."""

    who = forms.CharField(
        label=_("Who?"), max_length=200, help_text=_("A name, an address, a phone or customer number of a customer.")
    )
    kind = forms.ChoiceField(label=_("What are they to this person?"))
    words = forms.CharField(label=_("In your words, if it is something else"), max_length=100, required=False)
    source = forms.ChoiceField(
        label=_("How we know"), choices=[c for c in DetailSource.choices if c[0] != "imported"], initial="said"
    )
    audience = forms.ChoiceField(label=_("Who may meet it"), choices=Audience.choices, initial=Audience.KNOW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("household", _("Lives with them")), *RelationKind.choices]


class CompanyForm(forms.Form):
    """Where somebody works."""

    company = forms.CharField(label=_("Company"), max_length=200)
    role = forms.CharField(label=_("What they are there"), max_length=100, required=False)


class LaterForm(forms.Form):
    """Until when a card may wait."""

    until = forms.DateField()

    def __init__(self, *args: Any, after: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = after

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until <= self.after:
            raise ValidationError(_("Choose a day that is still to come."))
        return until
