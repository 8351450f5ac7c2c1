"""No byte of an archive can change, and no end can be missing, without its being found."""

from __future__ import annotations

import gc
import io
import sys
import tarfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.backups import archive
from hafawa.backups.archive import Reader, Writer
from hafawa.backups.errors import Damaged


@cache
def written() -> bytes:
    out = io.BytesIO()
    writer = Writer(out, taken_at=0)
    writer.add(archive.HEADER, archive.to_json({"format": 1}))
    content = writer.add_table("people.person", (f'[{n},"ليلى"]\n'.encode() for n in range(3000)), told=lambda _n: None)
    writer.add_file("files/raw/قهوة.csv", io.BytesIO(b"a,b\n" * 999), size=3996)
    writer.close({"tables": {"people.person": vars(content)}})
    return out.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    reader, found, manifest = Reader(io.BytesIO(data)), {}, {}
    for part in reader.parts():
        if part.name == archive.MANIFEST:
            manifest = archive.from_json(part)
        else:
            found[part.name] = archive.unsqueeze(part) if part.name.endswith(".gz") else part.whole()
    reader.compare(manifest)
    return found


def test_what_was_written_is_read_and_any_tar_program_opens_it() -> None:
    found = read(written())
    assert found["files/raw/قهوة.csv"] == b"a,b\n" * 999
    assert found["tables/people.person/000001.jsonl.gz"].count(b"\n") == 3000
    with tarfile.open(fileobj=io.BytesIO(written())) as tar:
        assert tar.getnames()[-1] == "manifest.json"


@settings(max_examples=400, deadline=None)
@given(st.integers(min_value=0, max_value=len(written()) * 8 - 1))
def test_a_flipped_bit_anywhere_is_found(bit: int) -> None:
    data = bytearray(written())
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Damaged, match="damaged"):
        read(bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=len(written()) - 1))
def test_an_end_missing_anywhere_is_found(length: int) -> None:
    with pytest.raises(Damaged):
        read(written()[:length])


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=30), st.integers(min_value=0, max_value=len(written())))
def test_bytes_put_in_anywhere_are_found(more: bytes, at: int) -> None:
    with pytest.raises(Damaged):
        read(written()[:at] + more + written()[at:])


def test_the_part_that_differs_is_named() -> None:
    at = written().index(b"a,b\na,b\n")
    data = bytearray(written())
    data[at + 9] ^= 1
    with pytest.raises(Damaged, match=r"files/raw/قهوة\.csv"):
        read(bytes(data))


def test_a_part_that_swells_is_stopped() -> None:
    out = io.BytesIO()
    writer = Writer(out, taken_at=0)
    writer.add("tables/x/000001.jsonl.gz", archive.squeeze(b"0" * (100 << 20)))
    writer.close({})
    with pytest.raises(Damaged):
        read(out.getvalue())


def test_a_backup_broken_off_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: the end that a tar writes when it is let go would find the file closed."""
    raised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", raised.append)
    sink = io.BytesIO()
    writer = Writer(sink, taken_at=0)
    writer.add("header.json", b"{}")
    writer.abandon()
    sink.close()
    del writer
    gc.collect()
    assert raised == []
