"""What is asked after a call, and when a call is promised?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.notes import IN, LONGEST, OUT, Promised
from hafawa.team.models import User
from hafawa.web.typed import day_typed

MOST_PROMISES = 20
EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)


class WhenForm(forms.Form):
    """When a call is promised for, by whom, about what."""

    on = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date", "dir": "ltr"}))
    at = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time", "dir": "ltr"}))
    owner = forms.ModelChoiceField(
        label=_("Who calls"), queryset=User.objects.none(), required=False, empty_label=_("Whoever is free")
    )

    def __init__(self, *args: Any, zone: ZoneInfo, closes_at: time, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.closes_at = zone, closes_at
        owner = self.fields["owner"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = User.objects.filter(is_active=True).exclude(role="viewer").order_by("name", "id")

    def wanted(self, *, why: str = "", ref: str = "") -> Wanted | None:
        """The call promised; None where no day was given. Without a time it is due when the shop closes."""
        on: date | None = self.cleaned_data.get("on")
        if on is None or not EARLIEST <= on <= LATEST:
            return None
        at: time = self.cleaned_data.get("at") or self.closes_at
        return Wanted(datetime.combine(on, at, tzinfo=self.zone), why, self.cleaned_data.get("owner"), ref)


class NoteForm(WhenForm):
    """The note after a call. How it ended is the button pressed."""

    direction = forms.ChoiceField(
        label=_("Who called?"),
        choices=[(OUT, _("We called them")), (IN, _("They called"))],
        initial=OUT,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_(
            "Write as you would tell a colleague. Promises and what is worth remembering are shown back to you."
        ),
    )
    is_sales = forms.BooleanField(label=_("I called to offer something"), required=False)


def promises_in(posted: Mapping[str, Any], *, zone: ZoneInfo, closes_at: time) -> Sequence[Promised]:
    """The promises ticked on the page that shows them back, with the words and day given there."""
    found = []
    for place in range(MOST_PROMISES):
        if f"promise-{place}" not in posted or not (words := str(posted.get(f"promise-{place}-text", "")).strip()):
            continue
        what = str(posted.get(f"promise-{place}-what", "other"))[:20]
        due_at = _moment(
            str(posted.get(f"promise-{place}-on", "")), str(posted.get(f"promise-{place}-at", "")), zone, closes_at
        )
        found.append(Promised(words[:1000], what, due_at))
    return found


def _moment(on: str, at: str, zone: ZoneInfo, closes_at: time) -> datetime | None:
    day = day_typed(on)
    if day is None or not EARLIEST <= day <= LATEST:
        return None
    try:
        clock = time.fromisoformat(at)
    except ValueError:
        clock = closes_at
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone)
