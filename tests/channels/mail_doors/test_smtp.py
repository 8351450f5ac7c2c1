"""Does our own SMTP receiver take what is ours, once, whoever speaks how, and pass nothing on?"""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

import pytest

from tests.channels.mail_doors.conftest import US, Shop, letter
from tests.dovecot import certify

pytestmark = pytest.mark.same_on_any_database


def said(shop: Shop, *lines: bytes, reading: float = 3.0) -> bytes:
    """What the server answers to raw bytes, sent at once."""
    with socket.create_connection(("127.0.0.1", shop.port), 20) as line:
        line.sendall(b"".join(lines))
        line.settimeout(reading)
        answer = b""
        try:
            while piece := line.recv(65536):
                answer += piece
        except TimeoutError:
            pass
    return answer


def test_a_message_for_us_is_in_the_timeline_within_seconds(shop: Shop) -> None:
    shop.send(letter("Where is my order?"))
    shop.until("Where is my order?", seconds=20)


def test_the_same_sent_again_is_one(shop: Shop) -> None:
    for _again in range(3):
        shop.send(letter("Sent three times"))
    shop.until("Sent three times")
    assert shop.texts().count("Sent three times") == 1


def test_what_stands_on_top_says_whence_and_for_whom(shop: Shop) -> None:
    shop.send(letter("Stamped"))
    shop.until("Stamped")
    kept = next(p for p in Path(shop.product.folder, "raw").rglob("*.eml") if b"Stamped" in p.read_bytes())
    head = kept.read_bytes().split(b"\r\n\r\n")[0]
    assert head.startswith(b"Return-Path: <layla@example.org>\r\nDelivered-To: help@finjan.example\r\nReceived: from ")
    assert b"by mx.finjan.example with ESMTP id" in head


@pytest.mark.parametrize(
    "recipient",
    [
        "stranger@elsewhere.example",
        "help@finjan.example.evil.example",
        "stranger%elsewhere.example@finjan.example",
        "elsewhere.example!stranger@finjan.example",
        '"stranger@elsewhere.example"@finjan.example',
        "@finjan.example:stranger@elsewhere.example",
        "help@finjan.example@elsewhere.example",
        "other@finjan.example",
        "help",
        "help@[127.0.0.1]",
        "help@localhost",
        "root@localhost",
        "stranger@elsewhere.example>,<help@finjan.example",
    ],
)
def test_nothing_is_taken_for_anybody_else(shop: Shop, recipient: str) -> None:
    before = shop.arrived()
    with shop.line() as line:
        line.ehlo("relay.example")
        line.docmd("MAIL", "FROM:<a@example.org>")
        code, _words = line.docmd("RCPT", f"TO:<{recipient}>")
        assert 450 <= code < 600, (code, _words)
        code, _words = line.docmd("DATA")
        assert code == 503
    assert shop.arrived() == before


@pytest.mark.parametrize("recipient", [US, "HELP@FINJAN.example", "help+order-7@finjan.example", "postmaster"])
def test_what_is_ours_is_taken_however_it_is_written(shop: Shop, recipient: str) -> None:
    with shop.line() as line:
        line.ehlo("one.example")
        line.docmd("MAIL", "FROM:<a@example.org>")
        assert line.docmd("RCPT", f"TO:<{recipient}>")[0] == 250


def test_of_several_recipients_only_ours_counts(shop: Shop) -> None:
    with shop.line() as line:
        refused = line.sendmail("a@example.org", [US, "stranger@elsewhere.example"], letter("To two"))
    assert list(refused) == ["stranger@elsewhere.example"]
    shop.until("To two")


def test_a_report_has_no_sender_and_is_known_as_one(shop: Shop) -> None:
    with shop.line() as line:
        line.ehlo("one.example")
        assert line.docmd("MAIL", "FROM:<>")[0] == 250
        line.docmd("RCPT", f"TO:<{US}>")
        line.data(letter("It could not be delivered"))
    shop.until("It could not be delivered")
    rows = shop.product.rows("SELECT person_id FROM timeline_event WHERE data LIKE '%could not be delivered%'")
    assert rows == [(None,)]


def test_nobody_signs_in_here(shop: Shop) -> None:
    with shop.line() as line:
        line.ehlo("one.example")
        assert "auth" not in line.esmtp_features
        assert line.docmd("AUTH", "PLAIN AGEAYgBj")[0] >= 500


def test_a_message_too_large_is_refused_before_and_after_it_is_sent(shop: Shop) -> None:
    with shop.line() as line:
        line.ehlo("one.example")
        assert line.docmd("MAIL", "FROM:<a@example.org> SIZE=99999999")[0] == 552
        line.docmd("MAIL", "FROM:<a@example.org>")
        line.docmd("RCPT", f"TO:<{US}>")
        code, _words = line.data(b"Subject: x\r\n\r\n" + b"x" * 998 + (b"\r\n" + b"x" * 998) * 32_000)
        assert code == 552
        assert line.noop()[0] == 250, "the line goes on"


def test_a_page_written_on_one_line_is_taken(shop: Shop) -> None:
    shop.send(letter("x").replace(b"\r\n\r\nx", b"\r\n\r\nOn one line " + b"y" * 300_000))
    shop.product.wait(lambda: any(text.startswith("On one line") for text in shop.texts()), seconds=30)


def test_a_line_without_end_ends_nobody_else(shop: Shop) -> None:
    before = shop.arrived()
    hello = b"EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\n" % US.encode()
    said(shop, hello, b"Subject: " + b"z" * 5_000_000, reading=1.0)
    assert shop.arrived() == before
    shop.send(letter("After the endless line"))
    shop.until("After the endless line")


def test_commands_sent_all_at_once_are_answered_in_order(shop: Shop) -> None:
    commands = b"EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<%s>\r\nRCPT TO:<x@elsewhere.example>\r\nDATA\r\n"
    answer = said(shop, commands % US.encode(), letter("All at once") + b".\r\nQUIT\r\n")
    codes = [line[:3] for line in answer.split(b"\r\n") if line and line[3:4] == b" "]
    assert codes == [b"220", b"250", b"250", b"250", b"550", b"354", b"250", b"221"]
    shop.until("All at once")


@pytest.mark.parametrize("end", [b"\n.\n", b"\r\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\r", b"\0.\r\n"])
def test_no_second_message_is_smuggled_in_the_first(shop: Shop, end: bytes) -> None:
    """A dot that is none by the rule ends nothing, whatever other servers think of it."""
    before = shop.arrived()
    smuggled = b"MAIL FROM:<admin@finjan.example>\r\nRCPT TO:<%s>\r\nDATA\r\nSubject: smuggled\r\n\r\nx" % US.encode()
    hello = b"EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\n" % US.encode()
    first = letter(f"Outer {end!r}", message_id=f"<{end.hex()}@example.org>")
    answer = said(shop, hello, first, end, smuggled, b"\r\n.\r\nQUIT\r\n")
    assert answer.count(b"250 2.0.0 Kept") == 1
    assert shop.arrived() == before + 1


@pytest.mark.parametrize(
    "bytes_",
    [
        b"\x00" * 5000,
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00" + b"\xff" * 300,
        b"EHLO " + b"a" * 100_000 + b"\r\n",
        b"EHLO a\r\nMAIL FROM:<" + b"(" * 480 + b">\r\nQUIT\r\n",
        b"EHLO a\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<\xff\xfe@finjan.example>\r\nQUIT\r\n",
        b"EHLO a\r\nSTARTTLS\r\nQUIT\r\n",
        b"DATA\r\nRCPT TO:<a>\r\nMAIL FROM:<a\r\n" * 50,
        b"EHLO a\r\nVRFY root\r\nEXPN all\r\nHELP\r\nQUIT\r\n",
    ],
)
def test_nonsense_brings_nothing_down(shop: Shop, bytes_: bytes) -> None:
    said(shop, bytes_, reading=0.5)
    with shop.line() as line:
        assert line.ehlo("one.example")[0] == 250


def test_one_place_cannot_take_all_lines(shop: Shop) -> None:
    held = [socket.create_connection(("127.0.0.1", shop.port), 20) for _n in range(25)]
    greetings = [line.recv(200)[:3] for line in held]
    assert greetings.count(b"220") == 20
    assert greetings.count(b"421") == 5
    for line in held:
        line.close()

    def is_open_again() -> bool:
        with socket.create_connection(("127.0.0.1", shop.port), 20) as line:
            return line.recv(200)[:3] == b"220"

    shop.product.wait(is_open_again, seconds=20)


def test_what_a_stranger_says_of_himself_cannot_write_lines(shop: Shop) -> None:
    with shop.line() as line:
        line.docmd("EHLO", "a) by evil.example\tX-Evil: 1 <b>")
        line.docmd("MAIL", "FROM:<a@example.org>")
        line.docmd("RCPT", f"TO:<{US}>")
        line.data(letter("Hello from a liar"))
    shop.until("Hello from a liar")
    kept = next(p for p in Path(shop.product.folder, "raw").rglob("*.eml") if b"from a liar" in p.read_bytes())
    head = kept.read_bytes().split(b"\r\n\r\n")[0]
    assert b"X-Evil: 1" not in head
    assert head.count(b"\r\nReceived:") == 1


def test_poison_first_and_the_next_is_in_within_seconds(shop: Shop) -> None:
    """Each of these took a reader of mail down, or for minutes: in the box before an honest letter."""
    boundary = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    head = b"From: p@example.org\r\nTo: help@finjan.example\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\n"
    poison = [
        head + b"Subject: nested\r\n" + (boundary + b"--b\r\n") * 5000,
        b"From: " + b"(" * 3000 + b"a@example.org\r\nTo: help@finjan.example\r\n\r\nx",
        head + b"References: " + b"<a@b> " * 150_000 + b"\r\n\r\nx",
        head + b"Content-Type: text/html\r\n\r\n" + b"<div>" * 50_000,
        head + b"Content-Type: text/plain; charset=\x00\xff\r\n\r\n\xff\xfe\x00",
        b"\r\n\r\n\r\nno headers at all",
    ]
    for raw in poison:
        shop.send(raw)
    shop.send(letter("The honest one behind poison"))
    shop.until("The honest one behind poison", seconds=20)


def test_starttls_is_offered_with_a_certificate_and_nothing_before_it_counts(on_database: None, tmp_path: Path) -> None:
    from tests.channels.mail_doors.conftest import made

    certify(tmp_path)
    env = {
        "HAFAWA_SMTP_CERTIFICATE": str(tmp_path / "cert.pem"),
        "HAFAWA_SMTP_CERTIFICATE_KEY": str(tmp_path / "key.pem"),
    }
    found = made(tmp_path / "data", **env)
    found.product.start()
    try:
        with found.line() as line:
            line.ehlo("one.example")
            line.docmd("MAIL", "FROM:<a@example.org>")
            line.starttls(context=ssl.create_default_context(cafile=str(tmp_path / "cert.pem")))
            line.ehlo("one.example")
            assert line.docmd("RCPT", f"TO:<{US}>")[0] == 503
            line.sendmail("a@example.org", [US], letter("Encrypted"))
        found.until("Encrypted")
        kept = next(p for p in Path(found.product.folder, "raw").rglob("*.eml"))
        assert b"with ESMTPS id" in kept.read_bytes()
        with socket.create_connection(("127.0.0.1", found.port), 20) as line:
            line.recv(200)
            line.sendall(b"EHLO a\r\nSTARTTLS\r\nMAIL FROM:<injected@example.org>\r\n")
            answer = b""
            line.settimeout(2)
            try:
                while piece := line.recv(4096):
                    answer += piece
            except TimeoutError:
                pass
            assert answer.endswith(b"220 Ready to start TLS\r\n"), "what came in the clear is not carried over"
    finally:
        found.product.stop()
