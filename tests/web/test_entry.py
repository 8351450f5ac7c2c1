"""Getting in: the first run, signing in and out, the language of the pages."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from hafawa.tasks.models import Task
from hafawa.team.models import Role, Shop, User
from hafawa.web.tasks import FILL
from tests.web.conftest import PASSWORD

OWNER = {"name": "Nino", "email": "Nino@Finjan.example", "password": PASSWORD, "language": "ka"}


@pytest.fixture(autouse=True)
def no_guesses_yet(db: None) -> None:
    cache.clear()


def test_the_first_one_becomes_the_owner_and_is_asked_three_questions() -> None:
    client = Client()
    assert client.get("/")["Location"] == reverse("web:welcome")
    answer = client.post(reverse("web:welcome"), OWNER)
    assert answer["Location"] == reverse("web:welcome_shop")
    user = User.objects.get()
    assert (user.email, user.role, user.language) == ("nino@finjan.example", Role.OWNER, "ka")
    page = client.get(reverse("web:welcome_shop")).content.decode()
    assert '<html lang="ka"' in page


def test_there_is_only_one_first_one(owner: User) -> None:
    answer = Client().post(reverse("web:welcome"), OWNER)
    assert answer["Location"] == reverse("web:sign_in")
    assert User.objects.count() == 1


def test_a_password_everybody_uses_is_refused_and_nobody_is_made() -> None:
    answer = Client().post(reverse("web:welcome"), OWNER | {"password": "password1234"})
    assert answer.status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("where", "to"), [("files", "welcome_customers"), ("nowhere", "today"), ("sample", "welcome_customers")]
)
def test_the_questions_are_kept(nino: Client, where: str, to: str) -> None:
    answers = {"name": "Finjan", "language": "ka", "country": "GE", "currency": "GEL", "time_zone": "Asia/Tbilisi"}
    answer = nino.post(reverse("web:welcome_shop"), answers | {"where": where})
    assert answer["Location"] == reverse(f"web:{to}")
    shop = Shop.get()
    assert (shop.name, shop.country, shop.currency, str(shop.zone)) == ("Finjan", "GE", "GEL", "Asia/Tbilisi")
    assert shop.set_up_at is not None


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Base"), ("currency", "XXXX"), ("country", "??"), ("name", "")]
)
def test_an_answer_that_cannot_be_is_not_kept(nino: Client, field: str, value: str) -> None:
    answers = {"name": "F", "language": "ka", "country": "GE", "currency": "GEL", "time_zone": "UTC", "where": "files"}
    assert nino.post(reverse("web:welcome_shop"), answers | {field: value}).status_code == 422


@pytest.mark.parametrize(
    ("zone", "country", "currency"),
    [("Asia/Tbilisi", "GE", "GEL"), ("Asia/Riyadh", "SA", "SAR"), ("Mars/Base", "", ""), ("", "", "")],
)
def test_country_and_currency_are_guessed_from_the_time_zone(
    nino: Client, zone: str, country: str, currency: str
) -> None:
    assert nino.get(reverse("web:guess"), {"zone": zone}).json() == {"country": country, "currency": currency}


def test_a_guess_from_a_browser_that_lies_is_empty(nino: Client) -> None:
    assert nino.get(reverse("web:guess"), {"language": "en-<b>"}).json() == {"country": "", "currency": ""}


def test_whoever_signs_in_goes_where_they_wanted_to_go(owner: User) -> None:
    client = Client()
    to = client.get("/people/")["Location"]
    assert to == "/sign-in/?next=%2Fpeople%2F"
    answer = client.post("/sign-in/", {"email": "NINO@finjan.example", "password": PASSWORD, "next": "/people/"})
    assert answer["Location"] == "/people/"


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_signing_in_never_leads_elsewhere(owner: User, next_: str) -> None:
    answer = Client().post("/sign-in/", {"email": owner.email, "password": PASSWORD, "next": next_})
    assert answer["Location"] == "/"


def test_an_unknown_address_and_a_wrong_password_read_the_same(owner: User) -> None:
    wrong = Client().post("/sign-in/", {"email": owner.email, "password": "no"}).content.decode()
    unknown = Client().post("/sign-in/", {"email": "x" + owner.email[1:], "password": "no"}).content.decode()

    def strip(html: str) -> str:
        return html.replace(owner.email, "").replace("x" + owner.email[1:], "").split("csrfmiddlewaretoken")[0]

    assert strip(wrong) == strip(unknown)
    assert "do not belong together" in wrong


def test_guessing_is_stopped_even_with_the_right_password(owner: User) -> None:
    client = Client()
    for _guess in range(8):
        client.post("/sign-in/", {"email": owner.email, "password": "no"})
    answer = client.post("/sign-in/", {"email": owner.email, "password": PASSWORD})
    assert answer.status_code == 422
    assert "too many" in answer.content.decode()


def test_signing_out_takes_a_post(nino: Client) -> None:
    assert nino.get("/sign-out/").status_code == 405
    nino.post("/sign-out/")
    assert nino.get("/people/").status_code == 302


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ka", "ltr"), ("en", "ltr")])
def test_the_door_speaks_the_language_chosen_or_the_browsers(owner: User, language: str, direction: str) -> None:
    client = Client()
    assert f'<html lang="{language}"' in client.get("/sign-in/", HTTP_ACCEPT_LANGUAGE=language).content.decode()
    client.post("/language/", {"language": language, "next": "/sign-in/"})
    assert f'lang="{language}" dir="{direction}"' in client.get("/sign-in/", HTTP_ACCEPT_LANGUAGE="en").content.decode()


def test_the_sample_comes_in_the_background_and_once(nino: Client) -> None:
    for _click in range(2):
        assert nino.post(reverse("web:sample_fill"))["Location"] == reverse("web:sample")
    assert Task.objects.filter(function=FILL).count() == 1
    assert "every 1s" in nino.get(reverse("web:sample")).content.decode()
