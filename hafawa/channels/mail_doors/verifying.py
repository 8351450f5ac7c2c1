"""Was this request really sent by the service, and not long ago? Its own signature says, where it signs.

The signatures are checked by the library (django-anymail), in constant time; Amazon's by `sns`. Where a service signs
a moment, one older than a day is refused, and its number is known for a month, so that nothing can be sent again; the
others are known by their bytes. The secret in the address was asked for before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure

from hafawa.channels.mail_doors import sns
from hafawa.channels.mail_doors.asked import Asked

AGE = timedelta(days=1)  # services try for hours to deliver what they signed once
AHEAD = timedelta(minutes=10)
_TOKEN = re.compile(r"[\x21-\x7e]{1,150}")


class NotSigned(Exception):
    """The signature is missing, wrong, or of another time; nothing of it may be kept."""


@dataclass(frozen=True)
class Signed:
    """A request that is the service's: what it is known by (empty: by its bytes), and whether it holds mail."""

    external_id: str = ""
    holds_mail: bool = True


def check(kind: str, asked: Asked, *, key: str, now: datetime) -> Signed:
    """What is known of `asked`, sent to a door of the service `kind` whose signing key is `key`; raises NotSigned."""
    found = _CHECKS.get(kind)
    return found(asked, key, now) if found else Signed()


def _mailgun(asked: Asked, key: str, now: datetime) -> Signed:
    from anymail.webhooks.mailgun import MailgunInboundWebhookView

    _run(MailgunInboundWebhookView, asked, webhook_signing_key=key)
    moment, token = asked.POST.get("timestamp", ""), asked.POST.get("token", "")
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12 or not _TOKEN.fullmatch(token):
        raise NotSigned
    _recent(datetime.fromtimestamp(int(moment), UTC), now=now)
    return Signed(f"mailgun-{token}")


def _mandrill(asked: Asked, key: str, now: datetime) -> Signed:
    from anymail.webhooks.mandrill import MandrillCombinedWebhookView

    _run(MandrillCombinedWebhookView, asked, webhook_key=key)
    return Signed(holds_mail=asked.POST.get("mandrill_events", "[]") != "[]")  # it tries an address with none


def _postal(asked: Asked, key: str, now: datetime) -> Signed:
    from anymail.webhooks.postal import PostalInboundWebhookView

    _run(PostalInboundWebhookView, asked, webhook_key=key)
    return Signed()


def _mailersend(asked: Asked, key: str, now: datetime) -> Signed:
    from anymail.webhooks.mailersend import MailerSendInboundWebhookView

    _run(MailerSendInboundWebhookView, asked, inbound_secret=key)
    return Signed()


def _ses(asked: Asked, key: str, now: datetime) -> Signed:
    try:
        said = json.loads(asked.body)
        notice = sns.checked(said)
    except (ValueError, RecursionError, sns.NotAmazon) as error:
        raise NotSigned from error
    _recent(notice.at, now=now)
    if notice.confirm_url:
        sns.confirm(notice)
    return Signed(f"sns-{notice.message_id}", holds_mail=notice.holds_mail)


def _run(view: Any, asked: Asked, **keys: str) -> None:
    """The library's own check; what it cannot even read is not signed either."""
    try:
        made = view(**keys)
        made.run_validators(asked)
    except (AnymailWebhookValidationFailure, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotSigned from error


def _recent(at: datetime, *, now: datetime) -> None:
    if not now - AGE <= at <= now + AHEAD:
        raise NotSigned


_CHECKS: dict[str, Callable[[Asked, str, datetime], Signed]] = {
    "mailgun": _mailgun,
    "mandrill": _mandrill,
    "postal": _postal,
    "mailersend": _mailersend,
    "ses": _ses,
}
