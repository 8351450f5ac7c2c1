"""Where does the mail of an address lie? A guess from its domain, to be corrected by the person. Pure.

Hosts and notes: the providers' own help pages, November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guess:
    """A server and port (TLS), and whether the provider wants a password made for programs ("app password")."""

    host: str
    port: int = 993
    wants_app_password: bool = False


_KNOWN: dict[str, Guess] = {}
for _guess, _domains in (
    (Guess("imap.gmail.com", wants_app_password=True), "gmail.com googlemail.com"),
    (Guess("outlook.office365.com"), "outlook.com hotmail.com live.com msn.com"),
    (Guess("imap.mail.yahoo.com", wants_app_password=True), "yahoo.com ymail.com yahoo.co.uk yahoo.fr yahoo.de"),
    (Guess("imap.mail.me.com", wants_app_password=True), "icloud.com me.com mac.com"),
    (Guess("imap.zoho.com"), "zoho.com zohomail.com"),
    (Guess("imap.fastmail.com", wants_app_password=True), "fastmail.com fastmail.fm"),
    (Guess("imap.yandex.com", wants_app_password=True), "yandex.com yandex.ru ya.ru"),
    (Guess("imap.mail.ru", wants_app_password=True), "mail.ru inbox.ru list.ru bk.ru"),
    (Guess("imap.gmx.com"), "gmx.com"),
    (Guess("imap.gmx.net"), "gmx.de gmx.net gmx.at gmx.ch"),
    (Guess("imap.web.de"), "web.de"),
    (Guess("imap.mail.com"), "mail.com email.com"),
):
    _KNOWN |= dict.fromkeys(_domains.split(), _guess)


def guess(address: str) -> Guess:
    """The server for `address`: a known provider's, else imap.DOMAIN."""
    domain = address.rpartition("@")[2].strip().lower()
    return _KNOWN.get(domain) or Guess(f"imap.{domain}" if domain else "")
