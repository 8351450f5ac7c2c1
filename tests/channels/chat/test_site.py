"""Where the bubble may stand, and the secret that is changed without locking anybody out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.channels.chat import identity, site
from hafawa.channels.models import ChatSite
from hafawa.team.models import User
from tests.channels.chat.conftest import NOW, Bubble


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://Shop.Example/some/page?x=1", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        ("https://shop.example:8443", "https://shop.example:8443"),
        ("https://shop.example:443", "https://shop.example"),
        ("https://მაღაზია.გე", "https://xn--lodaaxko2f.xn--node"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_a_site_is_kept_as_browsers_call_it(typed: str, origin: str) -> None:
    assert site.origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["http://shop.example", "javascript:alert(1)", "https://", "https://user:x@shop.example", "https://*.shop.example",
     "https://shop_example/", "https://shop.example:99999", "file:///etc"],
)  # fmt: skip
def test_what_is_no_site_is_refused_in_words(typed: str) -> None:
    with pytest.raises(site.NotAnOrigin):
        site.origins_of(typed)


def test_it_is_not_turned_on_nowhere(bubble: Bubble) -> None:
    with pytest.raises(site.NoPlace):
        site.change(is_on=True, origins=[], greetings={}, away_words={}, takes_files=True, by=bubble.agent, now=NOW)
    assert ChatSite.get().origins


def test_a_secret_changed_leaves_the_one_before_a_day(bubble: Bubble) -> None:
    newer = site.new_secret(by=bubble.agent, now=NOW)
    text = identity.signed(email="a@b.example", name="", until=NOW + timedelta(hours=1), secret=bubble.secret)
    kept = ChatSite.get()
    assert identity.verified(text, keys=site.keys(kept, now=NOW), now=NOW)
    assert site.keys(kept, now=NOW + timedelta(hours=25)) == [newer]


def test_the_database_alone_does_not_tell_the_secret(bubble: Bubble) -> None:
    kept = ChatSite.get()
    assert bubble.secret not in f"{kept.sealed_secret}{kept.sealed_before}"
    assert User.objects.count() == 1
