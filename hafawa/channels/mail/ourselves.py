"""Which addresses are the shop's own? From what it said, else from the mailbox itself. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hafawa.channels.mail.addresses import domain
from hafawa.channels.mail.parse import Envelope

_PUBLIC = frozenset(
    domain + ending
    for ending in (".com", ".de", ".ru", ".me", ".co.uk", ".fr")
    for domain in ("gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "icloud", "me", "aol")
) | {"gmx.com", "gmx.de", "gmx.net", "mail.ru", "yandex.ru", "yandex.com", "proton.me", "protonmail.com", "mail.com"}
CLEAR_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Us:
    """Addresses and domains that are ours."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()

    def has(self, email: str) -> bool:
        """Whether `email` is one of ours."""
        return email in self.addresses or domain(email) in self.domains


@dataclass
class Guess:
    """Addresses that may be ours, most likely first, and whether the first is clear."""

    candidates: list[str] = field(default_factory=list)
    is_clear: bool = False


def stated(entries: Iterable[str]) -> Us:
    """What the shop (or an answer) says: addresses, or domains with or without @."""
    cleaned = [e.strip().lower().lstrip("@") for e in entries if e.strip()]
    return Us(frozenset(e for e in cleaned if "@" in e), frozenset(e for e in cleaned if "@" not in e))


def guess(envelopes: Sequence[Envelope]) -> Guess:
    """Whose mailbox this is: the address most messages name as where they were delivered, to whom, or from whom.

    A mailbox's owner stands in nearly every message on one side or the other; clear is one who does in six of ten
    messages, twice as often as the next who is not of the same domain.
    """
    seen: Counter[str] = Counter()
    for one in envelopes:
        sides = {a.email for a in one.recipients[:30]} | ({one.sender.email} if one.sender else set())
        seen.update(sides | set(one.delivered_to))
        seen.update(set(one.delivered_to))
    if not seen:
        return Guess()
    ranked = sorted(seen, key=lambda a: (-seen[a], a))[:8]
    best = ranked[0]
    rivals = [a for a in ranked[1:] if domain(a) != domain(best) or domain(best) in _PUBLIC]
    share = seen[best] / max(1, len(envelopes))
    is_clear = len(envelopes) >= 3 and share >= CLEAR_SHARE and (not rivals or seen[best] >= 2 * seen[rivals[0]])
    where = {one.delivered_to for one in envelopes if one.delivered_to}
    if len(where) == 1 and len(next(iter(where))) == 1:
        best = next(iter(where))[0]
        return Guess([best, *(a for a in ranked if a != best)], is_clear=True)
    return Guess(ranked, is_clear)


def as_entries(best: str) -> list[str]:
    """What to keep for the address `best`: its whole domain, unless anybody can have an address there."""
    return [best] if domain(best) in _PUBLIC else [domain(best)]
