"""Signed as Standard Webhooks says: checked here by other code than ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from hafawa.webhooks import keyring, signing

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
# The example that the specification's own reference code is tested with.
SECRET, ID, STAMP, BODY = (
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "msg_p5jXN8AQM9LWM0D4loKWxJek",
    1614265330,
    b'{"test": 2432232314}',
)
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def independent(body: bytes, headers: dict[str, str], secret: str) -> bool:
    """As a receiver would write it from the specification."""
    key = base64.b64decode(secret.split("_", 1)[1])
    message = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    right = base64.b64encode(hmac.new(key, message, hashlib.sha256).digest()).decode()
    return f"v1,{right}" in headers["webhook-signature"].split(" ")


def test_the_published_example_gives_the_published_signature() -> None:
    assert signing.sign(BODY, message_id=ID, timestamp=STAMP, secret=SECRET) == SIGNATURE


def test_what_we_sign_holds_for_independent_code_under_each_secret() -> None:
    first, second = signing.new_secret(), signing.new_secret()
    headers = signing.headers('{"a": "ليلى"}'.encode(), message_id="m", now=NOW, keys=[second, first])
    assert independent('{"a": "ليلى"}'.encode(), headers, first)
    assert independent('{"a": "ليلى"}'.encode(), headers, second)
    assert not independent(b"{}", headers, first)
    assert not independent('{"a": "ليلى"}'.encode(), headers, signing.new_secret())


def _holds(**changes: object) -> bool:
    secret = SECRET
    said: dict[str, object] = {
        "body": BODY, "message_id": ID, "timestamp": str(int(NOW.timestamp())), "keys": [secret], "now": NOW,
    }  # fmt: skip
    said["signature"] = signing.sign(BODY, message_id=ID, timestamp=int(NOW.timestamp()), secret=secret)
    said |= changes
    body = said.pop("body")
    return signing.is_signed(body, **said)  # type: ignore[arg-type]


def test_a_forged_message_is_known() -> None:
    assert _holds()
    for change in (
        {"body": BODY + b" "}, {"message_id": ID + "x"}, {"message_id": ""}, {"keys": []}, {"keys": [""]},
        {"keys": ["whsec_"]}, {"keys": ["whsec_AAAA"]}, {"keys": [signing.new_secret()]}, {"signature": ""},
        {"signature": "v1,"}, {"signature": "v1"}, {"signature": "v1a," + SIGNATURE[3:]}, {"signature": "v1,ü"},
        {"timestamp": ""}, {"timestamp": "x"}, {"timestamp": "²"}, {"timestamp": "9" * 40}, {"timestamp": "-5"},
    ):  # fmt: skip
        assert not _holds(**change), change


@pytest.mark.parametrize(("seconds", "is_taken"), [(-301, False), (-299, True), (299, True), (301, False)])
def test_five_minutes_are_the_most_a_message_may_be_off(seconds: int, is_taken: bool) -> None:
    assert _holds(now=NOW + timedelta(seconds=seconds)) is is_taken


def test_two_secrets_hold_for_a_day_after_a_change_and_older_ones_end_at_once() -> None:
    ring, first = keyring.made()
    ring, second = keyring.turned(ring, now=NOW)
    assert keyring.holding(ring, now=NOW) == [second, first]
    assert keyring.holding(ring, now=NOW + timedelta(hours=25)) == [second]
    ring, third = keyring.turned(ring, now=NOW)
    assert keyring.holding(ring, now=NOW) == [third, second]
