"""What is locked opens with its key, with no other, and is found when a bit of it changed."""

from __future__ import annotations

import io
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hafawa.backups import envelope, passphrase
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import BackupRefused, Locked, WrongKey

DATA = b"customers" * 40_000
OWN = pyrage.x25519.Identity.generate()


def locked(keys: Keys, data: bytes = DATA) -> bytes:
    out = io.BytesIO()
    with envelope.sealed(out, keys) as sink:
        sink.write(data)
    return out.getvalue()


def opened(path: Path, keys: Keys) -> bytes:
    with envelope.opened(path, keys) as source:
        found = b""
        while more := source.read(1 << 16):
            found += more
        return found


def test_a_recipient_and_a_passphrase_open_what_was_locked_for_them(tmp_path: Path) -> None:
    for keys in (Keys(recipient=str(OWN.to_public())), Keys(passphrase="كلمة سرّ طويلة")):
        (tmp_path / "x").write_bytes(locked(keys))
        assert b"customers" not in (tmp_path / "x").read_bytes()
        assert opened(tmp_path / "x", Keys(passphrase=keys.passphrase, identity=str(OWN))) == DATA
        for wrong in (Keys(), Keys(passphrase="another", identity=str(pyrage.x25519.Identity.generate()))):
            with pytest.raises(Locked):
                opened(tmp_path / "x", wrong)


def test_a_key_made_of_a_passphrase_is_one_that_age_reads() -> None:
    key = passphrase.age_key("one", salt=b"0" * 16)
    assert str(pyrage.x25519.Identity.from_str(key)) == key
    assert key != passphrase.age_key("one", salt=b"1" * 16) != passphrase.age_key("two", salt=b"1" * 16)
    assert passphrase.bech32(bytes(32)) == str(pyrage.x25519.Identity.from_str(passphrase.bech32(bytes(32))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_flipped_bit_anywhere_is_found(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(SEALED)
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[bit // 8] ^= 1 << bit % 8
    (tmp_path / "x").write_bytes(whole)
    with pytest.raises(BackupRefused):
        opened(tmp_path / "x", Keys(identity=str(OWN)))


SEALED = locked(Keys(recipient=str(OWN.to_public())))


@pytest.mark.parametrize("words", ["", "age1", "AGE-SECRET-KEY-1", "ssh-rsa AAAA"])
def test_nobody_is_written_to_under_what_is_no_key(words: str) -> None:
    with pytest.raises(WrongKey):
        envelope.check_recipient(words)
