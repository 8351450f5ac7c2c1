"""Does what a mail service posts come in, once, and from nobody else? Over a real server, as each service sends it."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests import databases
from tests.channels.mail_doors import amazon, services
from tests.channels.mail_doors.conftest import Shop, letter, made
from tests.channels.mail_doors.services import KEYS, MADE

pytestmark = pytest.mark.same_on_any_database
SIGNED = ("mailgun", "mandrill", "postal", "mailersend")


@pytest.fixture(scope="module")
def topic() -> Iterator[amazon.Amazon]:
    with amazon.standing() as found:
        yield found


@pytest.fixture(scope="module")
def shop(on_database: None, topic: amazon.Amazon, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    folder = tmp_path_factory.mktemp("services") / "data"
    found = made(folder, HAFAWA_FETCH_ALLOW=f"127.0.0.1:{topic.port}")
    found.product.start()
    yield found
    found.product.stop()
    databases.drop(folder)


@pytest.fixture(scope="module")
def paths(shop: Shop) -> dict[str, str]:
    """A door for each service."""
    return shop.opened(**{kind: KEYS.get(kind, "") for kind in [*MADE, "ses"]})


def url(shop: Shop, path: str) -> str:
    return f"{shop.product.address}{path}"


def request_of(kind: str, shop: Shop, path: str, raw: bytes) -> services.Request:
    found: services.Request = MADE[kind](raw, url=url(shop, path))
    return found


@pytest.mark.parametrize("kind", list(MADE))
def test_what_each_service_posts_is_in_the_timeline(kind: str, shop: Shop, paths: dict[str, str]) -> None:
    text = f"Came by {kind}, with ქართული and العربية"
    sent = request_of(kind, shop, paths[kind], letter(text))
    assert shop.post(paths[kind], **sent.sent()).status_code == 200
    shop.until(text, seconds=60)


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_notice_of_amazon_is_in_the_timeline(
    version: str, shop: Shop, paths: dict[str, str], topic: amazon.Amazon
) -> None:
    sent = topic.notice(letter(f"Came by Amazon, {version}"), number=f"number-{version}-of-it", version=version)
    assert shop.post(paths["ses"], **sent.sent()).status_code == 200
    shop.until(f"Came by Amazon, {version}", seconds=60)


def test_a_subscription_of_amazon_is_confirmed(shop: Shop, paths: dict[str, str], topic: amazon.Amazon) -> None:
    assert shop.post(paths["ses"], **topic.asks("t-1").sent()).status_code == 200
    assert topic.confirmed == ["t-1"]
    forged = topic.asks("t-2")
    forged.content = forged.content.replace(b"t-2", b"t-3")
    assert shop.post(paths["ses"], **forged.sent()).status_code == 401
    assert topic.confirmed == ["t-1"]


def test_a_certificate_of_anybody_else_is_not_asked_for(
    shop: Shop, paths: dict[str, str], topic: amazon.Amazon
) -> None:
    for address in (
        "https://sns.eu.amazonaws.com.evil.example/cert.pem",
        "http://sns.eu-west-1.amazonaws.com/cert.pem",
        "https://evil.example/sns.eu-west-1.amazonaws.com",
        "https://sns.eu-west-1.amazonaws.com@127.0.0.1/cert.pem",
        "file:///etc/passwd",
        "",
    ):
        sent = topic.notice(letter("forged"), number="another-number", SigningCertURL=address)
        assert shop.post(paths["ses"], **sent.sent()).status_code == 401, address


@pytest.mark.parametrize("kind", SIGNED)
def test_what_is_not_rightly_signed_is_refused(kind: str, shop: Shop, paths: dict[str, str]) -> None:
    before = shop.arrived()
    good = request_of(kind, shop, paths[kind], letter(f"Forged {kind}"))
    without = services.Request(good.content, {"Content-Type": good.headers["Content-Type"]})
    changed = services.Request(good.content + b" ", dict(good.headers))
    if kind == "mailgun":  # its signature is of the moment and the token alone
        without = services.form({"sender": "x", "recipient": "y", "body-mime": b"z"})
        changed = services.mailgun(letter("Forged mailgun"), key="another key")
    for bad in (without, changed):
        assert shop.post(paths[kind], **bad.sent()).status_code == 401
    assert shop.arrived() == before


def test_a_service_that_signs_is_not_believed_before_its_key_is_known(shop: Shop) -> None:
    path = shop.opened(mailgun="")["mailgun"]
    for key in ("", "-", services.KEY):
        assert shop.post(path, **services.mailgun(letter("No key yet"), key=key).sent()).status_code == 401


@pytest.mark.parametrize("hours", [-25, 2])
def test_what_was_signed_long_ago_or_ahead_is_refused(hours: int, shop: Shop, paths: dict[str, str]) -> None:
    sent = services.mailgun(letter("Of another day"), at=time.time() + hours * 3600)
    assert shop.post(paths["mailgun"], **sent.sent()).status_code == 401


def test_a_notice_of_amazon_of_another_day_is_refused(shop: Shop, paths: dict[str, str], topic: amazon.Amazon) -> None:
    at = datetime.now(UTC) - timedelta(hours=25)
    sent = topic.notice(letter("Of another day"), number="an-old-number", at=at)
    assert shop.post(paths["ses"], **sent.sent()).status_code == 401


@pytest.mark.parametrize("kind", list(MADE))
def test_the_same_sent_a_hundred_times_is_kept_once(kind: str, shop: Shop, paths: dict[str, str]) -> None:
    before = shop.arrived()
    sent = request_of(kind, shop, paths[kind], letter(f"A hundred times by {kind}"))
    with httpx.Client(timeout=60) as client:
        codes = {client.post(url(shop, paths[kind]), **sent.sent()).status_code for _n in range(100)}
    assert codes == {200}
    assert shop.arrived() == before + 1


def test_twelve_at_the_same_time_are_one(shop: Shop, paths: dict[str, str]) -> None:
    before = shop.arrived()
    sent = services.postmark(letter("Twelve at once"))
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _n: shop.post(paths["postmark"], **sent.sent()), range(12)))
    assert {answer.status_code for answer in answers} == {200}
    assert shop.arrived() == before + 1


def test_a_token_used_once_carries_no_other_letter(shop: Shop, paths: dict[str, str]) -> None:
    before = shop.arrived()
    for text in ("The first with it", "Another with it"):
        sent = services.mailgun(letter(text), token="one-token-for-both")
        assert shop.post(paths["mailgun"], **sent.sent()).status_code == 200
    shop.until("The first with it")
    assert shop.arrived() == before + 1
    assert "Another with it" not in shop.texts()


def test_letters_out_of_order_all_come_and_find_their_conversation(shop: Shop, paths: dict[str, str]) -> None:
    ids = [f"<shuffled-{n}@example.org>" for n in range(8)]
    letters = [
        letter(f"Shuffled {n}", message_id=ids[n], References=" ".join(ids[:n]), In_Reply_To=ids[n - 1] if n else "")
        for n in range(8)
    ]
    random.Random(3).shuffle(letters)
    for raw in letters:
        assert shop.post(paths["sendgrid"], **services.sendgrid(raw).sent()).status_code == 200
    shop.until(*(f"Shuffled {n}" for n in range(8)))
    refs = shop.product.rows("SELECT DISTINCT ref FROM timeline_event WHERE data LIKE '%Shuffled %'")
    assert len(refs) == 1


@pytest.mark.parametrize("secret", ["", "x" * 43, "../../../etc/passwd", "%00", "A" * 5000])
def test_without_its_secret_no_door_opens(secret: str, shop: Shop, paths: dict[str, str]) -> None:
    door = paths["postmark"].rsplit("/", 2)[0]
    sent = services.postmark(letter("At a closed door"))
    for path in (f"{door}/{secret}/", f"/api/v1/mail-in/0123456789abcdef/{secret}/"):
        assert shop.post(path, **sent.sent()).status_code in {400, 404}


def test_a_stranger_is_sent_away_before_the_body_is_read(shop: Shop) -> None:
    """A body of 60 MB is announced, and no byte of it sent: the answer comes all the same."""
    head = (
        "POST /api/v1/mail-in/0123456789abcdef/wrong/ HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: application/json\r\nContent-Length: {60 * 2**20}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", int(shop.product.address.rpartition(":")[2])), 20) as line:
        line.sendall(head.encode())
        assert b" 404 " in line.recv(4096)


def test_what_is_gigantic_is_refused_unread(shop: Shop, paths: dict[str, str]) -> None:
    head = (
        f"POST {paths['postmark']} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {10**12}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", int(shop.product.address.rpartition(":")[2])), 20) as line:
        line.sendall(head.encode())
        assert b" 413 " in line.recv(4096)


def test_a_large_letter_comes_in(shop: Shop, paths: dict[str, str]) -> None:
    raw = letter("A large one").rstrip() + b"\r\n" + (b"x" * 70 + b"\r\n") * 300_000
    assert shop.post(paths["sendgrid"], **services.sendgrid(raw).sent()).status_code == 200
    shop.product.wait(lambda: any(t.startswith("A large one") for t in shop.texts()), seconds=60)


@pytest.mark.parametrize("kind", list(MADE))
def test_what_breaks_off_is_not_kept(kind: str, shop: Shop, paths: dict[str, str]) -> None:
    before = shop.arrived()
    sent = request_of(kind, shop, paths[kind], letter(f"Broken off, {kind}"))
    head = (
        f"POST {paths[kind]} HTTP/1.1\r\nHost: {shop.product.address.partition('//')[2]}\r\n"
        f"Content-Length: {len(sent.content)}\r\n"
    )
    head += "".join(f"{name}: {value}\r\n" for name, value in sent.headers.items()) + "\r\n"
    with socket.create_connection(("127.0.0.1", int(shop.product.address.rpartition(":")[2])), 20) as line:
        line.sendall(head.encode() + sent.content[: len(sent.content) // 2])
        line.shutdown(socket.SHUT_WR)
        line.settimeout(10)
        answer = line.recv(4096)
    assert b" 200 " not in answer
    assert shop.arrived() == before


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'{"RawEmail": 7}',
        b'{"RawEmail": ""}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"Headers": [null]}',
    ],
    ids=["broken", "list", "nothing", "number", "empty", "deep", "bytes", "headers"],
)
def test_what_is_not_understood_is_kept_as_it_came_and_told_of(body: bytes, shop: Shop) -> None:
    """It was acknowledged, so it is not thrown away; the door says that something was not understood."""
    sent = services.Request(body, {"Content-Type": "application/json"})
    path = shop.opened(postmark="")["postmark"]
    assert shop.post(path, **sent.sent()).status_code == 200
    honest = f"Honest behind {body[:20]!r}"
    assert shop.post(path, **services.postmark(letter(honest)).sent()).status_code == 200
    shop.until(honest)
    door = path.split("/")[4]
    why = shop.product.rows("SELECT last_refused_why FROM channels_maildoor WHERE name = ?", door)
    assert why == [("not_understood",)]


def test_a_service_looks_whether_the_address_answers(shop: Shop, paths: dict[str, str]) -> None:
    for method in ("HEAD", "GET"):
        assert httpx.request(method, url(shop, paths["mandrill"])).status_code == 200
        assert httpx.request(method, url(shop, "/api/v1/mail-in/0123456789abcdef/x/")).status_code == 404
    assert httpx.put(url(shop, paths["mandrill"])).status_code == 405
    assert (
        shop.post(paths["mailgun"] + "mime", **services.mailgun(letter("To the end /mime")).sent()).status_code == 200
    )


def test_what_was_taken_apart_by_the_service_is_put_together_again(shop: Shop, paths: dict[str, str]) -> None:
    told = {
        "FromFull": {"Email": "layla@example.org", "Name": "Layla", "MailboxHash": ""},
        "ToFull": [{"Email": services.US, "Name": "", "MailboxHash": ""}],
        "Subject": "Pieces", "Date": "Fri, 27 Nov 2026 10:00:00 +0000", "TextBody": "Put together by Postmark",
        "Headers": [{"Name": "Message-ID", "Value": "<pieces@example.org>"}],
        "Attachments": [{"Name": "a.txt", "ContentType": "text/plain", "Content": "eA==", "ContentLength": 1}],
    }  # fmt: skip
    assert shop.post(paths["postmark"], **services.posted(told).sent()).status_code == 200
    fields: dict[str, str | bytes] = {
        "headers": "From: Layla <layla@example.org>\nTo: help@finjan.example\nDate: Fri, 27 Nov 2026 10:00:00 +0000\n"
        "Message-ID: <pieces-2@example.org>",
        "text": b"Put together by SendGrid", "envelope": '{"from": "layla@example.org", "to": ["help@finjan.example"]}',
        "attachment-info": '{"attachment1": {"filename": "b.txt"}}',
    }  # fmt: skip
    sent = services.form(fields, {"attachment1": ("b.txt", b"yy", "text/plain")})
    assert shop.post(paths["sendgrid"], **sent.sent()).status_code == 200
    shop.until("Put together by Postmark", "Put together by SendGrid", seconds=60)
    rows = shop.product.rows("SELECT data FROM timeline_event WHERE data LIKE '%Put together by%'")
    assert all("a.txt" in str(row) or "b.txt" in str(row) for row in rows)
