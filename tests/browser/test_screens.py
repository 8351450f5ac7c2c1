"""Every screen there is, in three languages, two themes and four widths: nothing to find, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.browser import screens
from tests.browser.conftest import Opener, Server, sign_in
from tests.browser.walking import LANGUAGES, Walk, known_in, walk
from tests.web.routes import route

pytestmark = [pytest.mark.browser, pytest.mark.spread, pytest.mark.same_on_any_database, pytest.mark.timeout(1200)]
in_each_language = pytest.mark.parametrize(
    "language", [pytest.param(code, marks=pytest.mark.xdist_group(f"screens-{code}")) for code in LANGUAGES]
)


@pytest.fixture(scope="session")
def walked(chromium: Browser, whole_shop: Server, unopened: Server) -> Callable[[str], Walk]:
    """The walk through a language, made once: one that broke is not walked again for each rule, but breaks for all."""

    @cache
    def went(language: str) -> Walk | Exception:
        try:
            return walk(chromium, whole_shop, unopened, language)
        except Exception as error:
            return error

    def made(language: str) -> Walk:
        found = went(language)
        if isinstance(found, Exception):
            raise found
        return found

    return made


@pytest.mark.xdist_group("screens-en")
def test_every_page_is_looked_at() -> None:
    looked_at = screens.OWNER | screens.CODES | screens.HALF | screens.STRANGER | screens.FIRST
    assert not looked_at & set(screens.NOT_PAGES)
    assert screens.page_routes() == looked_at | set(screens.NOT_PAGES) | set(screens.SAME)
    assert all(route(one).pattern == route(other).pattern for one, other in screens.SAME.items())


@pytest.mark.xdist_group("screens-en")
def test_what_is_called_no_page_is_none(whole_shop: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, whole_shop)
    known, whole = known_in(whole_shop), []
    for name in screens.NOT_PAGES.keys() - screens.STREAMS:
        answer = page.request.get(whole_shop.address + route(name).address(**known), max_redirects=0)
        if answer.status < 300 and "<html" in answer.text():
            whole.append(name)
    assert not whole


@in_each_language
def test_each_answers_as_it_should(walked: Callable[[str], Walk], language: str) -> None:
    made = walked(language)
    assert len(made.seen) >= len(screens.page_routes() - set(screens.NOT_PAGES) - set(screens.SAME))
    assert not made.faults["answers"]


@in_each_language
def test_axe_finds_nothing(walked: Callable[[str], Walk], language: str) -> None:
    found = walked(language).faults["axe"]
    assert not found, "\n".join(found)


@in_each_language
def test_nothing_has_to_be_scrolled_sideways_at_320_px_and_at_200_percent(
    walked: Callable[[str], Walk], language: str
) -> None:
    assert not walked(language).faults["wide"]


@in_each_language
def test_nothing_is_asked_of_anyone_else(walked: Callable[[str], Walk], language: str) -> None:
    assert not walked(language).faults["outside"]


@in_each_language
def test_the_browser_has_nothing_to_complain_of(walked: Callable[[str], Walk], language: str) -> None:
    assert not walked(language).faults["complaints"]


@in_each_language
def test_the_first_load_is_at_most_150_kb(walked: Callable[[str], Walk], language: str) -> None:
    made = walked(language)
    assert not made.faults["weight"]
    assert made.most_bytes > 20_000  # bytes were counted at all


@in_each_language
def test_georgian_has_no_capitals(walked: Callable[[str], Walk], language: str) -> None:
    assert not walked(language).faults["mtavruli"]


@in_each_language
def test_phones_addresses_and_numbers_read_from_left_to_right(walked: Callable[[str], Walk], language: str) -> None:
    assert not walked(language).faults["scrambled"]
