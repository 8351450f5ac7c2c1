"""What does a receiving server write on top of a message? Whence, when, for whom (RFC 5321, 4.4). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

_NOT_PLAIN = re.compile(r"[^\x21-\x27\x2a-\x3a\x3d\x3f-\x7e]")
_ENDS = re.compile(r"[\x00-\x20\x7f<>]")


@dataclass(frozen=True)
class Delivery:
    """How a message came: `sender` is empty for a report."""

    sender: str
    recipients: Sequence[str]
    helo: str
    peer: str
    is_encrypted: bool
    host: str
    name: str


def stamp(delivery: Delivery, *, now: datetime) -> bytes:
    """The lines that go on top. Nothing a stranger said can end a line or begin another."""
    how = "ESMTPS" if delivery.is_encrypted else "ESMTP"
    helo = _NOT_PLAIN.sub("?", delivery.helo)[:200] or "unknown"
    lines = [
        f"Return-Path: <{_address(delivery.sender)}>",
        *(f"Delivered-To: {_address(one)}" for one in delivery.recipients),
        f"Received: from {helo} ([{_NOT_PLAIN.sub('?', delivery.peer)[:60]}])",
        f" by {_NOT_PLAIN.sub('?', delivery.host)[:200]} with {how} id {delivery.name};",
        f" {format_datetime(now)}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")


def _address(said: str) -> str:
    return _ENDS.sub("", said)[:320]
