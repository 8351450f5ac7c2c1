"""How does a passphrase become an age key? By scrypt, at a cost that is the same on every machine.

age's own passphrase files choose their cost by the speed of the machine that writes, and a machine that is slower, or
only busy, at the reading refuses to pay it: for a backup that would be the wrong day. RFC 7914 (scrypt), BIP 173
(Bech32, in which age writes its keys).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_COST, _BLOCK, _LANES = 2**17, 8, 1  # 128 MiB and about half a second, OWASP's advice for scrypt
_MEMORY_BYTES = 192 * 2**20
_HUMAN = "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def age_key(words: str, *, salt: bytes) -> str:
    """The age secret key that `words` and `salt` always give."""
    raw = hashlib.scrypt(words.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY_BYTES, dklen=32)
    return bech32(raw)


def bech32(raw: bytes) -> str:
    """32 bytes as age writes a secret key."""
    data = list(_fives(raw))
    expanded = [ord(c) >> 5 for c in _HUMAN] + [0] + [ord(c) & 31 for c in _HUMAN]
    check = _polymod([*expanded, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    data += [(check >> 5 * (5 - n)) & 31 for n in range(6)]
    return (_HUMAN + "1" + "".join(_LETTERS[d] for d in data)).upper()


def _fives(raw: bytes) -> Iterable[int]:
    """The bits of `raw`, five at a time."""
    bits = "".join(f"{byte:08b}" for byte in raw)
    bits += "0" * (-len(bits) % 5)
    return (int(bits[at : at + 5], 2) for at in range(0, len(bits), 5))


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for n, generator in enumerate(_GENERATOR):
            check ^= generator if (top >> n) & 1 else 0
    return check
