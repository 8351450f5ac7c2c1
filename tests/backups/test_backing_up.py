"""Everything in one file, proven by being restored; what is damaged is found, and said."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
from pathlib import Path

import pyrage
import pytest

from tests.backups.conftest import House, Kept, in_sqlite


def test_a_backup_is_proven_recorded_and_for_its_owner_only(house: House) -> None:
    path = house.backup()
    assert path.parent == house.folder / "backups"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    [(name, state, proof, rows)] = house.rows("SELECT name, state, proof, rows FROM backups_backup")
    assert (name, state, proof) == (path.name, "done", "restored")
    assert rows > 8000
    assert "Proven" in house.ok("backup", "verify", path)
    assert house.rows("SELECT count(*) FROM team_auditentry WHERE what = 'backups.proven'") == [(2,)]
    assert list((house.folder / "backups").iterdir()) == [path]
    assert not list(house.folder.glob(".proving-*"))


def test_any_tar_program_reads_it_and_finds_rows_and_raw_files(kept: Kept) -> None:
    with tarfile.open(kept.backup) as tar:
        names = tar.getnames()
        header = json.load(tar.extractfile("header.json"))  # type: ignore[arg-type]
        part = next(n for n in names if n.startswith("tables/people.person/"))
        lines = gzip.decompress(tar.extractfile(part).read()).decode().splitlines()  # type: ignore[union-attr]
        raw = next(n for n in names if n.startswith("files/raw/"))
        assert tar.extractfile(raw).read().startswith(b"Order number")  # type: ignore[union-attr]
    columns = [c[0] for c in header["tables"]["people.person"]["columns"]]
    people = {tuple(r) for r in kept.house.rows("SELECT id, name FROM people_person")}
    assert {(row[columns.index("id")], row[columns.index("name")]) for row in map(json.loads, lines)} == people
    assert "secret_key" not in names
    assert not [n for n in names if "standing" in n or "session" in n or "warehouse" in n]


def test_the_same_content_gives_the_same_hashes_on_both_databases(kept: Kept, tmp_path: Path) -> None:
    first = _manifest(kept.backup)
    other = House(tmp_path / "other")
    kept.house.ok("restore", kept.backup, "--into", other.folder)
    second = _manifest(other.backup())
    changed = {"tasks.task", "tasks.schedule", "team.auditentry", "timeline.cursor", "backups.backup"}
    assert {k: v for k, v in first.items() if k not in changed} == {k: v for k, v in second.items() if k not in changed}


def _manifest(path: Path) -> dict[str, tuple[int, str]]:
    with tarfile.open(path) as tar:
        found = json.load(tar.extractfile("manifest.json"))  # type: ignore[arg-type]
    return {label: (t["rows"], t["sha256"]) for label, t in found["tables"].items()}


@in_sqlite
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.99])
def test_a_flipped_bit_is_found_and_told(kept: Kept, share: float) -> None:
    house, path = kept
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 4
    path.write_bytes(data)
    assert "damaged" in house.refused("backup", "verify", path)
    before = house.content()
    assert "damaged" in house.refused("restore", path)
    assert house.content() == before
    assert house.rows("SELECT proof, error_key FROM backups_backup") == [("failed", "damaged")]


@in_sqlite
def test_a_truncated_archive_is_found_and_told(kept: Kept) -> None:
    os.truncate(kept.backup, kept.backup.stat().st_size // 2)
    assert "damaged" in kept.house.refused("restore", kept.backup)


@in_sqlite
def test_a_raw_file_missing_in_the_archive_is_named(kept: Kept, tmp_path: Path) -> None:
    from hafawa.backups.archive import SEAL_BYTES

    path, less = kept.backup, tmp_path / "less.tar"
    with tarfile.open(path) as whole, tarfile.open(less, "w") as tar:
        gone = [m.name for m in whole if m.name.startswith("files/raw/")]
        for member in whole:
            if member.name not in gone:
                tar.addfile(member, io.BytesIO(whole.extractfile(member).read()))  # type: ignore[union-attr]
    import hashlib

    seal = b"hafawa-sha256 " + hashlib.sha256(less.read_bytes()).hexdigest().encode() + b"\n"
    assert len(seal) == SEAL_BYTES
    less.write_bytes(less.read_bytes() + seal)
    assert gone
    assert gone[0] in kept.house.refused("backup", "verify", less)


def test_only_its_recipient_opens_it_and_it_was_proven_while_it_was_locked(house: House, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    path = house.backup("--encrypt-to", str(identity.to_public()))
    assert path.name.endswith(".tar.age")
    data = path.read_bytes()
    assert b"people.person" not in data
    assert (house.folder / "secret_key").read_bytes() not in data
    assert house.rows("SELECT proof FROM backups_backup") == [("restored",)]
    assert "Give the file with its key" in house.refused("restore", path)
    key, other = tmp_path / "key", tmp_path / "other"
    key.write_text(f"# public key: {identity.to_public()}\n{identity}\n")
    other.write_text(str(pyrage.x25519.Identity.generate()))
    assert "does not open" in house.refused("backup", "verify", path, "--identity", other)
    said = house.ok("backup", "verify", path, "--identity", key)
    assert "Proven" in said
    before = house.content()
    house.rows("DELETE FROM people_occasion")
    house.ok("restore", path, "--identity", key)
    assert house.content() == before


def test_a_flipped_bit_in_what_is_encrypted_is_found(sqlite_house: House, tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("one long sentence nobody knows")
    path = sqlite_house.backup("--passphrase-file", words)
    data = path.read_bytes()
    assert b"nobody knows" not in data
    for at in (30, 200, len(data) // 2, len(data) - 3):
        changed = bytearray(data)
        changed[at] ^= 1
        (tmp_path / "changed.tar.locked").write_bytes(changed)
        said = sqlite_house.refused("restore", tmp_path / "changed.tar.locked", "--passphrase-file", words)
        assert "damaged" in said
    (tmp_path / "wrong").write_text("another sentence")
    assert "does not open" in sqlite_house.refused("restore", path, "--passphrase-file", tmp_path / "wrong")


@pytest.mark.parametrize("recipient", ["age1nobody", "nonsense", "ssh-ed25519 AAAA"])
def test_a_recipient_nobody_can_be_is_refused_and_nothing_is_left(sqlite_house: House, recipient: str) -> None:
    assert "age1" in sqlite_house.refused("backup", "--encrypt-to", recipient)
    assert not list((sqlite_house.folder / "backups").iterdir())


def test_what_is_no_backup_is_refused_in_words(sqlite_house: House, tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"hello" * 500)
    assert "does not begin as a backup does" in sqlite_house.refused("backup", "verify", tmp_path / "x.tar")
