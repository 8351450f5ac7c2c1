"""Which conversation does a message belong to? Pure.

A token of ours (`tokens`), In-Reply-To and References join a message to a conversation only when its sender already
takes part in it (sent or was sent one of its messages); never the subject alone, and a stranger who quotes an id or a
token starts a conversation of their own.
The order of the files does not matter: whatever a message answers is placed before it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hafawa.channels.mail import tokens
from hafawa.channels.mail.parse import Envelope


@dataclass(frozen=True, slots=True)
class Node:
    """What threading needs of a message, numbers for words so that a million fit in memory.

    `outside` are those in it who are not us; `is_ours` says that we sent it. `at` orders it among others. `tokens` are
    the keys of conversations that ids of ours in it name, proved by their HMAC.
    """

    own_id: int
    parents: tuple[int, ...]
    sender: int
    outside: tuple[int, ...]
    is_ours: bool
    at: float
    tokens: tuple[int, ...] = ()


@dataclass(slots=True)
class Conversation:
    """A key and those outside the shop who take part."""

    key: int
    people: set[int] = field(default_factory=set)


_REF = re.compile(r"mail:([0-9a-f]{16})")


def number(text: str) -> int:
    """64 bits that stand for a message id or an address (63 of them, so that every database can hold one)."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def ref(key: int) -> str:
    """The conversation's key as the timeline has it."""
    return f"mail:{key:016x}"


def key_in(ref: str) -> int | None:
    """The key in a ref of a mail conversation; None where it is one of another kind."""
    match = _REF.fullmatch(ref)
    return int(match[1], 16) if match else None


def node(
    envelope: Envelope, *, external_id: str, us: frozenset[str], is_us: bool, secrets: Sequence[bytes] = ()
) -> Node:
    """The node of a message. `us` are the addresses in it that are ours, `is_us` whether its sender is.

    `secrets` are those our tokens may have been made under.
    """
    sender = envelope.sender.email if envelope.sender else ""
    outside = [a.email for a in envelope.recipients[:30]] + ([sender] if not is_us else [])
    return Node(
        own_id=number(envelope.message_id or external_id),
        parents=tuple(number(p) for p in envelope.parents),
        sender=number(sender),
        outside=tuple(number(x) for x in dict.fromkeys(outside) if x not in us),
        is_ours=is_us,
        at=envelope.sent_at.timestamp() if envelope.sent_at else 0.0,
        tokens=tokens.keys((*envelope.parents, envelope.message_id), secrets=secrets),
    )


def keys(nodes: Sequence[Node], *, known: Mapping[int, Iterable[Conversation]] | None = None) -> list[int]:
    """The conversation's key of each node, in the nodes' order.

    `known`: conversations already in the timeline, by the id of a message in them (or by their own key).
    """
    return _Threads(nodes, known or {}).run()


class _Threads:
    def __init__(self, nodes: Sequence[Node], known: Mapping[int, Iterable[Conversation]]) -> None:
        self.nodes = nodes
        self.found: list[Conversation | None] = [None] * len(nodes)
        self.by_id: dict[int, list[int]] = {}
        self.missing: dict[int, list[Conversation]] = {k: list(v) for k, v in known.items()}
        self.taken: set[int] = {c.key for several in self.missing.values() for c in several}
        for place, one in enumerate(nodes):
            self.by_id.setdefault(one.own_id, []).append(place)

    def run(self) -> list[int]:
        for start in sorted(range(len(self.nodes)), key=lambda i: (self.nodes[i].at, self.nodes[i].own_id)):
            self._place_with_parents(start)
        return [c.key for c in self.found if c is not None]

    def _place_with_parents(self, start: int) -> None:
        waiting, on_way = [start], {start}
        while waiting:
            here = waiting[-1]
            above = self._unplaced_parent(here, on_way)
            if above is not None:
                waiting.append(above)
                on_way.add(above)
                continue
            waiting.pop()
            if self.found[here] is None:
                self.found[here] = self._conversation(self.nodes[here])

    def _unplaced_parent(self, here: int, on_way: set[int]) -> int | None:
        for parent in self.nodes[here].parents:
            for place in self.by_id.get(parent, ()):
                if self.found[place] is None and place not in on_way:
                    return place
        return None

    def _conversation(self, one: Node) -> Conversation:
        for token in one.tokens:
            named = next((c for c in self.missing.get(token, ()) if c.key == token), None)
            if named is not None and _takes_part(one, named):
                return self._join(one, named)
        for parent in one.parents:
            for place in self.by_id.get(parent, ()):
                above = self.found[place]
                if above is not None and _takes_part(one, above):
                    return self._join(one, above)
            for above in self.missing.get(parent, ()):
                if _takes_part(one, above):
                    return self._join(one, above)
        for above in self.missing.get(one.own_id, ()):
            if _takes_part(one, above):
                return self._join(one, above)
        return self._begin(one)

    def _join(self, one: Node, above: Conversation) -> Conversation:
        above.people.update(one.outside)
        return above

    def _begin(self, one: Node) -> Conversation:
        """A new conversation, keyed by the root it names though that message is missing, else by its own id.

        A message of ours says itself by its token which one it began; what others say of theirs is not believed.
        """
        root = one.parents[-1] if one.parents and one.parents[-1] not in self.by_id else one.own_id
        root = one.tokens[0] if one.is_ours and one.tokens else root
        key = root if root not in self.taken else number(f"{root}/{one.own_id}/{one.sender}")
        begun = Conversation(key, set(one.outside))
        self.taken.add(key)
        self.missing.setdefault(root, []).append(begun)
        return begun


def _takes_part(one: Node, above: Conversation) -> bool:
    """The sender is already in it; where we write, one of those we write to is."""
    if one.is_ours:
        return not above.people.isdisjoint(one.outside)
    return one.sender in above.people
