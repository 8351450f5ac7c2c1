"""Is every message, however broken, read or refused with a reason, in time that grows with its length?"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hafawa.channels.importers import mail as _its_reasons  # noqa: F401
from hafawa.channels.importers.rejections import words
from hafawa.channels.mail import limits
from hafawa.channels.mail.parse import Message, Unreadable, read

from .letters import NOW, letter, read_one

MULTIPART = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n'
ARABIC = "السلام عليكم، أين الطلب؟ لم يصل حتى الآن"


def test_a_plain_letter_is_read() -> None:
    message = read_one(letter())
    assert message.text == "Where is my parcel?"
    assert message.envelope.sender is not None
    assert (message.envelope.sender.email, message.envelope.sender.name) == ("layla@example.org", "Layla")
    assert message.envelope.sent_at is not None
    assert message.envelope.sent_at.isoformat() == "2026-11-10T05:30:00+00:00"
    assert message.notes == ()


@pytest.mark.parametrize(
    ("charset", "declared"),
    [("windows-1256", "windows-1256"), ("windows-1256", ""), ("windows-1256", "iso-8859-1"), ("windows-1256", "x-unknown-9"),
     ("utf-8", ""), ("utf-8", "us-ascii"), ("utf-8", "iso-8859-1"), ("utf-8", "x-nonsense"), ("iso-8859-6", "iso-8859-6"),
     ("utf-16", "utf-16"), ("utf-7", "utf-7"), ("utf-7", "unicode-1-1-utf-7")],
)  # fmt: skip
def test_arabic_is_read_whatever_was_declared(charset: str, declared: str) -> None:
    said = ARABIC if charset != "iso-8859-6" else "السلام عليكم"
    more = f"Content-Type: text/plain{'; charset=' + declared if declared else ''}\r\nContent-Transfer-Encoding: base64\r\n"
    message = read_one(letter(base64.b64encode(said.encode(charset)), more=more))
    assert message.text == said


def test_a_charset_that_is_no_text_codec_is_not_run() -> None:
    message = read_one(letter(b"plain words", more="Content-Type: text/plain; charset=zlib_codec\r\n"))
    assert message.text == "plain words"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("=?utf-8?B?2LfZhNio?=", "طلب"),
        ("=?windows-1256?Q?=D8=E1=C8?=", "طلب"),
        ("=?utf-8?B?2LfZ?= =?utf-8?B?hNio?=", "طلب"),
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        ("=?nonsense?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?B?!!!?= x", "x"),
        ("=?utf-8*ka?Q?=E1=83=92?=", "გ"),
    ],
)
def test_encoded_subjects_are_read_and_broken_ones_kept(written: str, said: str) -> None:
    assert read_one(letter(subject=written)).envelope.subject == said


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("filename*=utf-8''%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9.pdf", "فاتورة.pdf"),
        ("filename*0*=utf-8''%D9%81; filename*1*=%D8%A7; filename*2=\".pdf\"", "فا.pdf"),
        ('filename="=?utf-8?B?2YHYpw==?=.pdf"', "فا.pdf"),
        ('filename="../../etc/passwd"', "passwd"),
        (r'filename="C:\\windows\\x.dll"', "x.dll"),
        ('filename="CON.txt"', "_CON.txt"),
        ('filename="invoice\u202efdp.exe"', "invoicefdp.exe"),
        ('filename="a\x07b.pdf"', "ab.pdf"),
        ('filename="' + "x" * 3000 + '.pdf"', "x" * 130 + ".pdf"),
    ],
)
def test_names_of_attachments_are_read_and_made_harmless(written: str, kept: str) -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--b\r\nContent-Type: application/pdf\r\n"
        f"Content-Disposition: attachment; {written}\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x\r\n--b--\r\n"
    )
    message = read_one(letter(body, more=MULTIPART))
    assert message.text == "see below"
    assert message.attachments == ({"name": kept, "type": "application/pdf", "size_bytes": 6},)


def test_a_boundary_never_closed_loses_nothing() -> None:
    body = "preamble\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello there\r\n--b\r\nContent-Type: text/plain\r\n\r\nand more"
    assert read_one(letter(body, more=MULTIPART)).text == "hello there\n\nand more"


@pytest.mark.parametrize(
    "kind", ["multipart/mixed", 'multipart/mixed; boundary=""', "multipart/mixed; boundary=zzz", "rubbish"]
)
def test_a_boundary_missing_or_never_met_leaves_plain_words(kind: str) -> None:
    assert read_one(letter("just words", more=f"Content-Type: {kind}\r\n")).text == "just words"


def test_bare_carriage_returns_end_lines() -> None:
    raw = letter("first\rsecond").replace(b"\r\n", b"\r")
    assert read_one(raw).text == "first\nsecond"


def test_nul_and_control_characters_are_left_out() -> None:
    message = read_one(letter(b"he\0ll\x07o", subject="su\x00bject"))
    assert (message.text, message.envelope.subject) == ("hello", "subject")


def test_the_plain_one_of_two_alternatives_is_read_and_html_where_it_is_alone() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><script>alert(1)</script><p>from&nbsp;<b>html</b></p></body></html>"
    )
    kind = 'Content-Type: multipart/alternative; boundary="b"\r\n'
    two = f"--b\r\nContent-Type: text/html\r\n\r\n{html}\r\n--b\r\nContent-Type: text/plain\r\n\r\nfrom plain\r\n--b--\r\n"
    assert read_one(letter(two, more=kind)).text == "from plain"
    assert read_one(letter(two.replace("from plain", ""), more=kind)).text == "from html"
    assert read_one(letter(html, more="Content-Type: text/html\r\n")).text == "from html"


def test_no_sender_is_said_and_two_are_noted() -> None:
    assert read_one(letter(sender=None)).envelope.sender is None
    message = read_one(letter(sender="A <a@example.org>", more="From: B <b@example.org>\r\n"))
    assert message.envelope.sender is not None
    assert message.envelope.sender.email == "a@example.org"
    assert "two_senders" in message.notes


def test_the_same_id_with_another_body_is_another_message() -> None:
    first, second = read_one(letter("one")), read_one(letter("two"))
    assert first.external_id != second.external_id
    assert first.external_id == read_one(letter("one").replace(b"\r\n", b"\n") + b"\n\n").external_id


def test_without_an_id_the_same_letter_is_still_the_same() -> None:
    one = read_one(letter(message_id=None))
    assert "no_message_id" in one.notes
    assert one.external_id == read_one(letter(message_id=None, more="X-Folder: Inbox\r\n")).external_id
    assert one.external_id != read_one(letter("other", message_id=None)).external_id


@pytest.mark.parametrize(
    "date", ["Thu, 01 Jan 1970 00:00:00 +0000", "Sun, 7 Feb 2106 06:28:15 +0000", "Fri, 31 Dec 9999 23:59:59 -1200",
             "Fri, 31 Dec +9999 23:59:59 +0000", "32 Foo 2026", "", "9" * 5000]
)  # fmt: skip
def test_an_impossible_date_gives_way_to_the_servers_stamp(date: str) -> None:
    stamp = "Received: from a by b; Mon, 09 Nov 2026 10:00:00 +0000\r\n"
    message = read_one(letter(date=date, more=stamp))
    assert message.envelope.sent_at is not None
    assert message.envelope.sent_at.isoformat() == "2026-11-09T10:00:00+00:00"
    assert "date_from_server" in message.notes
    assert read_one(letter(date=date)).envelope.sent_at is None


def test_packages_only_outlook_or_a_key_opens_are_noted() -> None:
    body = "--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==\r\n--b--"
    assert "outlook_package" in read_one(letter(body, more=MULTIPART)).notes
    sealed = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\r\n'
    message = read_one(letter("MIAGCSqGSIb3", more=sealed))
    assert "encrypted" in message.notes
    assert message.text == ""
    assert message.attachments[0]["name"] == "smime.p7m"


def nested(depth: int) -> bytes:
    body = b"".join(
        b'--b%d\r\nContent-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % (n, n + 1) for n in range(depth)
    )
    return letter(body + b"deep", more='Content-Type: multipart/mixed; boundary="b0"\r\n')


def flat(parts: int) -> bytes:
    return letter(b"--b\r\n\r\nx\r\n" * parts + b"--b--", more=MULTIPART)


HOSTILE: dict[str, Callable[[int], bytes]] = {
    "comments in To": lambda n: letter(to="(" * n),
    "quotes in To": lambda n: letter(to='"\\' * n),
    "angles in To": lambda n: letter(to="<" * n),
    "recipients": lambda n: letter(to=", ".join(f"u{i}@example.org" for i in range(n))),
    "colons in To": lambda n: letter(to="g:" * n),
    "references": lambda n: letter(more="References: " + " ".join(f"<{i}@x>" for i in range(n)) + "\r\n"),
    "angles in references": lambda n: letter(more="References: " + "<" * n + "\r\n"),
    "folded subject": lambda n: letter(subject="word\r\n " * n),
    "encoded words": lambda n: letter(subject="=?utf-8?Q?a?= " * n),
    "half encoded words": lambda n: letter(subject="=?" * n),
    "header lines": lambda n: letter(more="X-A: b\r\n" * n),
    "header names": lambda n: letter(more="".join(f"X-{i}: b\r\n" for i in range(n))),
    "parameters": lambda n: letter(more="Content-Type: text/plain" + "; a=b" * n + "\r\n"),
    "quotes in parameters": lambda n: letter(more='Content-Type: text/plain; a="' + '\\"' * n + "\r\n"),
    "numbered parameters": lambda n: letter(
        more="Content-Type: text/plain" + "".join(f"; n*{i}*=%41" for i in range(n)) + "\r\n"
    ),
    "nested parts": nested,
    "flat parts": flat,
    "boundary lookalikes": lambda n: letter(b"\r\n--bb" * n, more=MULTIPART),
    "On x": lambda n: letter("On x " * n),
    "On lines": lambda n: letter("On Mon, 5 Jan 2026\n" * n),
    "marks": lambda n: letter(">" * n),
    "quoted lines": lambda n: letter("> x\ny\n" * n),
    "From lines": lambda n: letter("From: x\n" * n),
    "dashes": lambda n: letter("-" * n),
    "white space": lambda n: letter("a" + " " * n + "b"),
    "order words": lambda n: letter("order no " * n),
    "hashes": lambda n: letter("#" * n),
    "digits": lambda n: letter("1" * n),
    "base64": lambda n: letter("A" * n, more="Content-Transfer-Encoding: base64\r\n"),
    "soft breaks": lambda n: letter("=\r\n" * n, more="Content-Transfer-Encoding: quoted-printable\r\n"),
    "flowed": lambda n: letter("a \n" * n, more="Content-Type: text/plain; format=flowed\r\n"),
    "html open tags": lambda n: letter("<div>" * n, more="Content-Type: text/html\r\n"),
    "html misnested": lambda n: letter("<b></p>" * n, more="Content-Type: text/html\r\n"),
    "html ampersands": lambda n: letter("a &" * n, more="Content-Type: text/html\r\n"),
    "html angles": lambda n: letter("<" * n, more="Content-Type: text/html\r\n"),
    "html quotes": lambda n: letter("<blockquote>x" * n, more="Content-Type: text/html\r\n"),
    "html paragraphs": lambda n: letter("<p>x<br>" * n, more="Content-Type: text/html\r\n"),
    "html meta": lambda n: letter("<meta " * n, more="Content-Type: text/html\r\n"),
    "arabic bytes": lambda n: letter(b"\xc7\xe1\xd8" * n),
    "stray bytes": lambda n: letter(b"a\xff" * n),
}


def seconds(raw: bytes) -> float:
    """Processor seconds to read `raw`: the least of three."""
    found = []
    for _ in range(3):
        start = time.process_time()
        read(raw, now=NOW)
        found.append(time.process_time() - start)
    return min(found)


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_time_grows_with_length_and_not_with_its_square(name: str) -> None:
    build = HOSTILE[name]
    small, large = seconds(build(5_000)), seconds(build(20_000))
    # Four times the length: linear work takes four times as long, quadratic sixteen. Under 20 ms nothing is measured.
    assert large < 9 * max(small, 0.02)


def test_three_thousand_brackets_and_two_thousand_parts_are_read() -> None:
    assert read_one(letter(to="(" * 3_000)).text == "Where is my parcel?"
    assert "cut" in read_one(nested(2_000)).notes


def test_a_megabyte_of_references_keeps_the_parent_and_the_root() -> None:
    ids = [f"<{i}@example.org>" for i in range(60_000)]
    message = read_one(letter(more="References: " + " ".join(ids) + "\r\n"))
    assert message.envelope.parents[0] == "59999@example.org"
    assert message.envelope.parents[-1] == "0@example.org"
    assert len(message.envelope.parents) <= limits.REFERENCES + 1


def test_a_subject_of_200_kb_and_5000_recipients_are_cut_and_said_to_be() -> None:
    to = ", ".join(f"person.number.{i}@example.org" for i in range(5_000))
    message = read_one(letter(subject="x" * 200_000, to=to))
    assert len(message.envelope.subject) == limits.SUBJECT_CHARACTERS
    assert len(message.envelope.recipients) == limits.RECIPIENTS
    assert "cut" in message.notes


def test_headers_without_end_are_refused_in_words() -> None:
    raw = b"X-A: " + b"y" * (limits.HEADER_BLOCK_BYTES + 10)
    with pytest.raises(Unreadable) as refused:
        read_one(raw)
    assert "header lines" in words(refused.value.reason, refused.value.facts)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"// not a message", b"\xff\xfe\0\0", b"no header\n\nbody"])
def test_what_is_no_message_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_one(raw)
    assert words(refused.value.reason, refused.value.facts) != refused.value.reason


def read_or_words(raw: bytes) -> Message | str:
    """The message, or why it could not be read, in words."""
    try:
        return read_one(raw)
    except Unreadable as refused:
        return words(refused.reason, refused.facts)


def holds(raw: bytes) -> None:
    """Whatever the bytes: text without characters a database refuses, or a reason."""
    message = read_or_words(raw)
    if isinstance(message, str):
        assert " " in message
        return
    said = " ".join([message.text, message.quoted, message.envelope.subject, message.external_id, message.order_ref])
    said += "".join(a["name"] + a["type"] for a in message.attachments)
    said.encode("utf-8")
    assert "\0" not in said
    assert len(message.external_id) <= 320


@settings(max_examples=250, deadline=None)
@given(st.binary(max_size=600))
@example(b"From: a@b.c\n\n=?utf-8?b?")
@example(b"Content-Type: text/html\n\n<!")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    holds(raw)


PIECES = st.sampled_from(
    [b"From: ", b"To: ", b"Date: ", b"Content-Type: ", b"multipart/mixed; boundary=b", b"text/html", b"; charset=", b"utf-7",
     b"utf-16", b"cp037", b"\r\n", b"\n", b"\r", b"\n\n", b"--b", b"--b--", b"Content-Transfer-Encoding: base64", b"=?utf-8?q?",
     b"?=", b"<a@b.c>", b"<", b">", b'"', b"(", b"\\", b"\0", b"\xff", b"\xd8", b"Subject: ", b"name*0*=utf-8''%", b";", b"=",
     b"> x", b"On 5 Jan 2026 a@b.c wrote:", b"Message-ID: <", b"References: ", b"&#xD800;", b"<blockquote class=gmail_quote>"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map(b"".join))
def test_any_mixture_of_what_parsers_trip_over_is_read_or_refused(raw: bytes) -> None:
    holds(b"From: a@example.org\n" + raw)


@pytest.mark.real_data
def test_all_odd_messages_of_the_collection_are_read_or_refused(shared_data: Path) -> None:
    files = sorted((shared_data / "mail" / "enmime").glob("*.raw"))
    assert len(files) == 42
    read_whole = 0
    for file in files:
        holds(file.read_bytes())
        try:
            read_whole += bool(read_one(file.read_bytes()))
        except Unreadable:
            assert file.name == "erroneous.raw"
    assert read_whole == 41
