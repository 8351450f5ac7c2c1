"""How do the mail services send what they received? Requests as each of them makes them, signed with a key of ours.

Forms: the services' own descriptions of inbound mail, November 2026.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

KEY = "key-0123456789abcdef"
_RSA = rsa.generate_private_key(65537, 2048)
POSTAL_KEY = base64.b64encode(
    _RSA.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
).decode()
KEYS = {"mailgun": KEY, "mandrill": KEY, "mailersend": KEY, "postal": POSTAL_KEY}
US, SENDER = "help@finjan.example", "layla@example.org"


@dataclass
class Request:
    """A request to be posted: `content` as it is, or what httpx makes a form of."""

    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def sent(self) -> dict[str, Any]:
        return {"content": self.content, "headers": self.headers}


def form(fields: dict[str, str | bytes], files: dict[str, tuple[str, bytes, str]] | None = None) -> Request:
    """A multipart form, its bytes known, as they are signed or sent again."""
    import httpx

    parts: list[Any] = [(name, (None, value)) for name, value in fields.items()]
    parts += list((files or {}).items())
    made = httpx.Request("POST", "http://localhost/", files=parts)
    return Request(made.read(), {"Content-Type": made.headers["Content-Type"]})


def posted(value: object) -> Request:
    return Request(json.dumps(value).encode(), {"Content-Type": "application/json"})


def postmark(raw: bytes, *, url: str = "") -> Request:
    headers = [{"Name": "Return-Path", "Value": f"<{SENDER}>"}]
    return posted({"RawEmail": raw.decode(), "OriginalRecipient": US, "Headers": headers, "MessageID": "b1"})


def mailgun(raw: bytes, *, url: str = "", at: float | None = None, token: str = "", key: str = KEY) -> Request:
    moment = str(int(time.time() if at is None else at))
    token = token or hashlib.sha256(raw).hexdigest()[:50]
    signature = hmac.new(key.encode(), f"{moment}{token}".encode(), hashlib.sha256).hexdigest()
    signed: dict[str, str | bytes] = {"timestamp": moment, "token": token, "signature": signature}
    return form({"sender": SENDER, "recipient": US, "body-mime": raw, **signed})


def sendgrid(raw: bytes, *, url: str = "") -> Request:
    return form({"email": raw, "envelope": json.dumps({"from": SENDER, "to": [US]}), "to": US})


def mandrill(raw: bytes, *, url: str, key: str = KEY) -> Request:
    from urllib.parse import urlencode

    events = json.dumps([{"event": "inbound", "ts": 1, "msg": {"raw_msg": raw.decode(), "email": US}}])
    signed = f"{url}mandrill_events{events}".encode()
    signature = base64.b64encode(hmac.new(key.encode(), signed, hashlib.sha1).digest()).decode()
    head = {"Content-Type": "application/x-www-form-urlencoded", "X-Mandrill-Signature": signature}
    return Request(urlencode({"mandrill_events": events}).encode(), head)


def sparkpost(raw: bytes, *, url: str = "") -> Request:
    content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
    message = {"content": content, "msg_from": SENDER, "rcpt_to": US, "protocol": "smtp"}
    return posted([{"msys": {"relay_message": message}}])


def postal(raw: bytes, *, url: str = "") -> Request:
    made = posted(
        {"id": 7, "rcpt_to": US, "mail_from": SENDER, "message": base64.b64encode(raw).decode(), "base64": True}
    )
    made.headers["X-Postal-Signature"] = base64.b64encode(
        _RSA.sign(made.content, padding.PKCS1v15(), hashes.SHA1())
    ).decode()
    return made


def mailersend(raw: bytes, *, url: str = "", key: str = KEY) -> Request:
    made = posted({"type": "inbound.message", "data": {"raw": raw.decode(), "sender": {"email": SENDER}}})
    made.headers["Signature"] = hmac.new(key.encode(), made.content, hashlib.sha256).hexdigest()
    return made


def mailjet(raw: bytes, *, url: str = "") -> Request:
    head, _, text = raw.decode().partition("\r\n\r\n")
    lines = dict(line.partition(": ")[::2] for line in head.split("\r\n"))
    kept = {k: v for k, v in lines.items() if k in ("From", "To", "Subject", "Date", "Message-ID")}
    return posted({"Sender": SENDER, "Recipient": US, "Headers": kept, "Parts": [], "Text-part": text})


MADE: dict[str, Any] = {
    "postmark": postmark,
    "mailgun": mailgun,
    "sendgrid": sendgrid,
    "mandrill": mandrill,
    "sparkpost": sparkpost,
    "postal": postal,
    "mailersend": mailersend,
    "mailjet": mailjet,
}
