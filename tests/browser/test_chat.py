"""The bubble in real browsers, on a shop's own site under a strict policy, while the line drops and pages are reloaded.

The journal stands outside: what was typed, and what was answered, is compared with what the timeline holds and with
what each side shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests import patterns
from tests.browser.conftest import Opener, Seen, Server, serve, stop
from tests.browser.walking import violations
from tests.channels.chat import shop_site
from tests.channels.chat.shop_site import ShopSite
from tests.channels.live.listening import EMAIL, PASSWORD, code, set_up
from tests.databases import rows

pytestmark = pytest.mark.browser
SAY = """
import sys, django; django.setup()
from hafawa.channels.chat import actions
from hafawa.channels.models import ChatVisitor
from hafawa.kernel import clock
from hafawa.team.models import User
ref, now, by = ChatVisitor.objects.latest("id").ref, clock.now(), User.objects.order_by("id").first()
for text in sys.argv[1:]:
    if text == "TYPES": actions.types(ref, by=by, now=now)
    elif text == "CLOSES": actions.close(ref, now=now)
    else: actions.say(ref, text, by=by, now=now)
"""
HOURS = "import sys, django; django.setup(); from hafawa.team.models import Shop; Shop.objects.update({})"
IDENTITY = """
import sys, django; django.setup()
from datetime import timedelta
from hafawa.channels.chat import identity, site
from hafawa.kernel import clock
now = clock.now()
secret = site.new_secret(by=None, now=now)
print(identity.signed(email="nino@example.com", name="Nino", until=now + timedelta(hours=1), secret=secret))
"""


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, ShopSite]]:
    folder = patterns.copy(patterns.opened(), tmp_path_factory.mktemp("chat") / "data")
    with shop_site.serve() as site:
        set_up(folder, site.address)
        server = serve(folder)
        site.hafawa = server.address
        yield server, site
        stop(server)


def bubble(page: Page, site: ShopSite, query: str = "lang=en") -> Page:
    page.goto(f"{site.address}/?{query}")
    page.locator("hafawa-chat .bubble").click()
    expect(page.locator("hafawa-chat textarea")).to_be_focused()
    return page


def write(page: Page, text: str) -> None:
    page.locator("hafawa-chat textarea").fill(text)
    page.keyboard.press("Enter")


def shown(page: Page) -> list[str]:
    """The messages after the greeting, each as often as it stands there."""
    found: list[str] = page.locator("hafawa-chat li .said").evaluate_all(
        "all => all.map(one => [...one.childNodes].filter(n => n.className !== 'only-heard').map(n => n.textContent).join(''))"
    )
    return found[1:]


def is_in_panel(page: Page, what: str) -> bool:
    """Whether the upper end of `what`, a line's height of it, is to be seen in the open bubble."""
    panel, box = (
        page.locator("hafawa-chat .panel").bounding_box(),
        page.locator(f"hafawa-chat {what}").first.bounding_box(),
    )
    assert panel
    assert box
    return panel["y"] <= box["y"] and box["y"] + min(box["height"], 24) <= panel["y"] + panel["height"]


def kept(server: Server) -> list[str]:
    """What the timeline holds of the newest conversation, in its order."""
    found = rows(
        server.folder,
        "SELECT data FROM timeline_event WHERE channel = 'chat' AND kind LIKE 'message.%' AND ref ="
        " (SELECT 'chat:' || public_id FROM channels_chatvisitor ORDER BY id DESC LIMIT 1) ORDER BY id",
    )
    return [(json.loads(d) if isinstance(d, str) else d)["text"] for (d,) in found]


def test_two_browsers_chat_and_neither_is_reloaded(shop: tuple[Server, ShopSite], window: Opener) -> None:
    server, site = shop
    seen = Seen()
    visitor = bubble(seen.watch(window().new_page()), site)
    team = seen.watch(window().new_page())
    team.goto(f"{server.address}/sign-in/")
    team.fill("[name=email]", EMAIL)
    team.fill("[name=password]", PASSWORD)
    team.click("main button[type=submit]")
    team.wait_for_url(f"{server.address}/")
    team.goto(f"{server.address}/inbox/")
    write(visitor, "Where is my order?")
    expect(visitor.locator("hafawa-chat .state")).to_contain_text("Sent")
    expect(team.locator(".talk")).to_contain_text("Where is my order?")
    team.locator(".talk-open").click()
    expect(visitor.locator("hafawa-chat .state")).to_contain_text("Seen")
    team.evaluate("window.isTheSame = true")
    visitor.locator("hafawa-chat textarea").press_sequentially("FN")
    expect(team.locator("chat-stir")).to_contain_text("writing")
    write(visitor, "It is FN-12924")
    expect(team.locator("#thread")).to_contain_text("It is FN-12924")
    assert team.evaluate("window.isTheSame")
    team.locator("#tab-note").click()
    team.locator("#note-text").press_sequentially("a note")
    visitor.wait_for_timeout(500)
    expect(visitor.locator("hafawa-chat .stir")).to_have_text("")
    team.locator("#tab-reply").click()
    team.locator("#reply-text").press_sequentially("It left this morning: https://track.example/1")
    expect(visitor.locator("hafawa-chat .stir")).to_contain_text("is writing")
    team.locator("#panel-reply [data-sends]").click()
    expect(visitor.locator("hafawa-chat li").last).to_contain_text("It left this morning")
    assert visitor.locator("hafawa-chat li a").get_attribute("href") == "https://track.example/1"
    expect(team.locator("#thread")).to_contain_text("It left this morning")
    expect(team.locator("[data-chat-read]")).to_be_visible()
    team.locator("[data-act=close]").click()
    expect(visitor.locator("hafawa-chat .felt")).to_be_visible()
    assert seen.complaints == []


def test_another_tab_of_the_team_hears_once_and_takes_over_when_the_first_is_closed(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    context = window()
    first = context.new_page()
    first.goto(f"{server.address}/sign-in/")
    first.fill("[name=email]", EMAIL)
    first.fill("[name=password]", PASSWORD)
    with first.expect_request(lambda r: "/live/" in r.url):
        first.click("main button[type=submit]")
    first.wait_for_url(f"{server.address}/")
    streams: list[str] = []
    second = context.new_page()
    second.on("request", lambda r: streams.append(r.url) if "/live/" in r.url else None)
    second.goto(f"{server.address}/people/")
    second.evaluate("window.heard = []; document.addEventListener('hafawa:live', e => heard.push(e.detail.id))")
    visitor = bubble(window().new_page(), site)
    write(visitor, "one")
    second.wait_for_function("() => heard.filter(Boolean).length === 1")
    assert streams == []
    first.close()
    write(visitor, "two")
    second.wait_for_function("() => heard.filter(Boolean).length === 2")
    write(visitor, "three")
    second.wait_for_function("() => heard.filter(Boolean).length === 3")
    assert second.evaluate("new Set(heard.filter(Boolean)).size") == 3


def test_the_network_drops_and_comes_back_and_nothing_is_lost_or_doubled(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    context = window()
    page = bubble(context.new_page(), site)
    journal = ["before it drops"]
    write(page, journal[0])
    expect(page.locator("hafawa-chat .state")).to_contain_text("Sent")
    for turn in range(2):
        context.set_offline(True)
        ours, theirs = [f"answer {turn}.{n}" for n in range(2)], [f"offline {turn}.{n}" for n in range(3)]
        for text in theirs:
            write(page, text)
        expect(page.locator("hafawa-chat li").last).to_contain_text("Waits for a connection")
        code(server.folder, SAY, *ours)
        context.set_offline(False)
        expect(page.locator("hafawa-chat li[data-waits]")).to_have_count(0)
        journal += ours + theirs
        expect(page.locator("hafawa-chat li")).to_have_count(1 + len(journal))
    assert kept(server) == journal
    assert shown(page) == journal
    page.reload()
    expect(page.locator("hafawa-chat li")).to_have_count(1 + len(journal))
    assert shown(page) == journal


def test_a_message_whose_acknowledgement_was_lost_is_sent_again_and_kept_once(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    page = bubble(window().new_page(), site)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or len(lost) >= 3:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    page.route("**/chat/messages/**", lose)
    write(page, "kept, and not told so")
    expect(page.locator("hafawa-chat .state")).to_contain_text("Sent", timeout=20_000)
    assert len(lost) == 3
    assert len({json.loads(answer)["message"]["id"] for answer in lost}) == 1
    assert kept(server) == shown(page) == ["kept, and not told so"]


def test_a_reload_while_it_is_being_sent_loses_nothing_and_doubles_nothing(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    page = bubble(window().new_page(), site)
    page.route("**/chat/messages/**", lambda route: None)  # held for ever
    for n in range(3):
        write(page, f"words {n}")
    page.locator("hafawa-chat textarea").fill("half a sent")
    page.unroute("**/chat/messages/**")
    page.reload()
    expect(page.locator("hafawa-chat .state")).to_contain_text("Sent")
    expect(page.locator("hafawa-chat li[data-waits]")).to_have_count(0)
    assert kept(server) == shown(page) == [f"words {n}" for n in range(3)]
    assert page.locator("hafawa-chat textarea").input_value() == "half a sent"


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_bubble_is_used_by_keyboard_and_heard_by_a_screen_reader(
    shop: tuple[Server, ShopSite], window: Opener, language: str, tmp_path: Path
) -> None:
    server, site = shop
    page = window(width=420).new_page()
    page.goto(f"{site.address}/?lang={language}&theme=auto")
    button = page.locator("hafawa-chat .bubble")
    expect(button).to_be_visible()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("hafawa-chat textarea")).to_be_focused()
    write(page, {"en": "Hello there", "ar": "أين طلبي +995 555 12-34-56؟", "ka": "სად არის ჩემი შეკვეთა?"}[language])
    expect(page.locator("hafawa-chat .state")).to_be_visible()
    code(server.folder, SAY, "One moment", "CLOSES")
    expect(page.locator("hafawa-chat .felt")).to_be_visible()
    assert page.locator("hafawa-chat .log").get_attribute("aria-live") == "polite"
    side = page.locator("hafawa-chat").evaluate("e => e.getBoundingClientRect().left < innerWidth / 2 - 1")
    direction = page.locator("hafawa-chat").evaluate("e => getComputedStyle(e).direction")
    assert side or language != "ar"
    assert direction == ("rtl" if language == "ar" else "ltr")
    assert violations(Axe(), page, language) == []
    page.screenshot(path=tmp_path / f"bubble-{language}.png")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.locator("hafawa-chat .panel")).to_be_hidden()


def test_how_it_felt_is_one_tap_and_asked_once(shop: tuple[Server, ShopSite], window: Opener) -> None:
    server, site = shop
    page = bubble(window().new_page(), site)
    write(page, "thank you")
    expect(page.locator("hafawa-chat .state")).to_contain_text("Sent")
    code(server.folder, SAY, "CLOSES")
    page.locator("hafawa-chat .felt button", has_text="Yes").click()
    expect(page.locator("hafawa-chat .stir")).to_contain_text("Thank you")
    page.reload()
    expect(page.locator("hafawa-chat li")).to_have_count(2)
    expect(page.locator("hafawa-chat .felt")).to_be_hidden()
    asked = "SELECT score FROM timeline_event WHERE kind = 'survey.answered' AND channel = 'chat'"
    assert rows(server.folder, asked) == [(10,)]


def test_outside_the_shops_hours_words_and_an_address_are_left(shop: tuple[Server, ShopSite], window: Opener) -> None:
    server, site = shop
    closed = (datetime.now(UTC) + timedelta(days=2)).weekday()
    code(
        server.folder,
        HOURS.format(f"open_weekdays=[{closed}], opens_at='09:00', closes_at='09:01'"),
    )
    try:
        page = window().new_page()
        page.goto(f"{site.address}/")
        page.locator("hafawa-chat .bubble").click()
        expect(page.locator("hafawa-chat li").first).to_contain_text("We are closed")
        for width, height in ((667, 375), (390, 667)):  # a telephone on its side, and upright
            page.set_viewport_size({"width": width, "height": height})
            for what in ("li .said", "textarea", ".send"):
                assert is_in_panel(page, what), (what, width, height)
        write(page, "Do you grind for moka?")
        expect(page.locator("hafawa-chat [type=email]")).to_be_focused()
        page.locator("hafawa-chat [type=email]").fill("layla@example.com")
        page.locator("hafawa-chat .send").click()
        expect(page.locator("hafawa-chat .stir")).to_contain_text("layla@example.com")
        [(said,)] = rows(
            server.folder, "SELECT data FROM timeline_event WHERE channel = 'chat' ORDER BY id DESC LIMIT 1"
        )
        said = json.loads(said) if isinstance(said, str) else said
        assert said["participants"] == ["layla@example.com"]
    finally:
        code(server.folder, HOURS.format("open_weekdays=[], opens_at='00:00', closes_at='00:00'"))


def test_a_file_goes_along_and_one_too_large_is_said(
    shop: tuple[Server, ShopSite], window: Opener, tmp_path: Path
) -> None:
    _server, site = shop
    page = bubble(window().new_page(), site)
    small, large = tmp_path / "صورة.png", tmp_path / "film.mp4"
    small.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 500)
    large.write_bytes(b"0000ftyp" + b"0" * (11 * 2**20))
    page.locator("hafawa-chat [type=file]").set_input_files([small])
    expect(page.locator("hafawa-chat .files")).to_contain_text("صورة.png")
    write(page, "look")
    link = page.locator("hafawa-chat li a")
    expect(link).to_have_text("صورة.png")
    with page.expect_download() as saved:
        link.click()
    assert Path(saved.value.path()).read_bytes() == small.read_bytes()
    page.locator("hafawa-chat [type=file]").set_input_files([large])
    expect(page.locator("hafawa-chat .stir")).to_contain_text("larger than 10 MB")


def test_widget_identity_spoof_who_signs_out_takes_their_conversation_along(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    identity = code(server.folder, IDENTITY).strip()
    page = bubble(window().new_page(), site, f"identity={identity}")
    write(page, "it is me, Nino")
    expect(page.locator("hafawa-chat .state")).to_contain_text("Sent")
    found = "SELECT is_verified, said_email FROM channels_chatvisitor ORDER BY id DESC LIMIT 1"
    assert [(bool(v), e) for v, e in rows(server.folder, found)] == [(True, "nino@example.com")]
    page.goto(f"{site.address}/")
    expect(page.locator("hafawa-chat .bubble")).to_be_visible()
    assert shown(page) == []
    page.goto(f"{site.address}/?identity={identity}")
    expect(page.locator("hafawa-chat li")).to_have_count(2)


def test_a_site_that_was_not_allowed_has_no_bubble(shop: tuple[Server, ShopSite], window: Opener) -> None:
    server, _site = shop
    with shop_site.serve() as other:
        other.hafawa = server.address
        page = window().new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.goto(other.address)
        page.wait_for_function("() => document.querySelector('hafawa-chat')")
        page.wait_for_timeout(500)
        expect(page.locator("hafawa-chat .bubble")).to_have_count(0)


RULE = """
import sys, django; django.setup()
from hafawa.conversations.automatic import keeping
from hafawa.kernel import clock
from hafawa.team.models import Shop, User
Shop.objects.update(opens_at="00:00", closes_at="00:00", open_weekdays=[], closed_on=[])
on = ["chat"] if sys.argv[1:] == ["on"] else []
keeping.change("acknowledge", on=on, words={}, by=User.objects.order_by("id").first(), now=clock.now())
"""


def test_an_automatic_answer_comes_to_both_sides_without_a_reload_and_says_what_it_is(
    shop: tuple[Server, ShopSite], window: Opener
) -> None:
    server, site = shop
    code(server.folder, RULE, "on")
    try:
        visitor, team = bubble(window().new_page(), site), window().new_page()
        team.goto(f"{server.address}/sign-in/")
        team.fill("[name=email]", EMAIL)
        team.fill("[name=password]", PASSWORD)
        team.click("main button[type=submit]")
        team.wait_for_url(f"{server.address}/")
        team.goto(f"{server.address}/inbox/")
        visitor.evaluate("window.isTheSame = true")
        write(visitor, "Do you have the blue mug in the large size?")
        team.locator(".talk-open", has_text="blue mug in the large size").click()
        team.evaluate("window.isTheSame = true")
        expect(visitor.locator("hafawa-chat li").last).to_contain_text(
            "We have your message", ignore_case=True, timeout=60_000
        )
        expect(visitor.locator("hafawa-chat li .about bdi").last).to_have_text("Automatic answer")
        expect(team.locator("#thread")).to_contain_text("Automatic answer in the chat", timeout=60_000)
        assert visitor.evaluate("window.isTheSame")
        assert team.evaluate("window.isTheSame")
    finally:
        code(server.folder, RULE, "off")
