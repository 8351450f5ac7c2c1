"""Are messages told apart in mbox files, folders and zips, one at a time?"""

from __future__ import annotations

import gzip
import mailbox
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from hafawa.channels.mail import limits
from hafawa.channels.mail.boxes import pieces

from .letters import letter, read_one

LINE = b"From layla@example.org Tue Nov 10 09:30:00 2026\n"


def test_lines_that_begin_with_from_in_a_letter_are_no_separator(tmp_path: Path) -> None:
    body = "From the start I liked it.\n\nFrom here it is far.\n\n>From an mbox this came.\n>>From two\n"
    box = tmp_path / "a.mbox"
    box.write_bytes(
        LINE + letter(body).replace(b"\r\n", b"\n") + b"\n" + LINE + letter("second").replace(b"\r\n", b"\n")
    )
    found = [read_one(p.raw) for p in pieces(box)]
    assert [m.text.count("From") for m in found] == [3, 0]
    assert "From an mbox this came." in found[0].text


def test_an_mbox_as_the_standard_library_writes_it_comes_apart_the_same(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "std.mbox")
    for place in range(30):
        message = EmailMessage()
        message["From"], message["Subject"] = f"p{place}@example.org", f"subject {place}"
        message.set_content(f"From one {place}\n\nFrom two\n" * (place % 3 + 1))
        box.add(message)
    box.close()
    found = [read_one(p.raw) for p in pieces(tmp_path / "std.mbox")]
    assert [m.envelope.subject for m in found] == [f"subject {n}" for n in range(30)]
    assert all(m.text.startswith(f"From one {n}") for n, m in enumerate(found))


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_both_line_ends_and_a_byte_order_mark_are_read(tmp_path: Path, end: bytes) -> None:
    box = tmp_path / "a.mbox"
    whole = LINE + letter("one\n") + b"\n" + LINE + letter("two\n")
    box.write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\r\n", b"\n").replace(b"\n", end))
    assert [read_one(p.raw).text for p in pieces(box)] == ["one", "two"]


def test_a_letter_in_an_mbox_and_as_a_file_is_the_same_letter(tmp_path: Path) -> None:
    body = "hello\n\nFrom Monday 2026 on 12:00 we are closed\n"
    (tmp_path / "a.eml").write_bytes(letter(body))
    (tmp_path / "b.mbox").write_bytes(LINE + letter(body.replace("From ", ">From ")).replace(b"\r\n", b"\n") + b"\n")
    assert len({read_one(p.raw).external_id for p in pieces(tmp_path)}) == 1


def test_a_folder_and_its_zip_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.eml", "a.eml", "sub/c.eml"):
        (folder / name).write_bytes(letter(name))
    (folder / "notes.txt").write_text("not mail")
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(folder))
    unpacked = [(p.file, p.raw) for p in pieces(folder)]
    assert [name for name, _ in unpacked] == ["a.eml", "b.eml", "sub/c.eml"]
    assert unpacked == [(p.file, p.raw) for p in pieces(tmp_path / "mail.zip")]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(letter("secret"))
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "a.eml").symlink_to(secret)
    assert list(pieces(folder)) == []


def test_a_packed_mbox_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(gzip.compress(LINE + letter("packed")))
    assert [read_one(p.raw).text for p in pieces(tmp_path / "a.mbox")] == ["packed"]


def test_a_message_over_the_cap_is_told_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MESSAGE_BYTES", 10_000)
    box = tmp_path / "a.mbox"
    box.write_bytes(LINE + letter("x\n" * 20_000) + b"\n\n" + LINE + letter("small"))
    first, second = pieces(box)
    assert first.raw == b""
    assert first.too_large_bytes > 40_000
    assert read_one(second.raw).text == "small"


def test_a_damaged_member_of_a_zip_does_not_hide_the_next(tmp_path: Path) -> None:
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.eml", letter("first " * 500))
        archive.writestr("b.eml", letter("second"))
    raw = bytearray(path.read_bytes())
    raw[60:70] = b"\xff" * 10
    path.write_bytes(raw)
    found = list(pieces(path))
    assert [p.file for p in found] == ["a.eml", "b.eml"]
    assert read_one(found[1].raw).text == "second"


def test_heads_only_gives_no_bodies(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_bytes(LINE + letter("body one") + b"\n\n" + LINE + letter("body two"))
    heads = [p.raw for p in pieces(tmp_path / "a.mbox", heads_only=True)]
    assert len(heads) == 2
    assert all(b"Subject:" in head and b"body" not in head for head in heads)
