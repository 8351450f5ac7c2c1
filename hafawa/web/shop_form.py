"""What may a shop say about itself, and what is said when it cannot be taken?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.clock import REPLY_MINUTES
from hafawa.team.models import LANGUAGES
from hafawa.web.forms import PlaceForm
from hafawa.web.templatetags.page import language

REPLY_CHANNELS = ("email", "chat", "social", "sms", "phone", "review")
_WEEKDAYS = range(7)


class Addresses(forms.CharField):
    """Mail addresses and domains, one a line; a list of them."""

    widget = forms.Textarea({"rows": 3, "dir": "ltr"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        return [a.lower() for a in re.split(r"[\s,;]+", str(value or "")) if a]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class Days(forms.CharField):
    """Dates, one a line; a list of them as YYYY-MM-DD, in order, each once."""

    widget = forms.Textarea({"rows": 2, "dir": "ltr"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        words = [w for w in re.split(r"[\s,;،]+", str(value or "")) if w]
        if len(words) > 400:
            raise ValidationError(_("Write at most 400 days."))
        return sorted({_date(word) for word in words})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def _date(word: str) -> str:
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError as error:
        raise ValidationError(_("“%(word)s” is no day. Write it as 2026-12-31."), params={"word": word}) from error


class ShopForm(PlaceForm):
    """Everything the shop says about itself."""

    name = forms.CharField(label=_("Name of the shop"), max_length=200)
    language = forms.ChoiceField(label=_("Language when a customer's own is not known"), choices=LANGUAGES)
    sender_name = forms.CharField(
        label=_("Who signs"), help_text=_("The name under suggested words."), max_length=200, required=False
    )
    staff_addresses = Addresses(
        label=_("Addresses that are us"),
        help_text=_("Mail addresses or whole domains, one a line. What they wrote is never a customer's message."),
        required=False,
    )
    opens_at = forms.TimeField(label=_("Opens at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    closes_at = forms.TimeField(label=_("Closes at"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    open_weekdays = forms.TypedMultipleChoiceField(
        label=_("Open on"),
        help_text=_("Clocks for answering run only in these hours. None chosen means every day."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    closed_on = Days(
        label=_("Closed on"),
        help_text=_("Holidays and days off, one a line, as 2026-12-31. Clocks for answering stand still on them."),
        required=False,
    )
    assigns = forms.BooleanField(
        label=_("Give each new conversation to somebody"),
        help_text=_("To whoever keeps the relation, else to whoever has least waiting, in turn."),
        required=False,
    )
    reply_email, reply_chat, reply_social, reply_sms, reply_phone, reply_review = (
        forms.IntegerField(label=label, min_value=1, max_value=14 * 24 * 60, required=False)
        for label in (
            _("Email: answer within minutes"), _("Chat: answer within minutes"),
            _("Social network: answer within minutes"), _("Text message: answer within minutes"),
            _("Telephone: call back within minutes"), _("Review: answer within minutes"),
        )
    )  # fmt: skip
    minutes_a_day = forms.IntegerField(
        label=_("Minutes a day for customers"), min_value=5, max_value=720,
        help_text=_("Today offers as many cards as fit."),
    )  # fmt: skip
    contacts_per_person = forms.IntegerField(
        label=_("At most this many contacts"), min_value=1, max_value=50,
        help_text=_("For one person, over all of the team and all channels. Answers and promises are not counted."),
    )  # fmt: skip
    contact_window_days = forms.IntegerField(label=_("… within this many days"), min_value=1, max_value=365)
    held_out_percent = forms.IntegerField(
        label=_("Left alone to learn, in percent"), min_value=0, max_value=50,
        help_text=_(
            "This share of people is left alone, so that you can know whether the rest was worth doing. "
            "Never for promises, complaints or faults."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, reply_minutes: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_minutes = {k: v for k, v in reply_minutes.items() if k not in REPLY_CHANNELS}
        for channel in REPLY_CHANNELS:
            field = self.fields[f"reply_{channel}"]
            field.initial = reply_minutes.get(channel)
            field.widget.attrs["placeholder"] = REPLY_MINUTES[channel]
        days = Locale.parse(language()).days["format"]["wide"]
        week = self.fields["open_weekdays"]
        if isinstance(week, forms.TypedMultipleChoiceField):
            week.choices = [(i, days[i]) for i in _WEEKDAYS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and opens >= closes:
            self.add_error("closes_at", ValidationError(_("Closing time is not after opening time.")))
        return cleaned

    @property
    def has_clock_errors(self) -> bool:
        """Whether one of the channels' clocks could not be taken."""
        return any(f"reply_{channel}" in self.errors for channel in REPLY_CHANNELS)

    def changes(self) -> dict[str, Any]:
        """What `team.actions.change_shop` takes."""
        found = dict(self.cleaned_data)
        found["held_out_share"] = found.pop("held_out_percent") / 100
        minutes = {channel: found.pop(f"reply_{channel}") for channel in REPLY_CHANNELS}
        found["reply_minutes"] = self.kept_minutes | {c: n for c, n in minutes.items() if n}
        return found
