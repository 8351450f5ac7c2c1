"""Where does a mailbox's provider ask its owner for leave, and where are keys fetched (OAuth 2)? Pure.

Addresses and scopes: Google, "IMAP, POP, and SMTP: XOAUTH2"; Microsoft, "Authenticate an IMAP, POP or SMTP connection
using OAuth"; November 2026. One leave serves reading by IMAP and sending by SMTP.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

GOOGLE, MICROSOFT, OTHER = "google", "microsoft", "other"
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")


@dataclass(frozen=True)
class Provider:
    """A provider: its two addresses, what is asked for, and more that its page of leave wants to be told."""

    key: str
    title: str
    authorize_url: str
    token_url: str
    scope: str
    host: str
    more: tuple[tuple[str, str], ...] = ()


PROVIDERS = {
    GOOGLE: Provider(
        GOOGLE,
        "Google",
        "https://accounts.google.com/o/oauth2/v2/auth",
        "https://oauth2.googleapis.com/token",
        "https://mail.google.com/",
        "imap.gmail.com",
        (("access_type", "offline"), ("prompt", "consent")),  # else it gives no key that lasts
    ),
    MICROSOFT: Provider(
        MICROSOFT,
        "Microsoft",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send",
        "outlook.office365.com",
    ),
}


class NoTenant(ValueError):
    """The organisation's name is none."""


def of(key: str, *, tenant: str = "", authorize_url: str = "", token_url: str = "", scope: str = "") -> Provider:
    """The provider `key`; for `other`, the one with these addresses. Raises NoTenant, KeyError."""
    if key == OTHER:
        return Provider(OTHER, token_url.partition("://")[2].partition("/")[0], authorize_url, token_url, scope, "")
    found = PROVIDERS[key]
    tenant = tenant.strip() or "common"
    if not _TENANT.fullmatch(tenant):
        raise NoTenant(tenant)
    return replace(
        found,
        authorize_url=found.authorize_url.replace("{tenant}", tenant),
        token_url=found.token_url.replace("{tenant}", tenant),
    )
