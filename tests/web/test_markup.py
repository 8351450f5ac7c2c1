"""Whatever somebody wrote, wherever it is shown: it is text, on every page and in every part of a page."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from hafawa import flow, web
from hafawa.channels.importers import runs
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.people import belonging, gifts
from hafawa.people.models import Occasion, Person
from hafawa.team import tokens
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced, ReviewPosted
from hafawa.webhooks import actions as webhooks
from hafawa.webhooks.models import Endpoint
from tests.web.conftest import PASSWORD, House
from tests.web.routes import routes
from tests.web.test_hostile import things

EVIL = "<scr<script>ipt>evil()</script><img src=x onerror=evil()>\"' onload=evil() x=\u2028{{evil}}{% evil %}"
LINK = "javascript:evil()//"


class Seen(HTMLParser):
    """What a browser would make of a page: the elements and attributes that must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_data = tag == "script" and ("type", "application/json") in attrs
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"<{tag} {name}={value!r}>")
            if name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}:
                scheme = re.sub(r"[\x00-\x20]", "", value or "").lower()
                if scheme.startswith(("javascript:", "data:text", "vbscript:")):
                    self.found.append(f"<{tag} {name}={value!r}>")
        if tag in {"scr<script", "iframe", "object", "embed", "base"} or (tag == "img" and ("src", "x") in attrs):
            self.found.append(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "evil()" in data and not self.is_data:
            self.found.append(f"script: {data[:80]}")


def _plant(house: House, folder: Path) -> None:
    """By the product's own ways where there is one, in whatever text fields are left by hand."""
    now, by = clock.now(), house.owner
    told = [
        (OrderPlaced(ref=EVIL[:60], amount_minor=5000, currency="GEL"), now - timedelta(days=9)),
        (MessageReceived(channel="email", ref=EVIL[:60], text=EVIL + " where is my order? I am angry"), now - timedelta(days=2)),
        (ReviewPosted(score=1, ref=EVIL[:60], text=EVIL + " Very disappointed, it came broken."), now - timedelta(days=2)),
    ]  # fmt: skip
    log.append_many([log.Entry(w, at, "evil", f"x{n}", house.layla.pk) for n, (w, at) in enumerate(told)], now=now)
    Person.objects.update(name=EVIL, first_name=EVIL)
    people.add_detail(
        house.layla, text=EVIL, subject=EVIL[:200], source="said", learned_on=now.date(), makes_happy=True
    )
    Occasion.objects.create(person=house.layla, title=EVIL, month=now.month, day=now.day, source="said", subject=EVIL)
    gifts.note(house.layla, what=EVIL, recipient_name=EVIL, occasion=EVIL, by=by, now=now)
    belonging.live_together(house.layla, house.giorgi, address=EVIL, now=now)
    belonging.works_at(house.layla, EVIL, role=EVIL[:100], now=now)
    belonging.relate(house.layla, house.margaret, "other", words=EVIL[:100], by=by, now=now)
    (folder / "evil.csv").write_text(f"{EVIL.replace(chr(34), '')},date\n1,2\n")
    run = runs.receive(folder / "evil.csv", name=EVIL, by=by, now=now)
    type(run).objects.update(name=EVIL, error=EVIL)
    run.rejected.create(row_number=1, reason="no_person", cells=[EVIL], file=EVIL[:100])
    tokens.make(user=by, name=EVIL[:60], scopes=["people:read"], days=1, by=by, now=now)
    webhooks.ping(Endpoint.objects.create(url=LINK, made_at=now, by=by), now=now)
    Endpoint.objects.create(url="https://example.com/" + EVIL, made_at=now, by=by)
    flow.daily(now)
    User.objects.update(name=EVIL)


def _addresses(house: House) -> list[str]:
    ids = things(house)
    pages = [
        r.address(**ids, what="relation", name="answers", token="x")
        for r in routes()
        if r.policy and r.policy.needed("GET") is not None and r.name not in {"sign_out", "sample", "readyz"}
    ]
    return [*pages, *(f"{page}?q={EVIL}&next={LINK}&undo={EVIL}&about={EVIL}&show={EVIL}" for page in pages)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_stored_xss_nothing_written_becomes_markup_on_any_page(
    house: House, data_folder: Path, tmp_path: Path, language: str
) -> None:
    _plant(house, tmp_path)
    User.objects.update(language=language)
    client, part = Client(), Client(headers={"HX-Request": "true"})
    for browser in (client, part):
        browser.force_login(house.owner)
    assert client.post("/again/", {"password": PASSWORD}).status_code == 302
    wrong, shown = [], 0
    for address in _addresses(house):
        for browser in (client, part):
            answer = browser.get(address)
            if not answer.get("Content-Type", "").startswith("text/html"):
                continue
            page = answer.content.decode()
            seen = Seen()
            seen.feed(page)
            shown += "&lt;scr&lt;script" in page
            wrong += [f"{address[:80]}: {found}" for found in seen.found]
            if "Content-Security-Policy" not in answer.headers:
                wrong.append(f"{address[:80]}: no policy")
    assert not wrong, "\n".join(wrong[:40])
    assert shown > 20, "it was hardly shown anywhere"


def test_no_paragraph_holds_what_closes_it() -> None:
    """A browser ends a paragraph where one of these begins; what stands in it falls out of its line."""
    closes = r"<p\b(?:(?!</p>).)*?<(?:form|div|ul|ol|dl|section|details|fieldset|table|blockquote|p|h[1-6])\b"
    folder = Path(web.__file__).parent / "templates"
    files = sorted(folder.rglob("*.html"))
    found = [
        f"{p.relative_to(folder)}: {m[0][:80]}" for p in files for m in re.finditer(closes, p.read_text(), re.DOTALL)
    ]
    assert not found, "\n".join(found)


def test_the_watch_finds_markup() -> None:
    """The test can fail."""
    seen = Seen()
    seen.feed(f"<p>{EVIL}</p><a href=' java\nscript:evil()'>x</a>")
    assert len(seen.found) >= 2


@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: x=1.csv", "a\0b", 'a".html', "\u202egpj.exe", "../../x", "نينو.csv"]
)
def test_header_injection_no_name_of_ours_or_theirs_ends_a_header(house: House, data_folder: Path, name: str) -> None:
    """What is downloaded is called by a number or a day, never by what somebody typed."""
    ids = things(house)
    Person.objects.update(name=name.replace("\0", ""))
    client = Client()
    client.force_login(house.owner)
    told = 0
    for route in routes():
        if not (route.policy and route.policy.needed("GET") is not None):
            continue
        answer = client.get(route.address(**ids, what="x", name="answers", token="x"), {"name": name})
        said = answer.get("Content-Disposition", "")
        told += bool(said)
        assert "Set-Cookie: x" not in said
        assert re.fullmatch(r'(attachment; filename="[\w.-]+")?', said), said
    assert told >= 3
