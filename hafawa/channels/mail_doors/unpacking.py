"""Which messages lie in what a mail service sent? As the sender wrote them, where the service hands that on.

What it took apart is put together again by the library (django-anymail). From and to whom it was delivered goes on top
(Return-Path, Delivered-To), as a mail server would write it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hafawa.channels.mail_doors.asked import Asked
from hafawa.channels.mail_doors.fields import NoForm

_UNFIT = re.compile(r"[^\x21-\x3b\x3d\x3f-\x7e\x80-\U0010ffff]")


class NotUnderstood(Exception):
    """It holds no message, or in a form unknown here; `why` for the log, no words of anybody's."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Letter:
    """A message, and what the envelope said; None: nothing."""

    raw: bytes
    sender: str | None = None
    recipient: str | None = None

    def stamped(self) -> bytes:
        """As it is kept."""
        lines = [f"Return-Path: <{_fit(self.sender)}>"] if self.sender is not None else []
        lines += [f"Delivered-To: {_fit(self.recipient)}"] if self.recipient else []
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace") + self.raw


def letters(kind: str, body: bytes, *, content_type: str) -> list[bytes]:
    """The messages that the service `kind` sent in `body`; raises NotUnderstood, and nothing else."""
    try:
        asked = Asked(body, content_type=content_type)
        found = list(_READERS[kind](asked))
        stamped = [letter.stamped() for letter in found if letter.raw.strip()]
    except NotUnderstood:
        raise
    except NoForm as error:
        raise NotUnderstood(str(error)) from error
    except Exception as error:  # an edge: a stranger's bytes, read by a library that expects well-formed ones
        raise NotUnderstood(type(error).__name__) from error
    if not found or len(stamped) < len(found):
        raise NotUnderstood("no message")
    return stamped


def _mailgun(asked: Asked) -> Iterator[Letter]:
    sender, recipient = asked.given.text("sender"), asked.given.text("recipient")
    raw = asked.given.texts.get("body-mime")
    if raw is None:
        from anymail.webhooks.mailgun import MailgunInboundWebhookView

        raw = _put_together(MailgunInboundWebhookView, asked)
    yield Letter(raw, sender if "sender" in asked.given.texts else None, recipient)


def _postmark(asked: Asked) -> Iterator[Letter]:
    said = json.loads(asked.body)
    top = (said.get("Headers") or [{}])[0]
    sender = str(top.get("Value", "")).strip("<>") if str(top.get("Name", "")).lower() == "return-path" else None
    if said.get("RawEmail"):
        raw = _bytes(said["RawEmail"])
    else:
        from anymail.webhooks.postmark import PostmarkInboundWebhookView

        raw = _put_together(PostmarkInboundWebhookView, asked)
    yield Letter(raw, sender, said.get("OriginalRecipient"))


def _sendgrid(asked: Asked) -> Iterator[Letter]:
    envelope = json.loads(asked.given.text("envelope") or "{}")
    raw = asked.given.texts.get("email")
    if raw is None:
        from anymail.webhooks.sendgrid import SendGridInboundWebhookView

        raw = _put_together(SendGridInboundWebhookView, asked)
    yield Letter(raw, envelope.get("from"), next(iter(envelope.get("to") or []), None))


def _ses(asked: Asked) -> Iterator[Letter]:
    told = json.loads(json.loads(asked.body)["Message"])
    content, action = told.get("content"), told.get("receipt", {}).get("action", {})
    if not isinstance(content, str):
        raise NotUnderstood("the notice does not hold the message itself")
    raw = base64.b64decode(content) if str(action.get("encoding", "")).upper() == "BASE64" else _bytes(content)
    mail = told.get("mail", {})
    yield Letter(raw, mail.get("source"), next(iter(told.get("receipt", {}).get("recipients") or []), None))


def _mandrill(asked: Asked) -> Iterator[Letter]:
    for told in json.loads(asked.given.text("mandrill_events")):
        if told.get("event") == "inbound":
            yield Letter(_bytes(told["msg"]["raw_msg"]), None, told["msg"].get("email"))


def _sparkpost(asked: Asked) -> Iterator[Letter]:
    for told in json.loads(asked.body):
        relayed = told.get("msys", {}).get("relay_message")
        if relayed:
            content = relayed["content"]
            is_coded = content.get("email_rfc822_is_base64")
            raw = base64.b64decode(content["email_rfc822"]) if is_coded else _bytes(content["email_rfc822"])
            yield Letter(raw, relayed.get("msg_from"), relayed.get("rcpt_to"))


def _postal(asked: Asked) -> Iterator[Letter]:
    told = json.loads(asked.body)
    raw = base64.b64decode(told["message"]) if told.get("base64") is True else _bytes(told["message"])
    yield Letter(raw, told.get("mail_from"), told.get("rcpt_to"))


def _mailersend(asked: Asked) -> Iterator[Letter]:
    told = json.loads(asked.body)["data"]
    sender, recipients = told.get("sender") or {}, (told.get("recipients") or {}).get("rcptTo") or []
    yield Letter(_bytes(told["raw"]), sender.get("email"), next((r.get("email") for r in recipients), None))


def _mailjet(asked: Asked) -> Iterator[Letter]:
    from anymail.webhooks.mailjet import MailjetInboundWebhookView

    told = json.loads(asked.body)
    yield Letter(_put_together(MailjetInboundWebhookView, asked), told.get("Sender"), told.get("Recipient"))


def _put_together(view: Any, asked: Asked) -> bytes:
    """What the library's reader makes of it. Only its reading is wanted: what it sets up asks for keys and warns."""
    (event,) = view.__new__(view).parse_events(asked)
    made: bytes = event.message.as_bytes()
    return made


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _fit(address: object) -> str:
    """An address as it may stand in a line: nothing that ends the line or the brackets."""
    return _UNFIT.sub("", str(address or ""))[:320]


_READERS: dict[str, Callable[[Asked], Iterator[Letter]]] = {
    "mailgun": _mailgun,
    "postmark": _postmark,
    "sendgrid": _sendgrid,
    "ses": _ses,
    "mandrill": _mandrill,
    "sparkpost": _sparkpost,
    "postal": _postal,
    "mailersend": _mailersend,
    "mailjet": _mailjet,
}
