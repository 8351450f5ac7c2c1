"""What is said to a server that brings mail over SMTP, and when is it told that its message is safe?

The protocol is aiosmtpd's. Here is what it asks: may this line be open, is this recipient ours, is this message kept.
250 is said once `keeping.keep` has returned, and never on any other way.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session, syntax

from hafawa.channels.mail_doors.smtp import accepting, rates, stamping
from hafawa.kernel import clock

RECIPIENTS = 50
_LINE_BYTES = 2**20  # longer than any rule allows: programs that write a page on one line are many
_IDLE_SECONDS, _LONGEST_SECONDS = 120.0, 900.0
_COMMANDS = {"DATA": 200, "MAIL": 200, "RCPT": 2000, "RSET": 200, "NOOP": 50, "VRFY": 5, "HELP": 5, "*": 20}
_AT_ONCE, _AT_ONCE_FROM = 12, 3  # messages under way: each lies in memory
_log = logging.getLogger(__name__)

BUSY = "451 4.3.2 Too busy; try again later"
FULL = "452 4.3.1 Insufficient system storage; try again later"
TROUBLE = "451 4.3.0 Could not be kept; try again later"


@dataclass
class Door:
    """What lines share: how a message is kept (raising what hinders it), whose recipients are ours, and the counts.

    `keep` gets the bytes and what they are known by; `ours` says whether an address is the shop's. Both may be slow and
    are called in a thread.
    """

    keep: Callable[[bytes, str], None]
    ours: Callable[[str], bool]
    reply_to: Callable[[BaseException], str]
    host: str
    rates: rates.Rates = field(default_factory=rates.Rates)
    under_way: dict[str, int] = field(default_factory=dict)
    run: Callable[..., Any] = asyncio.to_thread


class Hooks:
    """Answers what the protocol asks for one line."""

    def __init__(self, door: Door) -> None:
        self.door = door

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [line for line in responses if "HELP" not in line] + ["250-PIPELINING", "250 ENHANCEDSTATUSCODES"]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not accepting.is_sender("" if address == "<>" else address):
            return "553 5.1.7 This sender is no address"
        most = rates.MESSAGES_A_MINUTE_FROM
        if not self.door.rates.may("message", _peer(session), most=most, ticks=clock.ticks()):
            return "450 4.7.1 Too many messages in a minute; try again later"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            is_ours = await self.door.run(self.door.ours, address)
        except Exception as error:  # an edge: the database that knows may be away
            return self._hindered(error)
        if is_ours:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 OK"
        most = rates.REFUSALS_A_MINUTE_FROM
        if not self.door.rates.may("refusal", _peer(session), most=most, ticks=clock.ticks()):
            return "450 4.7.1 Too many unknown recipients; try again later"
        return "550 5.7.1 No such recipient here, and nothing is passed on"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        if not isinstance(content, bytes) or not content.strip():
            return "554 5.6.0 The message is empty"
        sender = "" if envelope.mail_from == "<>" else str(envelope.mail_from)
        known = "\0".join([sender, *sorted(envelope.rcpt_tos)]).encode("utf-8", "surrogateescape")
        name = secrets.token_hex(8)
        delivery = stamping.Delivery(
            sender, envelope.rcpt_tos, session.host_name or "", _peer(session), session.ssl is not None,
            self.door.host, name,
        )  # fmt: skip
        external_id = "smtp-" + hashlib.sha256(known + b"\0" + content).hexdigest()
        try:
            await self.door.run(self.door.keep, stamping.stamp(delivery, now=clock.now()) + content, external_id)
        except Exception as error:  # an edge: whatever went wrong, the sender keeps the message
            return self._hindered(error)
        return f"250 2.0.0 Kept as {name}"

    async def handle_exception(self, error: Exception) -> str:
        _log.warning("a line of SMTP broke", extra={"error": type(error).__name__})
        return "451 4.3.0 Something went wrong here; try again later"

    def _hindered(self, error: BaseException) -> str:
        _log.error("mail could not be taken", exc_info=error)
        return self.door.reply_to(error)


class Line(SMTP):
    """One connection: counted, limited in time, and with no more messages in memory than there is room for."""

    line_length_limit = _LINE_BYTES

    def __init__(self, door: Door, **options: Any) -> None:
        super().__init__(
            Hooks(door),
            hostname=door.host,
            ident="Hafawa",
            enable_SMTPUTF8=True,
            decode_data=False,
            timeout=_IDLE_SECONDS,
            command_call_limit=_COMMANDS,
            auth_exclude_mechanism=["LOGIN", "PLAIN"],
            **options,
        )
        self.door, self._counted = door, ""
        self._late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it; one too many is sent away before it has said anything."""
        is_first = not self._counted
        if is_first:
            self._counted = str((transport.get_extra_info("peername") or ["unknown"])[0])
            if not self.door.rates.opened(self._counted):
                cast("asyncio.WriteTransport", transport).write(b"421 4.7.0 Too many connections; try again later\r\n")
                transport.close()
        super().connection_made(transport)
        if is_first:
            self._late = self.loop.call_later(_LONGEST_SECONDS, transport.close)

    def connection_lost(self, error: Exception | None) -> None:
        """Not counted any more."""
        if self._counted and self._late is not None:
            self._late.cancel()
            self._late = None
            self.door.rates.closed(self._counted)
        super().connection_lost(error)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        """Only where there is room for one more message."""
        held, where = self.door.under_way, rates.network(self._counted)
        if sum(held.values()) >= _AT_ONCE or held.get(where, 0) >= _AT_ONCE_FROM:
            await self.push(BUSY)
            return
        held[where] = held.get(where, 0) + 1
        try:
            await super().smtp_DATA(arg)
        finally:
            held[where] -= 1
            if not held[where]:
                del held[where]


def _peer(session: Session) -> str:
    return str((session.peer or ["unknown"])[0])
