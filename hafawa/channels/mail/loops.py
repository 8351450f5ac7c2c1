"""May a machine answer this message, or would two machines talk to one another for ever? Pure.

Sources: RFC 3834 (what an automatic reply must never answer, and how it is marked), RFC 5321 4.5.5 (null return path),
RFC 2919 and 2369 (lists). Asked before anything is sent without a hand; what it lets through is still counted, because
a machine that sets no header is told from a person only by how it answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hafawa.channels.mail import automatic
from hafawa.channels.mail.addresses import domain
from hafawa.channels.mail.headers import Headers
from hafawa.channels.mail.ourselves import Us

AGAIN_AFTER = timedelta(days=1)  # RFC 3834, 2: the same sender is told the same once in some days
PING_PONG_WITHIN = timedelta(hours=1)
PING_PONG = 3  # exchanges with a machine's speed: nobody writes, reads and writes again so often
AT_ONCE = timedelta(seconds=60)
MOST_A_DAY = 5
WHYS = {
    "auto": "it was sent by a rule itself",
    "bounce": "it tells that something could not be delivered, or wants no answer at all",
    "list": "it came over a mailing list",
    "newsletter": "it was sent to many",
    "no_reply": "its sender's address takes no answers",
    "own": "it comes from an address of the shop's own",
    "no_sender": "it does not say who would get the answer",
    "elsewhere": "the answer would go to another domain than it came from",
    "not_to_us": "it is addressed to none of the shop's addresses",
    "told_before": "they were told the same within a day",
    "ping_pong": "answers go to and fro too fast for people",
    "too_many": "they had as many automatic answers as one gets in a day",
}


@dataclass(frozen=True)
class Facts:
    """What is to be known of a message before a machine answers it. `reply_to` is where the answer would go."""

    sender: str
    reply_to: str
    why_automatic: str = ""  # of automatic.why_automatic
    is_newsletter: bool = False
    return_path: str | None = None  # None: the message does not say; "": the null path
    suppresses: bool = False  # X-Auto-Response-Suppress names automatic replies
    recipients: tuple[str, ...] | None = None  # To and Cc; None: not known


@dataclass(frozen=True)
class Said:
    """Something said in the exchange with this sender: when, by us or them, by a rule or a hand, in which matter."""

    at: datetime
    by_us: bool
    is_automatic: bool = False
    about: str = ""


def facts_of(headers: Headers, *, sender: str, reply_to: str, subject: str, recipients: tuple[str, ...]) -> Facts:
    """The facts a message's own header lines give."""
    path = headers.first("return-path").strip() if "return-path" in headers.values else None
    suppressed = {part.strip().lower() for part in headers.first("x-auto-response-suppress").split(",")}
    return Facts(
        sender=sender,
        reply_to=reply_to or sender,
        why_automatic=automatic.why_automatic(headers, sender=sender, subject=subject),
        is_newsletter=automatic.is_newsletter(headers, recipients=len(recipients)),
        return_path=None if path is None else path.strip("<>").strip().lower(),
        suppresses=bool(suppressed & {"all", "autoreply", "oof"}),
        recipients=recipients,
    )


def may_answer_automatically(
    facts: Facts, recent: Sequence[Said], *, us: Us, now: datetime, about: str = ""
) -> tuple[bool, str]:
    """Whether a rule may answer, and why not (a key of WHYS; empty where it may).

    `recent` is what was said with this sender of late, in any order; `about` names the matter of the answer, so that
    the same is not told twice.
    """
    why = _of_message(facts, us) or why_not_again(recent, about=about, now=now)
    return not why, why


def why_not_again(recent: Sequence[Said], *, about: str, now: datetime) -> str:
    """Why a rule says nothing more to somebody with whom `recent` was said (a key of WHYS); empty where it may."""
    of_late = sorted((s for s in recent if now - AGAIN_AFTER < s.at <= now), key=lambda s: s.at)
    ours = [s for s in of_late if s.by_us and s.is_automatic]
    if _is_ping_pong([s for s in of_late if s.at > now - PING_PONG_WITHIN]):
        return "ping_pong"
    if about and any(s.about == about for s in ours):
        return "told_before"
    return "too_many" if len(ours) >= MOST_A_DAY else ""


def _of_message(facts: Facts, us: Us) -> str:
    sender, reply_to = facts.sender.lower(), facts.reply_to.lower()
    if "@" not in sender or "@" not in reply_to:
        return "no_sender"
    if us.has(sender) or us.has(reply_to):
        return "own"
    if facts.return_path == "":
        return "bounce"
    if facts.why_automatic:
        return facts.why_automatic
    if facts.suppresses:
        return "auto"
    if facts.is_newsletter:
        return "newsletter"
    if domain(sender) != domain(reply_to):
        return "elsewhere"
    if facts.recipients is not None and not any(us.has(one) for one in facts.recipients):
        return "not_to_us"
    return ""


def _is_ping_pong(said: Sequence[Said]) -> bool:
    """Whether they answered our automatic words within a minute, again and again."""
    fast = [
        theirs
        for ours, theirs in pairwise(said)
        if ours.by_us and ours.is_automatic and not theirs.by_us and theirs.at - ours.at <= AT_ONCE
    ]
    return len(fast) >= PING_PONG
