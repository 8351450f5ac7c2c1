"""How is one message handed to a server, and what is known of it when the line breaks? The one place that speaks SMTP.

The line goes to the address that was checked (`kernel.safe_fetch`), the certificate must be the name's, and nothing
goes in the clear. The message's last line, the dot, is sent by itself: until then a broken line means "not sent", from
then until the server's answer it means that nobody knows (RFC 5321, 4.2.5 and 6.1).
"""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from threading import Timer

from hafawa.channels.mailbox.connecting import (
    WORDS,
    Account,
    NoServer,
    NotEncrypted,
    SignInRefused,
    Trouble,
)
from hafawa.channels.models import Security
from hafawa.kernel import safe_fetch, trouble

CONNECT_SECONDS, ANSWER_SECONDS = 15, 60
OPENING_SECONDS = 60.0  # greeting, encryption and sign-in together: a drip of bytes never lets a read time out
LETTER_SECONDS, BYTES_A_SECOND = 60.0, 20_000
SAID_CHARACTERS = 1_000
_GONE = 421


class End(Enum):
    """How handing a message over ended."""

    TAKEN = "taken"
    LATER = "later"
    NEVER = "never"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Outcome:
    """`reason` is a key of `words.WORDS`; `refused` and `later` are those among the recipients, with the words."""

    end: End
    reason: str = ""
    said: str = ""
    reached: tuple[str, ...] = ()
    refused: dict[str, str] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)
    is_line_open: bool = True


class Overtaken(Exception):
    """Somebody else has the message by now: it was not sent from here."""


@contextmanager
def signed_in(account: Account, *, seconds: float | None = None) -> Iterator[Line]:
    """A line to the server, signed in; whatever goes wrong until then comes out as a Trouble."""
    client: smtplib.SMTP | None = None
    try:
        try:
            address = safe_fetch.address_of(account.host, account.port)
            client = _Plain(address) if account.security == Security.STARTTLS else _Tls(address)
            with _cut_after(seconds or OPENING_SECONDS, client):
                _open(client, account)
        except Trouble:
            raise
        except (OSError, smtplib.SMTPException, ValueError, safe_fetch.NotFetched) as error:
            if trouble.words(error):
                raise
            raise _as_trouble(error) from error
        yield Line(client)
    finally:
        if client is not None:
            _leave(client)


class Line:
    """A line over which messages are handed, one after the other."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def hand_over(
        self, raw: bytes, *, sender: str, recipients: Sequence[str], before_end: Callable[[], bool]
    ) -> Outcome:
        """Hand `raw` over for `recipients`. `before_end` is called when all but the end is sent; False ends it there.

        Raises Overtaken then, and lets what `before_end` raises rise; the server takes nothing without the end.
        """
        limit = LETTER_SECONDS + len(raw) / BYTES_A_SECOND
        with _cut_after(limit, self._client):
            handing = _Handing(self._client, raw, sender, recipients, before_end)
            return handing.run()


class _Handing:
    """One message on its way; `is_ended` from the moment its end may have left."""

    def __init__(
        self,
        client: smtplib.SMTP,
        raw: bytes,
        sender: str,
        recipients: Sequence[str],
        before_end: Callable[[], bool],
    ) -> None:
        self.client, self.raw, self.sender, self.recipients = client, raw, sender, recipients
        self.before_end = before_end
        self.is_ended = False
        self.taken: list[str] = []
        self.refused: dict[str, str] = {}
        self.later: dict[str, str] = {}

    def run(self) -> Outcome:
        if self._is_too_large():
            return Outcome(End.NEVER, "too_large")
        try:
            return self._envelope() or self._body()
        except _Line_errors as error:
            self._close()
            if self.is_ended:
                return Outcome(End.UNSURE, "unsure", "", tuple(self.taken), self.refused, is_line_open=False)
            said = "" if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException) else str(error)
            return Outcome(End.LATER, "broke_off", said[:SAID_CHARACTERS], is_line_open=False)

    def _is_too_large(self) -> bool:
        most = self.client.esmtp_features.get("size", "")
        return most.isdecimal() and 0 < int(most) < len(self.raw)

    def _envelope(self) -> Outcome | None:
        """From whom and for whom; an outcome where it ends here."""
        code, words = self.client.mail(self.sender)
        if code != 250:
            return self._no(code, words)
        for one in self.recipients:
            code, words = self.client.rcpt(one)
            if code in (250, 251):
                self.taken.append(one)
            elif code == _GONE or not 400 <= code < 600:
                return self._no(code, words)
            else:
                (self.refused if code >= 500 else self.later)[one] = _said(code, words)
        if not self.taken:
            self._reset()
            told = "\n".join(dict.fromkeys([*self.refused.values(), *self.later.values()]))[:SAID_CHARACTERS]
            end, reason = (End.LATER, "later") if self.later else (End.NEVER, "refused")
            return Outcome(end, reason, told, (), self.refused, self.later)
        return None

    def _body(self) -> Outcome:
        code, words = self.client.docmd("DATA")
        if code != 354:
            return self._no(code, words)
        self.client.send(_stuffed(self.raw))
        if not self.before_end():
            self._close()
            raise Overtaken
        self.is_ended = True
        self.client.send(b".\r\n")
        code, words = self.client.getreply()
        if not 200 <= code < 600:  # no answer anybody can read
            self._close()
            return Outcome(
                End.UNSURE, "unsure", _said(code, words), tuple(self.taken), self.refused, is_line_open=False
            )
        if code >= 400:
            return self._no(code, words)
        said = "\n".join(dict.fromkeys(self.refused.values()))[:SAID_CHARACTERS]
        return Outcome(End.TAKEN, "", said or _said(code, words), tuple(self.taken), self.refused, self.later)

    def _no(self, code: int, words: bytes) -> Outcome:
        """The server said no to the message as a whole."""
        is_open = code != _GONE and 400 <= code < 600
        if is_open:
            self._reset()
        else:
            self._close()
        end, reason = (End.NEVER, "refused") if 500 <= code < 600 else (End.LATER, "later")
        return Outcome(end, reason, _said(code, words), is_line_open=is_open)

    def _reset(self) -> None:
        with suppress(smtplib.SMTPServerDisconnected):
            self.client.rset()

    def _close(self) -> None:
        with suppress(OSError):
            self.client.close()


_Line_errors = (OSError, smtplib.SMTPException, ValueError)


def _stuffed(raw: bytes) -> bytes:
    """`raw` as it goes over the line: a line's first dot doubled (RFC 5321, 4.5.2), a line's end last."""
    body = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    return (b"." if body.startswith(b".") else b"") + body.replace(b"\r\n.", b"\r\n..")


def _said(code: int, words: bytes) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"{code} {clean}".strip()[:SAID_CHARACTERS]


def _open(client: smtplib.SMTP, account: Account) -> None:
    client._host = account.host  # type: ignore[attr-defined]  # noqa: SLF001 - the name its certificate is held against
    code, _words = client.connect(account.host, account.port)
    if code != 220:
        raise Trouble(WORDS["no_answer"])
    client.ehlo_or_helo_if_needed()
    if account.security == Security.STARTTLS:
        if not client.has_extn("starttls"):
            raise NotEncrypted(WORDS["not_encrypted"])
        client.starttls(context=ssl.create_default_context())
        client.ehlo_or_helo_if_needed()
    if account.username:
        _sign_in(client, account)


def _sign_in(client: smtplib.SMTP, account: Account) -> None:
    """With a key the provider granted; else PLAIN in UTF-8 (RFC 4616) where offered, or what the library knows."""
    try:
        if account.token:
            _show_token(client, account)
            return
        if "PLAIN" in client.esmtp_features.get("auth", "").upper().split():
            proof = base64.b64encode(f"\0{account.username}\0{account.password}".encode()).decode()
            code, _words = client.docmd("AUTH", f"PLAIN {proof}")
            if code not in (235, 503):
                raise _not_signed_in(code)
            return
        client.login(account.username, account.password)
    except smtplib.SMTPAuthenticationError as error:
        raise _not_signed_in(error.smtp_code) from error
    except smtplib.SMTPNotSupportedError as error:
        raise SignInRefused(WORDS["sign_in"]) from error


def _show_token(client: smtplib.SMTP, account: Account) -> None:
    """XOAUTH2; a server that refuses says why first, and waits for an empty line."""
    proof = base64.b64encode(f"user={account.username}\1auth=Bearer {account.token}\1\1".encode()).decode()
    code, words = client.docmd("AUTH", f"XOAUTH2 {proof}")
    if code == 334:
        code, words = client.docmd("")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, words)


def _not_signed_in(code: int) -> Trouble:
    """Refused for now, or for good."""
    return Trouble(WORDS["no_answer"]) if 400 <= code < 500 else SignInRefused(WORDS["sign_in"])


def _as_trouble(error: Exception) -> Trouble:
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return NotEncrypted(WORDS["not_encrypted"])
    if isinstance(error, ConnectionRefusedError | socket.gaierror | safe_fetch.NotFetched):
        return NoServer(WORDS["no_server"])
    return Trouble(WORDS["no_answer"])


@contextmanager
def _cut_after(seconds: float, client: smtplib.SMTP) -> Iterator[None]:
    def cut() -> None:
        with suppress(OSError, AttributeError):
            client.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    late = Timer(seconds, cut)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _leave(client: smtplib.SMTP) -> None:
    """Say goodbye where somebody listens; what was handed over is settled already."""
    with suppress(OSError, smtplib.SMTPException):
        if client.sock is not None:
            client.sock.settimeout(2)
            client.quit()
    with suppress(OSError):
        client.close()


class _Plain(smtplib.SMTP):
    """Goes to the address that was checked."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__(local_hostname="[127.0.0.1]", timeout=ANSWER_SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((self._address, port), CONNECT_SECONDS)
        made.settimeout(ANSWER_SECONDS)
        return made


class _Tls(smtplib.SMTP_SSL):
    """The same, encrypted from the first byte, the certificate held against the name."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__(local_hostname="[127.0.0.1]", timeout=ANSWER_SECONDS, context=ssl.create_default_context())

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = self.sock = socket.create_connection((self._address, port), CONNECT_SECONDS)  # may be cut from now on
        wrapped: socket.socket = self.context.wrap_socket(made, server_hostname=host)
        wrapped.settimeout(ANSWER_SECONDS)
        return wrapped
