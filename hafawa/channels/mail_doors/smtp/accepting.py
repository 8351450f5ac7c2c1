"""Is this recipient one of the shop's, so that a message for it may come in? Never one that would be passed on. Pure.

Nothing received here is ever sent further, so there is no relay to abuse; but a server that says yes to strangers'
addresses is taken for one, and listed. Addresses that carry another within (percent, bang, source routes, quoted) are
refused whatever their domain.
"""

from __future__ import annotations

import re

from hafawa.channels.mail.ourselves import Us

_LOCAL = re.compile(r"[A-Za-z0-9_.+='#$&*/?^`{|}~\u0080-\U0010ffff-]{1,64}")
_LETTER = r"[A-Za-z0-9\u0080-\U0010ffff]"
_DOMAIN = re.compile(rf"{_LETTER}([A-Za-z0-9.\u0080-\U0010ffff-]{{0,251}}{_LETTER})?")
POSTMASTER = "postmaster"


def is_ours(address: str, us: Us) -> bool:
    """Whether mail for `address` (without angle brackets) is the shop's own."""
    if address.lower() == POSTMASTER:  # RFC 5321, 4.5.1: to be taken without a domain
        return bool(us.addresses or us.domains)
    local, at, domain = address.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain) or ".." in address:
        return False
    plain = f"{local.lower()}@{domain.lower()}"
    return us.has(plain) or us.has(f"{plain.partition('+')[0]}@{domain.lower()}" if "+" in local else plain)


def is_sender(address: str) -> bool:
    """Whether `address` may stand in MAIL FROM: an address, or none at all (a report)."""
    if not address:
        return True
    local, at, domain = address.rpartition("@")
    return bool(at and local and len(address) <= 320 and _DOMAIN.fullmatch(domain) and not re.search(r"[\s<>]", local))
