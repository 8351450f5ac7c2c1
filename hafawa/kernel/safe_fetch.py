"""How is an address fetched that a person typed, without being led inside our own walls? The only way out by HTTP.

The name is looked up once and the connection goes to the very address that was checked, so a name that changes its
answer in between gains nothing. Every redirect is a new address and checked anew. Addresses of this machine, of private
networks and of clouds' own services are refused, unless the host stands in HAFAWA_FETCH_ALLOW.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Timer
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from urllib3.connection import HTTPConnection, HTTPSConnection

from hafawa.kernel.errors import Refused

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a cloud's own service on a public address
            "192.88.99.0/24",  # 6to4 relays
            "::/96",  # IPv4-compatible
            "64:ff9b:1::/48",  # NAT64 of a local network
            "2002::/16",  # 6to4
            "2001::/32",  # Teredo
            "fec0::/10",  # site-local
        ),
    )
)
_REDIRECTS = {301, 302, 303, 307, 308}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotFetched(Refused):
    """The address may not be asked, or did not answer as it should."""


class AddressRefused(NotFetched):
    """It is no web address, or leads inside."""


class NoAnswer(NotFetched):
    """Nobody was there, it took too long, or too much came."""


class TooMuch(NoAnswer):
    """More came back than is taken."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers (names in lower case), the body up to the cap, and from where."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(frozen=True)
class Target:
    """A checked address: where to connect, and under which name."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def check(url: str) -> Target:
    """`url` taken apart, its name looked up and its address checked; raises AddressRefused."""
    if len(url) > LONGEST_URL or any(c.isspace() or ord(c) < 32 or c == "\\" for c in url):
        raise _wrong()
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise _wrong() from None
    if parts.scheme not in PORTS or not ascii_host or parts.username is not None or parts.password is not None:
        raise _wrong()
    port = PORTS[parts.scheme] if port is None else port
    is_ours = is_allowed(ascii_host, port)
    if port not in PORTS.values() and not is_ours:
        raise AddressRefused(_("Only the usual ports, 80 and 443, are asked. Nothing was sent."))
    address = _looked_up(ascii_host, port, is_ours=is_ours)
    path = parts.path or "/"
    return Target(parts.scheme, ascii_host, port, address, f"{path}?{parts.query}" if parts.query else path)


def address_of(host: str, port: int) -> str:
    """The checked address of `host` for a protocol of another kind (IMAP, SMTP); raises AddressRefused, NoAnswer."""
    try:
        ascii_host = host if ":" in host else host.rstrip(".").encode("idna").decode()
    except UnicodeError:
        raise _wrong() from None
    if not ascii_host:
        raise _wrong()
    return _looked_up(ascii_host, port, is_ours=is_allowed(ascii_host, port))


def is_allowed(host: str, port: int) -> bool:
    """Whether HAFAWA_FETCH_ALLOW names the host (then on the usual ports) or the host with this port."""
    named = f"[{host}]" if ":" in host else host
    allowed = settings.HAFAWA_FETCH_ALLOW
    return f"{named}:{port}".lower() in allowed or (port in PORTS.values() and named.lower() in allowed)


def is_public(address: Address) -> bool:
    """Whether `address` is one of the open internet, and none that hides an address inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None)
        if inner is not None:
            return is_public(inner)
    if any(address.version == net.version and address in net for net in _NEVER):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def fetch(
    url: str,
    *,
    method: str = "GET",
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    seconds: float = 10,
    most_bytes: int = 2**20,
    redirects: int = 0,
) -> Answer:
    """Ask `url` and return what comes, at most `most_bytes` within `seconds` (each hop), following `redirects` of them.

    Raises AddressRefused, NoAnswer. A redirect beyond those allowed comes back as it is. A body is sent to the first
    address only: what redirects to elsewhere is asked with GET and without these headers.
    """
    request = _Request(method, body, dict(headers or {}), seconds, most_bytes)
    answer = _once(check(url), url, request)
    for _hop in range(redirects):
        to = answer.headers.get("location", "")
        if answer.status not in _REDIRECTS or not to:
            break
        try:
            url = urljoin(url, to)
        except ValueError:  # what it leads to is no address
            raise _wrong() from None
        answer = _once(check(url), url, _Request("GET", b"", {}, seconds, most_bytes))
    return answer


def _looked_up(host: str, port: int, *, is_ours: bool) -> str:
    """One address of `host`, all of them being such as may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAnswer(_("There is no such host. Check the address."), permanent=False) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not is_ours and not all(is_public(ipaddress.ip_address(a.partition("%")[0])) for a in addresses):
        raise AddressRefused(
            _(
                "This address leads to this machine or a private network, so nothing was sent. If it is yours, name "
                "its host in HAFAWA_FETCH_ALLOW."
            )
        )
    return addresses[0]


class _Request(NamedTuple):
    method: str
    body: bytes
    headers: dict[str, str]
    seconds: float
    most_bytes: int


def _once(target: Target, url: str, request: _Request) -> Answer:
    method, body, headers, seconds, most_bytes = request
    connection = _connection(target, seconds)
    watch = _Watch(connection)
    late = Timer(seconds, watch.cut)  # a drip of bytes never lets a read time out
    late.daemon = True
    late.start()
    try:
        connection.connect()
        watch.sock = connection.sock
        name = f"[{target.host}]" if ":" in target.host else target.host
        host = name if target.port == PORTS[target.scheme] else f"{name}:{target.port}"
        sent = {"User-Agent": "Hafawa", "Accept-Encoding": "identity", **headers, "Host": host, "Connection": "close"}
        connection.request(method, target.path, body=body or None, headers=sent, preload_content=False)
        response = connection.getresponse()
        content = response.read(most_bytes + 1, decode_content=False)
        known = {str(k).lower(): str(v) for k, v in response.headers.items()}
    except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise NoAnswer(_words(error), permanent=False) from error
    finally:
        late.cancel()
        connection.close()
    if watch.has_cut:
        raise NoAnswer(_("It did not answer in time, or broke off."), permanent=False)
    if len(content) > most_bytes:
        raise TooMuch(_("More came back than is taken. Nothing of it was kept."))
    return Answer(response.status, known, content, url)


def _connection(target: Target, seconds: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(target.address, target.port, timeout=seconds)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=seconds,
        cert_reqs=ssl.CERT_REQUIRED,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


class _Watch:
    """Ends a connection at a certain moment, whatever is going on in it."""

    def __init__(self, connection: HTTPConnection) -> None:
        self._connection = connection
        self.sock: socket.socket | None = None  # kept here: a connection forgets its socket once it answered
        self.has_cut = False

    def cut(self) -> None:
        self.has_cut = True
        sock = self.sock or self._connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _wrong() -> AddressRefused:
    return AddressRefused(
        _("This is not a web address that can be asked. It begins with https:// and holds no name or password.")
    )


def _words(error: Exception) -> str | Promise:
    if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
        return _("Its certificate is not valid for this name. Nothing was sent.")
    if isinstance(error, ConnectionRefusedError | urllib3.exceptions.NewConnectionError):
        return _("Nobody listens at this address.")
    return _("It did not answer in time, or broke off.")
