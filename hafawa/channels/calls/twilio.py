"""What does a phone service in the manner of Twilio say of a call, and is it the service that says it?

No database, no clock, no network.

The signature is base64 of HMAC-SHA1, under the account's auth token, over the address called and then every parameter
of the form, name and value, in the order of the names. Parameters are as Twilio's status callbacks of calls name them.
Source: Twilio's documentation, "Validating requests" and "Call resource: StatusCallback".
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from hafawa.channels.call import IN, LONGEST_SECONDS, NOT_REACHED, OUT, REACHED, VOICEMAIL, Call
from hafawa.people.identifiers import normal_phone

MOST_BYTES, MOST_FIELDS = 64 * 1024, 200
ENDED = {
    "completed": REACHED, "busy": NOT_REACHED, "no-answer": NOT_REACHED, "failed": NOT_REACHED, "canceled": NOT_REACHED,
}  # fmt: skip
GOING = frozenset({"queued", "initiated", "ringing", "in-progress", "answered"})
LATEST, EARLY = timedelta(days=7), timedelta(minutes=5)
_PORTS = {"https": 443, "http": 80}

Params = Sequence[tuple[str, str]]


class NotACallError(Exception):
    """The message says nothing we can keep: `reason` is not_a_form, no_id, no_status, no_number, no_time, too_old."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def params(body: bytes) -> Params:
    """The fields of a form as sent, in order; raises NotACallError where it is none."""
    try:
        if len(body) > MOST_BYTES:
            raise NotACallError("not_a_form")
        text = body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (ValueError, UnicodeError):
        raise NotACallError("not_a_form") from None


def signature(address: str, sent: Params, *, token: str) -> str:
    """The signature of `sent`, posted to `address`."""
    signed = address + "".join(name + value for name, value in sorted(sent))
    return base64.b64encode(hmac.digest(token.encode(), signed.encode("utf-8", "surrogatepass"), hashlib.sha1)).decode()


def is_signed(address: str, sent: Params, *, given: str, token: str) -> bool:
    """Whether `given` is right for `address`, with its port written out or not; each compared in constant time."""
    found = False
    for one in _written(address):
        right = signature(one, sent, token=token).encode()
        found |= hmac.compare_digest(right, given.encode("utf-8", "replace"))
    return found and bool(token)


def call(sent: Params, *, country: str, now: datetime) -> Call | None:
    """The call a status callback tells the end of; None while it goes on, or where it is a leg to one of us.

    `country` (ISO 3166) reads a number without a prefix. Raises NotACallError.
    """
    said = dict(sent)
    call_id, status = said.get("CallSid", "").strip(), said.get("CallStatus", "").strip().lower()
    if not call_id or len(call_id) > 100 or not call_id.isprintable():
        raise NotACallError("no_id")
    if status in GOING:
        return None
    if status not in ENDED:
        raise NotACallError("no_status")
    direction = IN if said.get("Direction", "").strip().lower() == "inbound" else OUT
    typed = said.get("From" if direction == IN else "To", "").strip()
    number = normal_phone(typed, country=country) or ""
    if not number and ":" in typed:  # client:ana, sip:ana@…: a leg of the call that rings one of us
        return None
    if not number:
        raise NotACallError("no_number")
    lasted = _seconds(said)
    return Call(
        call_id=call_id,
        direction=direction,
        number=number,
        as_typed=typed[:60],
        outcome=_outcome(said, status),
        began_at=_ended_at(said, now=now) - timedelta(seconds=lasted or 0),
        duration_seconds=lasted,
        name=said.get("CallerName", "").strip()[:300] if direction == IN else "",
    )


def _outcome(said: Mapping[str, str], status: str) -> str:
    """How it ended: a machine that answered is a voicemail; where the call was handed on, how that ended."""
    if said.get("AnsweredBy", "").startswith("machine"):
        return VOICEMAIL
    handed_on = ENDED.get(said.get("DialCallStatus", "").strip().lower(), "")
    if handed_on and status == "completed":
        return VOICEMAIL if handed_on != REACHED and said.get("RecordingUrl") else handed_on
    return ENDED[status]


def _seconds(said: Mapping[str, str]) -> int | None:
    text = said.get("CallDuration", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 9) or int(text) > LONGEST_SECONDS:
        raise NotACallError("no_time")
    return int(text)


def _ended_at(said: Mapping[str, str], *, now: datetime) -> datetime:
    """When it ended: as the service says, which is signed; without its word, now."""
    text = said.get("Timestamp", "").strip()
    if not text:
        return now
    try:
        at = parsedate_to_datetime(text)
        at = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        raise NotACallError("no_time") from None
    if not now - LATEST <= at <= now + EARLY:
        raise NotACallError("too_old")
    return at


def _written(address: str) -> list[str]:
    """`address` with its port and without: services sign it either way."""
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return [address]
    usual = _PORTS.get(parts.scheme)
    if usual is None or not host:
        return [address]
    bare = f"[{host}]" if ":" in host else host
    other = bare if port == usual else f"{bare}:{usual}" if port is None else ""
    return [address, urlunsplit(parts._replace(netloc=other))] if other else [address]
