"""Where does an address in a letter lead, and may it be followed from here? An allow-list, kept on every render. Pure.

What is let through names a place on the open web by its full address, or a mailbox, or a telephone. What a browser
would resolve against our own pages, a script, an inlined page, a machine of the shop's own network: none is a link.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from hafawa.kernel.text import ARABIC, GEORGIAN, normalised

LONGEST = 2_000
_ENDS = "\x00-\x20\x7f-\xa0\u2000-\u200a\u2028\u2029\u3000\ufeff"
_STRIPPED = re.compile(f"^[{_ENDS}]+|[{_ENDS}]+$")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_WEB = re.compile(r"(?i)(https?)://([^/?#\\@%<>\"'\s]{1,260})((?:[/?#][^<>\"\\]*)?)")
_MAIL = re.compile(r"(?i)(mailto):([^\s<>\"'\\@:?&]{1,64}@[^\s<>\"'\\@:?&/]{1,253})(?:\?[^\s<>\"'\\]*)?")
_PHONE = re.compile(r"(?i)(tel):(\+?[0-9().\-\s]{3,30})")
_INSIDE = (".localhost", ".local", ".internal", ".lan", ".home", ".intranet", ".corp", ".arpa", ".onion")
_NUMBER = re.compile(r"(?i)0x[0-9a-f]*|\d+")
_IN_WORDS = re.compile(r"(?i)\bhttps?://[^\s<>\"'\\\u00ab\u00bb\u201c\u201d]{3,2000}")
_TRAILING = ".,;:!?)]}'\u060c\u061b\u061f"


class Link(NamedTuple):
    """An address that may be followed, and where it leads, to be shown beside it."""

    url: str
    goes_to: str


def link(url: str, *, own_hosts: Collection[str] = ()) -> Link | None:
    """`url` where it is a link (see above); None where it is not. `own_hosts` are ours: nothing leads there."""
    text = _STRIPPED.sub("", url)
    if len(text) > LONGEST or _UNSEEN.search(text):
        return None
    if match := _MAIL.fullmatch(text):
        return Link(f"mailto:{match[2]}", match[2])
    if match := _PHONE.fullmatch(text):
        called = re.sub(r"[^+0-9]", "", match[2])
        return Link(f"tel:{called}", called)
    return web(text, own_hosts=own_hosts)


def web(url: str, *, own_hosts: Collection[str] = ()) -> Link | None:
    """`url` where it is an address of the open web, with its host as it is really called; else None."""
    text = _STRIPPED.sub("", url)
    match = None if len(text) > LONGEST or _UNSEEN.search(text) else _WEB.fullmatch(text)
    if match is None:
        return None
    name, port = _host_and_port(match[2])
    host = _host(name)
    if not host or host in {_host(own) or own for own in own_hosts}:
        return None
    return Link(f"{match[1].lower()}://{match[2]}{match[3].replace(' ', '%20')}", _as_read(host) + port)


def in_words(text: str, *, own_hosts: Collection[str] = ()) -> Iterator[tuple[str, Link | None]]:
    """`text` in pieces, those that are addresses of the web with their link."""
    place = 0
    for match in _IN_WORDS.finditer(text):
        found = match[0].rstrip(_TRAILING)
        if (link := web(found, own_hosts=own_hosts)) is None:
            continue
        if match.start() > place:
            yield text[place : match.start()], None
        yield found, link
        place = match.start() + len(found)
    if place < len(text):
        yield text[place:], None


def _host_and_port(authority: str) -> tuple[str, str]:
    name, colon, port = authority.rpartition(":")
    if not colon or authority.endswith("]"):
        return authority, ""
    return (name, f":{port}") if port.isascii() and port.isdecimal() and len(port) < 6 else ("", "")


def _host(name: str) -> str:
    """The host as a browser would call it, in ASCII; empty where it is none of the open web."""
    if name.startswith("["):
        return name.lower() if name.endswith("]") and _is_open(name[1:-1]) else ""
    try:
        host = normalised("NFKC", name).lower().rstrip(".").encode("idna").decode("ascii")
    except (UnicodeError, ValueError):
        return ""
    if _NUMBER.fullmatch(host.rpartition(".")[2]):  # browsers read 127.1 and 0x7f000001 as addresses, too
        return host if _is_open(host) else ""
    is_name = "." in host and not host.startswith(".") and re.fullmatch(r"[a-z0-9._-]{1,253}", host)
    return host if is_name and not host.endswith(_INSIDE) else ""


def _is_open(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def _as_read(host: str) -> str:
    """A name in Arabic or Georgian letters as it is read; any other script stays coded, for it may look like Latin."""
    if "xn--" not in host:
        return host
    labels = [_label(label) for label in host.split(".")]
    return ".".join(labels)


def _label(label: str) -> str:
    try:
        shown = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    letters = [c for c in shown if c.isalpha()]
    is_ours = all(ARABIC.match(c) for c in letters) or all(GEORGIAN.match(c) for c in letters)
    return shown if letters and is_ours else label
