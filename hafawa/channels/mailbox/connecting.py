"""How is a mailbox's server reached, and what is said when it is not? The one place that speaks IMAP.

The name is looked up once and the line goes to the very address that was checked (`kernel.safe_fetch`); the certificate
must be the name's. Folders are opened with EXAMINE and letters read with BODY.PEEK, so nothing changes there.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Timer

from imapclient import IMAPClient, SocketTimeout, exceptions, imap4, tls

from hafawa.channels.mailbox import oauth
from hafawa.channels.mailbox.troubles import WORDS, NoServer, NotEncrypted, SealBroken, SignInRefused, Trouble
from hafawa.channels.models import Mailbox, MailboxGrant, Security
from hafawa.kernel import clock, safe_fetch, sealed, trouble

__all__ = ["WORDS", "Account", "NoServer", "NotEncrypted", "SealBroken", "SignInRefused", "Trouble", "signed_in"]
PURPOSE = "mailbox"
_CONNECT_SECONDS, _READ_SECONDS = 15, 60
_LONGEST_SECONDS = 300  # a drip of bytes never lets a read time out
_NOT_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[CONTACTADMIN]", "TRY AGAIN LATER")  # RFC 5530


@dataclass(frozen=True)
class Account:
    """What a connection needs; the password, or the key granted instead (`token`), held no longer than needed."""

    host: str
    port: int
    security: str
    username: str
    password: str
    token: str = ""

    @classmethod
    def of(cls, mailbox: Mailbox, *, now: datetime | None = None) -> Account:
        """That of a mailbox; raises SealBroken, LeaveTakenBack, and Trouble where a provider is to be asked."""
        if MailboxGrant.objects.filter(mailbox=mailbox).exists():
            token = oauth.token_for(mailbox, now or clock.now())
            return cls(mailbox.host, mailbox.port, mailbox.security, mailbox.username, "", token)
        try:
            password = sealed.opened(mailbox.sealed_password, purpose=PURPOSE)
        except sealed.CannotOpen as error:
            raise SealBroken(WORDS["seal"]) from error
        return cls(mailbox.host, mailbox.port, mailbox.security, mailbox.username, password)


@contextmanager
def signed_in(account: Account, *, longest_seconds: float = _LONGEST_SECONDS) -> Iterator[IMAPClient]:
    """A line to the server, signed in, for at most so long; whatever goes wrong on it comes out as a Trouble.

    A full disk of ours is no fault of the server's, and comes out as it is.
    """
    try:
        client = _connect(account)
        late = Timer(longest_seconds, _cut, [client])
        late.daemon = True
        late.start()
        try:
            _sign_in(client, account)
            yield client
        finally:
            late.cancel()
            with suppress(Exception):  # the work is done or has failed already
                client.logout()
    except Trouble:
        raise
    except (OSError, imaplib.IMAP4.error, exceptions.IMAPClientError, ValueError) as error:
        if trouble.words(error):
            raise
        raise _as_trouble(error) from error


def _connect(account: Account) -> IMAPClient:
    try:
        address = safe_fetch.address_of(account.host, account.port)
    except safe_fetch.NotFetched as error:
        raise NoServer(WORDS["no_server"]) from error
    client = _Pinned(account, address)
    if account.security == Security.STARTTLS:
        if not client.has_capability("STARTTLS"):
            raise NotEncrypted(WORDS["not_encrypted"])
        client.starttls(ssl.create_default_context())
    return client


def _sign_in(client: IMAPClient, account: Account) -> None:
    try:
        if not account.token:
            client.login(account.username, account.password)
        elif client.has_capability("AUTH=XOAUTH2") or not client.has_capability("AUTH=OAUTHBEARER"):
            client.oauth2_login(account.username, account.token)
        else:
            client.oauthbearer_login(account.username, account.token)
    except exceptions.LoginError as error:
        if any(code in str(error).upper() for code in _NOT_NOW):
            raise Trouble(WORDS["no_answer"]) from error
        raise SignInRefused(WORDS["sign_in"]) from error


def _cut(client: IMAPClient) -> None:
    with suppress(OSError):
        client.socket().shutdown(socket.SHUT_RDWR)


def _as_trouble(error: Exception) -> Trouble:
    if isinstance(error, ssl.SSLError):
        return NotEncrypted(WORDS["not_encrypted"])
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return NoServer(WORDS["no_server"])
    return Trouble(WORDS["no_answer"])


class _Pinned(IMAPClient):  # type: ignore[misc]
    """Goes to the address that was checked, and holds the certificate against the name."""

    def __init__(self, account: Account, address: str) -> None:
        self._address = address
        super().__init__(
            account.host,
            port=account.port,
            ssl=account.security == Security.TLS,
            ssl_context=ssl.create_default_context(),
            timeout=SocketTimeout(_CONNECT_SECONDS, _READ_SECONDS),
        )

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802
        if self.ssl:
            return _PinnedTls(self._address, self.host, self.port, self.ssl_context)
        return _PinnedPlain(self._address, self.host, self.port)


class _PinnedPlain(imap4.IMAP4WithTimeout):  # type: ignore[misc]
    def __init__(self, address: str, host: str, port: int) -> None:
        self._address = address
        super().__init__(host, port, _CONNECT_SECONDS)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return socket.create_connection((self._address, self.port), timeout or _CONNECT_SECONDS)


class _PinnedTls(tls.IMAP4_TLS):  # type: ignore[misc]
    def __init__(self, address: str, host: str, port: int, context: ssl.SSLContext) -> None:
        self._address = address
        super().__init__(host, port, context, _CONNECT_SECONDS)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        sock = socket.create_connection((self._address, self.port), timeout or _CONNECT_SECONDS)
        wrapped: socket.socket = tls.wrap_socket(sock, self.ssl_context, self.host)
        return wrapped
