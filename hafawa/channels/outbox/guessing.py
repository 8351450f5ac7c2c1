"""Where does mail of a mailbox go out? A guess from where it is read, tried out before it is kept. Pure.

Hosts: the providers' own help pages, November 2026. Others: the IMAP server's own name, with smtp for imap.
"""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A server, its port, and `tls` or `starttls`."""

    host: str
    port: int = 465
    security: str = "tls"


_KNOWN = {
    "imap.gmail.com": Place("smtp.gmail.com"),
    "outlook.office365.com": Place("smtp-mail.outlook.com", 587, "starttls"),
    "imap.mail.yahoo.com": Place("smtp.mail.yahoo.com"),
    "imap.mail.me.com": Place("smtp.mail.me.com", 587, "starttls"),
    "imap.zoho.com": Place("smtp.zoho.com"),
    "imap.fastmail.com": Place("smtp.fastmail.com"),
    "imap.yandex.com": Place("smtp.yandex.com"),
    "imap.mail.ru": Place("smtp.mail.ru"),
    "imap.gmx.com": Place("mail.gmx.com", 587, "starttls"),
    "imap.gmx.net": Place("mail.gmx.net", 587, "starttls"),
    "imap.web.de": Place("smtp.web.de", 587, "starttls"),
    "imap.mail.com": Place("smtp.mail.com", 587, "starttls"),
}
_COPIES_ITSELF = {"imap.gmail.com", "outlook.office365.com"}


def places(imap_host: str) -> list[Place]:
    """Where to try, most likely first."""
    if known := _KNOWN.get(imap_host.lower()):
        return [known]
    host = "smtp." + imap_host[5:] if imap_host.lower().startswith("imap.") else imap_host
    return [Place(host), Place(host, 587, "starttls")]


def copies_itself(imap_host: str) -> bool:
    """Whether the provider lays what is sent by SMTP into the Sent folder of its own accord."""
    return imap_host.lower() in _COPIES_ITSELF
