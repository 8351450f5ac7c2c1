"""Was a message sent by a machine, a list or a newsletter, so that nobody waits for an answer? Pure.

Sources: RFC 3834 (Auto-Submitted), RFC 3464 (delivery reports), RFC 2919 and 2369 (lists), and the headers common
out-of-office programs set.
"""

from __future__ import annotations

import re

from hafawa.channels.mail.headers import Headers, parameters

_NO_REPLY = re.compile(
    r"(no|do[._-]?not|dont|never)[._-]?(reply|answer|respond)|mailer[._-]?daemon|postmaster|bounces?([+=._-].*)?|"
    r"(auto|notification|notifications|alerts?|newsletter|mailing)[._-]?(mail|confirm|reply|s)?"
)
_PRECEDENCE = {"bulk", "junk", "list", "auto_reply", "auto-reply"}
_PRESENT = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-reply",
    "x-mail-autoreply",
    "x-fc-machinegenerated",
)
_LISTS = ("list-id", "list-post", "mailing-list", "x-mailing-list")
_OUT_OF_OFFICE = re.compile(
    r"(?i)^\s*(automatic reply|auto[- ]?reply|out of (the )?office|autosvar|abwesenheit|undeliver(ed|able)|"
    r"delivery status notification|returned mail|mail delivery (failed|subsystem)|failure notice|"
    r"رد تلقائي|رد آلي|الرد التلقائي|خارج المكتب|تعذر التسليم|"
    r"ავტომატური პასუხი|ოფისში არ ვარ|ვერ მიეწოდა)\s*[:：\-–]?"
)


def why_automatic(headers: Headers, *, sender: str, subject: str) -> str:
    """Why this was sent by a rule, in one word (`auto`, `bounce`, `list`, `no_reply`); empty where a hand sent it."""
    if _is_bounce(headers):
        return "bounce"
    if _is_auto(headers) or _OUT_OF_OFFICE.match(subject[:200]):
        return "auto"
    if any(name in headers.values for name in _LISTS):
        return "list"
    return "no_reply" if _NO_REPLY.fullmatch(sender.partition("@")[0][:64]) else ""


def is_newsletter(headers: Headers, *, recipients: int) -> bool:
    """Sent to many at once: a way to unsubscribe, bulk precedence, a mailing's own mark, or a crowd of recipients."""
    marks = ("list-unsubscribe", "x-campaign", "x-campaignid", "x-mailchimp-id", "feedback-id", "x-mailgun-tag")
    bulk = headers.first("precedence").strip().lower() in ("bulk", "list")
    return bulk or recipients >= 20 or any(name in headers.values for name in marks)


def _is_bounce(headers: Headers) -> bool:
    kind, more = parameters(headers.first("content-type"))
    if kind == "multipart/report" and more.get("report-type", "").lower() in (
        "delivery-status",
        "disposition-notification",
    ):
        return True
    path = headers.values.get("return-path")
    return (bool(path) and headers.first("return-path").strip() == "<>") or "x-failed-recipients" in headers.values


def _is_auto(headers: Headers) -> bool:
    submitted = headers.first("auto-submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if headers.first("precedence").strip().lower() in _PRECEDENCE - {"list"}:
        return True
    if any(name in headers.values for name in _PRESENT):
        return True
    suppress = headers.first("x-auto-response-suppress").strip().lower()
    return suppress == "all" and headers.first("x-ms-exchange-generated-message-source") != ""
