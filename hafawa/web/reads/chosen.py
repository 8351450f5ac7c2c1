"""Which messages does the Listening page look at: of which time, language and channel?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

PERIODS = {"90": 90, "365": 365, "all": None}
LANGUAGES = ("en", "ar", "ka")
CHANNELS = ("email", "chat", "social", "sms", "phone", "review", "in_person")


@dataclass(frozen=True)
class Chosen:
    """What was chosen; `since` is None for all there is."""

    period: str
    language: str
    channel: str
    since: date | None
    until: date

    @property
    def query(self) -> str:
        """For an address."""
        return urlencode({"period": self.period, "language": self.language, "channel": self.channel})

    @property
    def is_narrowed(self) -> bool:
        """Whether a language or a channel was chosen."""
        return bool(self.language or self.channel)


def of(request: HttpRequest, *, today: date) -> Chosen:
    """What the address says; what it says wrongly is passed over."""
    period = request.GET.get("period", "")
    language, channel = request.GET.get("language", ""), request.GET.get("channel", "")
    period = period if period in PERIODS else "365"
    days = PERIODS[period]
    return Chosen(
        period,
        language if language in LANGUAGES else "",
        channel if channel in CHANNELS else "",
        today - timedelta(days=days) if days else None,
        today,
    )


def periods() -> dict[str, str]:
    """In words."""
    return {"90": _("Last 90 days"), "365": _("Last 12 months"), "all": _("Everything")}


def languages() -> dict[str, str]:
    """In words."""
    return {"": _("Every language"), "en": _("English"), "ar": _("Arabic"), "ka": _("Georgian")}


def channels() -> dict[str, str]:
    """In words."""
    return {
        "": _("Every channel"), "email": _("Email"), "chat": _("Chat"), "social": _("Social network"),
        "sms": _("Text message"), "phone": _("Telephone"), "review": _("Review"), "in_person": _("In person"),
    }  # fmt: skip
