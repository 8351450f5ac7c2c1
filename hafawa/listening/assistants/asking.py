"""How is a language model asked about one message, and what comes of every way it may fail?

Never an exception: an `Asked` whose `reason` is "ok" and which has an opinion, or any other reason and none, and then
the embedded reading stands. What is sent is exactly `request(...)`, which the settings screen shows.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from time import perf_counter
from urllib.parse import urlsplit

from hafawa.kernel import safe_fetch, sealed
from hafawa.kernel.safe_fetch import AddressRefused, Answer, NoAnswer, TooMuch
from hafawa.listening.assistants import limits
from hafawa.listening.assistants.masking import Masked, mask
from hafawa.listening.assistants.models import Assistant, AssistantCall, Where
from hafawa.listening.assistants.opinion import Opinion, WrongAnswer, schema, taken
from hafawa.listening.assistants.wires import MOST_TOKENS_BACK, WIRES, Request, Words

SEALED_FOR = "assistant"
MOST_BYTES = 2**18
KEPT = timedelta(days=90)  # the log of calls
REASONS = (
    "ok", "off", "no_consent", "confidential", "resting", "tokens_spent", "money_spent", "key_unreadable",
    "not_allowed", "not_https", "no_answer", "too_big", "redirected", "refused", "busy", "server_error",
    "other_status", "compressed", "wrong_type", "not_json", "wrong_schema", "several_answers", "not_in_text", "broke",
)  # fmt: skip
_OURS = {
    "tokens_spent",
    "money_spent",
    "resting",
    "key_unreadable",
    "off",
    "no_consent",
    "confidential",
}  # says nothing of the server
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """What came of asking: why, what was read (None: nothing that counts), the text it was given, what came back."""

    reason: str
    masked: Masked
    opinion: Opinion | None = None
    status: int | None = None
    tokens: int = 0
    micros: int = 0
    is_sent: bool = False
    answer: str = ""


class _Failed(Exception):
    def __init__(self, reason: str, *, status: int | None = None, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.reason, self.status, self.wait = reason, status, wait


def ask(
    assistant: Assistant,
    text: str,
    *,
    now: datetime,
    names: Iterable[str] = (),
    topics: tuple[str, ...] = (),
    event_id: int | None = None,
    is_trial: bool = False,
) -> Asked:
    """Ask about `text`, masked; a trial asks though it is off or resting. Noted in the log, without words."""
    masked = mask(text, names=names)
    begun = perf_counter()
    if not is_trial and not assistant.is_on:
        return Asked("off", masked)
    asked = _within_limits(assistant, masked, topics=topics, now=now, is_trial=is_trial)
    _note(asked, now=now, event_id=event_id, took_ms=round(1000 * (perf_counter() - begun)))
    return asked


def note_unasked(reason: str, *, event_id: int, now: datetime) -> None:
    """A message that was not given to the model, and why."""
    AssistantCall.objects.create(event_id=event_id, at=now, reason=reason)


def request(assistant: Assistant, masked: Masked, *, key: str, topics: tuple[str, ...] = ()) -> Request:
    """What is sent about `masked`, byte for byte."""
    wire = WIRES[assistant.wire]
    return wire.request(model=assistant.model, key=key, text=masked.text, schema=schema(topics))


def _within_limits(
    assistant: Assistant, masked: Masked, *, topics: tuple[str, ...], now: datetime, is_trial: bool
) -> Asked:
    if not is_trial and not limits.may_try(assistant, now=now):
        return Asked("resting", masked)
    try:
        key = sealed.opened(assistant.sealed_key, purpose=SEALED_FOR) if assistant.sealed_key else ""
    except sealed.CannotOpen:
        return Asked("key_unreadable", masked)
    sent = request(assistant, masked, key=key, topics=topics)
    most_in = len(sent.body)  # a token is a byte at the very least
    held = limits.take(assistant, tokens_in=most_in, tokens_out=MOST_TOKENS_BACK, now=now)
    if isinstance(held, str):
        return Asked(held, masked)
    asked = _called(assistant, sent, masked, topics=topics, now=now)
    limits.settle(held, tokens=asked.tokens, micros=asked.micros, is_failure=asked.opinion is None)
    return asked


def _called(assistant: Assistant, sent: Request, masked: Masked, *, topics: tuple[str, ...], now: datetime) -> Asked:
    least_in = len(sent.body) // 6  # what a server says it counted may be less than the truth
    words: Words | None = None
    status: int | None = None
    is_sent = False
    try:
        url = _address(assistant, sent.path)
        is_sent = True
        answer = _fetched(url, sent, seconds=assistant.seconds)
        status = answer.status
        _check(answer, now=now)
        words = WIRES[assistant.wire].words(answer.body)
        opinion = taken(words.text, text=masked.text, topics=topics)
    except (_Failed, WrongAnswer) as failed:
        reason = failed.reason
        limits.note_failure(now=now, wait=getattr(failed, "wait", None))
        tokens_in, tokens_out = _counted(words, least_in if is_sent else 0)
        micros = limits.cost(assistant, tokens_in=tokens_in, tokens_out=tokens_out)
        said = words.text if words else ""
        return Asked(reason, masked, None, status, tokens_in + tokens_out, micros, is_sent, said)
    except Exception:  # whatever a stranger's server made happen, the embedded reading stands
        _log.exception("asking the language model broke")
        limits.note_failure(now=now)
        return Asked("broke", masked, None, status, least_in, 0, is_sent)
    limits.note_success()
    tokens_in, tokens_out = _counted(words, least_in)
    micros = limits.cost(assistant, tokens_in=tokens_in, tokens_out=tokens_out)
    return Asked("ok", masked, opinion, status, tokens_in + tokens_out, micros, is_sent, words.text)


def _address(assistant: Assistant, path: str) -> str:
    """Where to send. Ours is a host that HAFAWA_FETCH_ALLOW names, and no other: consent differs. Others by https."""
    url = assistant.url.rstrip("/") + path
    try:
        parts = urlsplit(url)
        port = parts.port or safe_fetch.PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _Failed("not_allowed") from None
    is_ours = safe_fetch.is_allowed(parts.hostname or "", port)
    if is_ours != (assistant.where == Where.LOCAL):
        raise _Failed("not_allowed")
    if not is_ours and parts.scheme != "https":
        raise _Failed("not_https")
    return url


def _fetched(url: str, sent: Request, *, seconds: float) -> Answer:
    try:
        return safe_fetch.fetch(
            url, method="POST", body=sent.body, headers=sent.headers, seconds=seconds, most_bytes=MOST_BYTES
        )
    except AddressRefused:
        raise _Failed("not_allowed") from None
    except TooMuch:
        raise _Failed("too_big") from None
    except NoAnswer:
        raise _Failed("no_answer") from None


def _check(answer: Answer, *, now: datetime) -> None:
    status = answer.status
    if status == 429 or (status == 503 and "retry-after" in answer.headers):
        raise _Failed("busy", status=status, wait=_wait(answer.headers.get("retry-after", ""), now=now))
    if 300 <= status < 400:
        raise _Failed("redirected", status=status)
    if status in (401, 403):
        raise _Failed("refused", status=status)
    if status >= 500:
        raise _Failed("server_error", status=status)
    if status != 200:
        raise _Failed("other_status", status=status)
    announced = answer.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:12]) > len(answer.body):
        raise _Failed("no_answer", status=status)  # it broke off in the middle
    if answer.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise _Failed("compressed", status=status)  # nothing is unpacked that we did not ask to be packed
    if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise _Failed("wrong_type", status=status)


def _wait(given: str, *, now: datetime) -> timedelta:
    """RFC 9110, 10.2.3: seconds, or a date."""
    if given.strip().isascii() and given.strip().isdigit():
        return timedelta(seconds=min(int(given.strip()[:9]), 86_400))
    try:
        return max(parsedate_to_datetime(given) - now, timedelta(0))
    except (ValueError, TypeError):
        return timedelta(0)


def _counted(words: Words | None, least_in: int) -> tuple[int, int]:
    """Tokens in and out as the server says, but never fewer than the letters make likely, nor more than allowed."""
    if words is None:
        return least_in, 0
    least_out = len(words.text) // 6
    return (
        max(least_in, min(words.tokens_in or 0, 100 * (least_in + 1))),
        max(least_out, min(words.tokens_out or 0, MOST_TOKENS_BACK)),
    )


def _note(asked: Asked, *, now: datetime, event_id: int | None, took_ms: int) -> None:
    AssistantCall.objects.filter(at__lt=now - KEPT).delete()
    AssistantCall.objects.create(
        event_id=event_id,
        at=now,
        reason=asked.reason,
        is_sent=asked.is_sent,
        status=asked.status,
        tokens=asked.tokens,
        micros=asked.micros,
        took_ms=took_ms,
    )
