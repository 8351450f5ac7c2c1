"""Is this notice from Amazon SNS, as its signature says?

Source: Amazon SNS, "Verifying the signatures of Amazon SNS messages" (versions 1 and 2), November 2026. The
certificate comes from Amazon's own host by https, and from no other, unless HAFAWA_FETCH_ALLOW names one of the shop's
own (a stand-in in its network).
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hafawa.kernel import safe_fetch

_HOST = re.compile(r"sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?")
_NOTICE = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
_CONFIRMING = ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
_HASHES: dict[str, type[hashes.HashAlgorithm]] = {"1": hashes.SHA1, "2": hashes.SHA256}
_ID = re.compile(r"[A-Za-z0-9-]{8,100}")


class NotAmazon(Exception):
    """It is not signed by Amazon, or in no way that can be checked."""


@dataclass(frozen=True)
class Notice:
    """A notice rightly signed: its number, its moment, and the address that confirms a subscription."""

    message_id: str
    at: datetime
    holds_mail: bool
    confirm_url: str = ""


def checked(said: Any) -> Notice:
    """The notice in `said`; raises NotAmazon."""
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise NotAmazon("no notice")
    kind = said.get("Type", "")
    if kind not in ("Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"):
        raise NotAmazon("no notice")
    certificate = _certificate(said.get("SigningCertURL", ""))
    verify(said, certificate)
    at = _moment(said.get("Timestamp", ""))
    if not _ID.fullmatch(said.get("MessageId", "")):
        raise NotAmazon("no number")
    url = said.get("SubscribeURL", "") if kind == "SubscriptionConfirmation" else ""
    return Notice(said["MessageId"], at, holds_mail=kind == "Notification", confirm_url=url)


def verify(said: Mapping[str, str], certificate: bytes) -> None:
    """That the key of `certificate` (PEM) signed `said`; raises NotAmazon."""
    names = _NOTICE if said.get("Type") == "Notification" else _CONFIRMING
    signed = "".join(f"{name}\n{said[name]}\n" for name in names if name in said).encode()
    used = _HASHES.get(said.get("SignatureVersion", ""))
    try:
        key = x509.load_pem_x509_certificate(certificate).public_key()
        if used is None or not isinstance(key, rsa.RSAPublicKey):
            raise NotAmazon("signed in another way")
        key.verify(base64.b64decode(said.get("Signature", ""), validate=True), signed, padding.PKCS1v15(), used())
    except (InvalidSignature, ValueError) as error:
        raise NotAmazon("not signed by it") from error


def confirm(notice: Notice) -> None:
    """Say yes to the subscription, by asking the address that came with it; raises NotAmazon."""
    _theirs(notice.confirm_url)
    try:
        answer = safe_fetch.fetch(notice.confirm_url)
    except safe_fetch.NotFetched as error:
        raise NotAmazon("no answer") from error
    if answer.status != 200:
        raise NotAmazon("not confirmed")


def _certificate(url: str) -> bytes:
    _theirs(url)
    return _fetched(url)


@functools.lru_cache(maxsize=8)
def _fetched(url: str) -> bytes:
    try:
        answer = safe_fetch.fetch(url, most_bytes=64 * 1024)
    except safe_fetch.NotFetched as error:
        raise NotAmazon("no certificate") from error
    if answer.status != 200:
        raise NotAmazon("no certificate")
    return answer.body


def _theirs(url: str) -> None:
    """That `url` is Amazon's, by https; raises NotAmazon."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAmazon("no address") from error
    is_amazon = parts.scheme == "https" and _HOST.fullmatch(host) and port in (None, 443)
    if not is_amazon and not safe_fetch.is_allowed(host, port or safe_fetch.PORTS.get(parts.scheme, 0)):
        raise NotAmazon("an address of another's")


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotAmazon("no moment") from error
    if at.tzinfo is None:
        raise NotAmazon("no moment")
    return at
