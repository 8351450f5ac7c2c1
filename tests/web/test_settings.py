"""What the shop says about itself, and a member about themselves."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.team.models import Shop, User
from tests.web.conftest import PASSWORD, signed_in

SHOP = {
    "name": "Finjan", "language": "ka", "country": "GE", "currency": "GEL", "time_zone": "Asia/Tbilisi",
    "sender_name": "Nino", "staff_addresses": "Finjan.example\nluka@other.example", "opens_at": "10:00",
    "closes_at": "19:30", "open_weekdays": ["0", "1", "6"], "minutes_a_day": "45", "contacts_per_person": "3",
    "contact_window_days": "21", "held_out_percent": "15",
}  # fmt: skip


def test_what_the_shop_says_is_kept(nino: Client) -> None:
    assert nino.post(reverse("web:settings"), SHOP).status_code == 302
    shop = Shop.get()
    assert (shop.opens_at.hour, shop.open_weekdays, shop.held_out_share) == (10, [0, 1, 6], 0.15)
    assert shop.staff_addresses == ["finjan.example", "luka@other.example"]
    page = nino.get(reverse("web:settings")).content.decode()
    assert 'value="19:30"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("closes_at", "09:00"),
        ("held_out_percent", "51"),
        ("minutes_a_day", "0"),
        ("time_zone", "x"),
        ("open_weekdays", "7"),
    ],
)
def test_what_cannot_be_is_not_kept(nino: Client, field: str, value: str) -> None:
    before = Shop.objects.values().get()
    assert nino.post(reverse("web:settings"), SHOP | {field: value}).status_code == 422
    assert Shop.objects.values().get() == before


def test_nothing_but_the_fields_shown_can_be_changed(nino: Client) -> None:
    nino.post(reverse("web:settings"), SHOP | {"is_sample": "on", "id": "7", "set_up_at": ""})
    assert not Shop.get().is_sample
    nino.post(
        reverse("web:account"), {"name": "N", "language": "ar", "theme": "dark", "role": "viewer", "email": "x@y.z"}
    )
    user = User.objects.get()
    assert (user.role, user.email, user.language) == ("owner", "nino@finjan.example", "ar")


def test_light_or_dark_is_kept_in_the_browser(nino: Client) -> None:
    nino.post(reverse("web:account"), {"name": "Nino", "language": "en", "theme": "dark"})
    assert 'data-theme="dark"' in nino.get(reverse("web:account")).content.decode()
    nino.cookies["hafawa_theme"] = "><script>"
    assert 'data-theme="auto"' in nino.get(reverse("web:account")).content.decode()


def test_a_new_password_takes_the_old_one_and_ends_other_sessions(owner: User, nino: Client) -> None:
    other = signed_in(owner)
    url = reverse("web:account_password")
    assert nino.post(url, {"present": "wrong", "new": "another long sentence"}).status_code == 422
    assert nino.post(url, {"present": PASSWORD, "new": "short"}).status_code == 422
    assert nino.post(url, {"present": PASSWORD, "new": "another long sentence"}).status_code == 302
    assert nino.get(reverse("web:account")).status_code == 200
    assert other.get(reverse("web:account")).status_code == 302


def test_days_off_and_the_clocks_of_channels_are_kept_and_a_day_that_is_none_is_said(nino: Client) -> None:
    said = SHOP | {"closed_on": "2026-12-31\n2026-01-07 2026-12-31", "reply_email": "240", "assigns": "on"}
    assert nino.post("/settings/", said).status_code == 302
    shop = Shop.get()
    assert (shop.closed_on, shop.reply_minutes, shop.assigns) == (["2026-01-07", "2026-12-31"], {"email": 240}, True)
    page = nino.post("/settings/", said | {"closed_on": "31.12.2026"})
    assert page.status_code == 422
    assert "31.12.2026" in page.content.decode()
    assert Shop.get().closed_on == ["2026-01-07", "2026-12-31"]
