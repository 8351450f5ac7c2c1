"""How much may one address send us, and how many lines may be open? Counted in one process, forgotten with it. Pure."""

from __future__ import annotations

import ipaddress
from collections import Counter
from dataclasses import dataclass, field

LINES, LINES_FROM = 200, 20
MESSAGES_A_MINUTE_FROM = 120
REFUSALS_A_MINUTE_FROM = 30  # recipients that are not ours: somebody guesses
_SECONDS = 60.0
_MOST_REMEMBERED = 20_000


@dataclass
class Rates:
    """What is open, and what came within the running minute. `ticks` are seconds of a clock nobody sets."""

    _open: Counter[str] = field(default_factory=Counter)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _since: float = 0.0

    def opened(self, peer: str) -> bool:
        """Count a line from `peer` (to be `closed`); False where that is one too many."""
        where = network(peer)
        self._open[where] += 1
        return self._open.total() <= LINES and self._open[where] <= LINES_FROM

    def closed(self, peer: str) -> None:
        """The line is gone."""
        where = network(peer)
        self._open[where] -= 1
        if self._open[where] <= 0:
            del self._open[where]

    def may(self, what: str, peer: str, *, most: int, ticks: float) -> bool:
        """Count one `what` of `peer`; False where it had more than `most` within the minute."""
        if ticks - self._since >= _SECONDS or len(self._counts) > _MOST_REMEMBERED:
            self._counts.clear()
            self._since = ticks
        self._counts[what, network(peer)] += 1
        return self._counts[what, network(peer)] <= most


def network(peer: str) -> str:
    """What counts as one place: an IPv4 address, the /64 of an IPv6 one."""
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return peer
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    return str(getattr(address, "ipv4_mapped", None) or address)
