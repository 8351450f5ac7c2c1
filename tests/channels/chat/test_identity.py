"""Who the shop vouches for: only what its secret signed, of now, and whole."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest

from hafawa.channels.chat.identity import Identity, new_secret, signed, verified

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
SECRET = "5" * 64


def given(secret: str = SECRET, **said: object) -> str:
    said = {"email": "nino@example.com", "name": "Nino", "until": int(NOW.timestamp()) + 60} | said
    text = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"{text}.{hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()}"


def test_what_the_secret_signed_is_believed() -> None:
    text = signed(email="nino@example.com", name="ნინო", until=NOW + timedelta(hours=1), secret=SECRET)
    assert verified(text, keys=[SECRET], now=NOW) == Identity("nino@example.com", "ნინო")


def test_the_way_the_settings_tell_programmers_is_this_way() -> None:
    assert verified(given(), keys=[SECRET], now=NOW) == Identity("nino@example.com", "Nino")


def test_while_a_secret_is_changed_both_hold() -> None:
    other = new_secret()
    assert verified(given(secret=other), keys=[SECRET, other], now=NOW)
    assert not verified(given(secret=other), keys=[SECRET], now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "nino@example.com",
        given(secret="6" * 64),
        given(secret=""),
        given()[:-1],
        given()[:-1] + "é",
        "X" + given(),
        given().replace(".", ".."),
        given(until=int(NOW.timestamp())),
        given(until=int(NOW.timestamp()) - 1),
        given(until=int(NOW.timestamp()) + 2 * 86_400),
        given(until="soon"),
        given(until=True),
        given(until=float("nan")),
        given(until=None),
        given(email=None),
        given(email=["nino@example.com"]),
        given(name={}),
        "A" * 5000 + ".0",
    ],
)
def test_widget_identity_spoof_nothing_else_is_believed(text: str) -> None:
    assert verified(text, keys=[SECRET], now=NOW) is None


def test_widget_identity_spoof_without_a_secret_nobody_is_vouched_for() -> None:
    assert verified(given(secret=""), keys=[], now=NOW) is None
    assert verified(given(secret=""), keys=[""], now=NOW) is None


def test_a_page_left_open_may_be_late_where_that_is_asked_for() -> None:
    late = given(until=int(NOW.timestamp()) - 3600)
    assert verified(late, keys=[SECRET], now=NOW, late=timedelta(days=7))
    assert not verified(late, keys=[SECRET], now=NOW)
