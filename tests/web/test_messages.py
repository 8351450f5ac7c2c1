"""Is a letter shown whole, handed out safely, and only to those who may see it?"""

from __future__ import annotations

import html as markup
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from hafawa.conversations import gather
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.people.models import Identifier
from hafawa.privacy import exporting
from hafawa.team.models import Role
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from hafawa.web.reads.message import paragraphs
from tests.channels.mail.rich import DATES, LOGO, PHOTO, SHOP, WINMAIL, File, bring, event_of, rich
from tests.channels.mail.test_pictures import png
from tests.web.conftest import House, colleague

Come = Callable[..., Event]
PAGES = (
    "<p>The cup <b>came</b> broken.</p><img src='cid:logo@layla'><img src='https://tracker.example/open?id=1' width=1"
    " height=1><script>alert(1)</script><a href='https://evil.example/x'>www.my-bank.example</a>"
)
QUOTING = (
    "Where is it?\n\n-- \nLayla Haddad\n+353 1 555 0101\n\nOn Mon, 9 Nov 2026 at 10:00, Finjan <support@finjan.example>"
    " wrote:\n> It left on Friday.\n"
)


@pytest.fixture
def come(house: House, data_folder: Path, tmp_path: Path) -> Come:
    """One letter, brought in as mail is; the message it became."""
    count = iter(range(1, 100))

    def make(**said: object) -> Event:
        n = next(count)
        run = bring(tmp_path, rich(number=n, **said), now=clock.now(), name=f"box-{n}")  # type: ignore[arg-type]
        return event_of(run)

    return make


def seen(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


class TestWords:
    """What is shown before anything is asked for?"""

    def test_the_words_are_shown_and_what_they_repeat_and_the_signature_are_folded(
        self, come: Come, nino: Client
    ) -> None:
        event = come(words=QUOTING)
        page = seen(nino, f"/messages/{event.pk}/")
        folded = re.findall(r"<details class=\"more\">.*?</details>", page, re.DOTALL)
        assert "Where is it?" in re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        assert any("It left on Friday." in one and "open" not in one[:30] for one in folded)
        assert any("+353 1 555 0101" in one for one in folded)

    @pytest.mark.parametrize(
        ("headers", "words"),
        [
            ([("Auto-Submitted", "auto-replied")], "Sent by a program"),
            ([("List-Id", "<talk.x.example>")], "mailing list"),
            ([("Return-Path", "<>")], "could not be delivered"),
            ([("List-Unsubscribe", "<mailto:u@x.example>")], "Sent to many at once"),
        ],
    )
    def test_what_no_hand_sent_is_said_in_words(
        self, come: Come, nino: Client, headers: list[tuple[str, str]], words: str
    ) -> None:
        assert words in seen(nino, f"/messages/{come(headers=headers).pk}/")

    def test_addresses_in_plain_words_are_links_that_say_where_they_lead(self, come: Come, nino: Client) -> None:
        event = come(words="Look at https://a.example/x and javascript:alert(1) and http://testserver/sign-out/")
        page = seen(nino, f"/messages/{event.pk}/")
        (link,) = re.findall(r"<a [^>]*target=\"_blank\"[^>]*>", page)
        assert 'href="https://a.example/x"' in link
        assert 'rel="noopener noreferrer nofollow"' in link

    def test_stored_xss_nothing_in_a_letter_becomes_markup(self, come: Come, nino: Client) -> None:
        evil = "<img src=x onerror=alert(1)>"
        event = come(words=f"{evil}\n\n-- \n{evil}", subject=evil, files=[File(f"{evil}.pdf", "application/pdf", b"x")])
        for part in ("", "as-sent/", "files/0/"):
            answer = nino.get(f"/messages/{event.pk}/{part}")
            if answer["Content-Type"].startswith("text/html"):
                assert "<img src=x" not in answer.content.decode()

    def test_the_story_of_a_person_leads_to_the_whole_letter(self, come: Come, nino: Client) -> None:
        event = come()
        assert f"/messages/{event.pk}/" in seen(nino, f"/people/{event.person_id}/")

    def test_a_conversation_shows_each_letter_whole(self, come: Come, nino: Client) -> None:
        event = come(words=QUOTING, files=[PHOTO])
        gather.read_on(now=clock.now())
        page = seen(nino, f"/inbox/{Conversation.objects.get(key=event.ref).pk}/")
        assert "What it quotes from before" in page
        assert f"/messages/{event.pk}/files/0/" in page
        assert page.count("Where is it?") == 1 + page.count("data-preview")

    def test_a_message_without_an_original_shows_its_words(self, house: House, nino: Client) -> None:
        page = seen(nino, f"/messages/{house.events['e1']}/")
        assert "Download the original" not in page
        assert "as-sent" not in page

    def test_lines_run_each_their_own_way(self) -> None:
        text = "> غادرت الطلبية FN-12924\n> Your parcel left.\n> 12-34\n\nგამარჯობა iPhone"
        told = [(p.direction, "".join(piece.text for piece in p.pieces)) for p in paragraphs(text)]
        assert told == [
            ("rtl", "> غادرت الطلبية FN-12924"), ("ltr", "> Your parcel left.\n> 12-34"), ("ltr", "გამარჯობა iPhone"),
        ]  # fmt: skip

    def test_numbers_are_kept_whole_among_arabic_words(self, come: Come, nino: Client) -> None:
        event = come(words="اتصلوا بي على +995 555 12-34-56 بخصوص الطلب FN-12924 قبل 10/12/2026")
        page = seen(nino, f"/messages/{event.pk}/")
        for number in ("+995 555 12-34-56", "FN-12924", "10/12/2026"):
            assert f'<bdi dir="ltr" class="ltr">{number}</bdi>' in page

    def test_a_photo_laid_among_the_words_is_shown_and_a_logo_is_folded(self, come: Come, nino: Client) -> None:
        photo = File("IMG_1.png", "image/png", png(60, 40, rows=40) + b"\0" * 20_000, "photo@x")
        page = seen(nino, f"/messages/{come(html='<p>x</p>', files=[LOGO, photo]).pk}/")
        assert "1 small picture of its layout" in page
        assert len(re.findall(r"<img class=\"letter-picture\"", page)) == 1
        assert "pictures/1/" in page


class TestFrame:
    """Is the letter's own page locked in?"""

    def test_stored_xss_in_mail_html_the_frame_is_sandboxed_twice_and_cleaned(self, come: Come, nino: Client) -> None:
        event = come(html=PAGES, files=[LOGO])
        part = seen(nino, f"/messages/{event.pk}/as-sent/", hx_request="true")
        (frame,) = re.findall(r"<iframe[^>]*>", part)
        assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in frame
        answer = nino.get(f"/messages/{event.pk}/frame/")
        said = answer["Content-Security-Policy"]
        assert "default-src 'none'" in said
        assert "sandbox allow-popups allow-popups-to-escape-sandbox" in said
        assert "script-src" not in said
        assert "allow-same-origin" not in said
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert answer["Referrer-Policy"] == "no-referrer"
        body = answer.content.decode()
        assert "<script" not in body
        assert "alert(1)" not in body
        assert "data:image/png;base64," in body

    def test_tracking_pixels_are_kept_back_and_told_until_asked_for(self, come: Come, nino: Client) -> None:
        event = come(html=PAGES)
        part = seen(nino, f"/messages/{event.pk}/as-sent/", hx_request="true")
        assert "1 picture of this letter" in part
        assert "too small to be seen" in part
        assert "tracker.example" not in seen(nino, f"/messages/{event.pk}/frame/")
        asked = seen(nino, f"/messages/{event.pk}/frame/?pictures=yes", sec_fetch_site="same-origin")
        assert 'src="https://tracker.example/open?id=1"' in asked

    def test_another_site_cannot_ask_for_the_pictures_by_a_link(self, come: Come, nino: Client) -> None:
        event = come(html=PAGES)
        answer = nino.get(f"/messages/{event.pk}/frame/?pictures=yes", headers={"sec-fetch-site": "cross-site"})
        assert "tracker.example" not in answer.content.decode()
        assert "https:" not in answer["Content-Security-Policy"]

    def test_cid_of_another_mail_is_not_shown(self, come: Come, nino: Client) -> None:
        come(html="<img src='cid:logo@layla'>", files=[LOGO], subject="theirs")
        mine = come(html="<p>x</p><img src='cid:logo@layla'>", files=[PHOTO], subject="mine")
        assert "base64" not in seen(nino, f"/messages/{mine.pk}/frame/")

    def test_a_letter_of_plain_words_is_shown_as_it_was_written(self, come: Come, nino: Client) -> None:
        body = seen(nino, f"/messages/{come(words=QUOTING).pk}/frame/")
        assert "<pre>" in body
        assert "It left on Friday." in body

    def test_nested_to_hurt_shows_its_words(self, come: Come, nino: Client) -> None:
        event = come(words="", html="<div>" * 3000 + "still here")
        assert "nested so deep" in seen(nino, f"/messages/{event.pk}/as-sent/")
        assert "still here" in seen(nino, f"/messages/{event.pk}/frame/")

    def test_a_longer_letter_gets_a_higher_frame_within_bounds(self, come: Come, nino: Client) -> None:
        def height(text: str) -> int:
            page = seen(nino, f"/messages/{come(html=text).pk}/as-sent/")
            return int(re.findall(r"<iframe[^>]* height=\"(\d+)\"", page)[0])

        one, many, huge = height("<p>x</p>"), height("<p>line</p>" * 30), height("<p>line</p>" * 5000)
        assert one < many < huge <= 1800

    @pytest.mark.parametrize("kind", ["pgp-signature", "pkcs7-signature"])
    def test_signed_letters_say_so_and_that_nobody_checked(self, come: Come, nino: Client, kind: str) -> None:
        event = come(files=[File("signature", f"application/{kind}", b"-----BEGIN-----")])
        assert "does not check signatures" in seen(nino, f"/messages/{event.pk}/as-sent/")


class TestFiles:
    """What came with it."""

    @pytest.mark.parametrize(
        "file",
        [
            File("evil.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            File("evil.html", "text/html", b"<script>alert(1)</script>"),
            File("evil.pdf", "application/pdf", b"%PDF-1.7 /JS (app.alert(1))"),
            File("evil.xml", "application/xhtml+xml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
            File("evil.js", "text/javascript", b"alert(1)"),
        ],
    )
    def test_active_attachments_are_only_ever_handed_out_to_be_kept(self, come: Come, nino: Client, file: File) -> None:
        event = come(files=[file])
        answer = nino.get(f"/messages/{event.pk}/files/0/")
        assert answer.content == file.data
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"] == f'attachment; filename="{file.name}"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].endswith("sandbox")
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert nino.get(f"/messages/{event.pk}/pictures/0/").status_code == 404

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("CON", "_CON"),
            ("invoice\u202efdp.exe", "invoicefdp.exe"),
            ("a\r\nSet-Cookie: x=1.txt", "a Set-Cookie x=1.txt"),
            ("", "1.pdf"),
            ("ფოტო · صورة.pdf", "ფოტო · صورة.pdf"),
        ],
    )
    def test_active_attachments_a_file_name_is_harmless(self, come: Come, nino: Client, name: str, kept: str) -> None:
        from email.header import Header

        shown = Header(name, "utf-8").encode() if name else ""
        more = f'; filename="{shown}"' if name else ""
        raw = (
            "From: Layla <layla@example.org>\r\nTo: support@finjan.example\r\nDate: Tue, 10 Nov 2026 09:30:00 +0400\r\n"
            "Message-ID: <named@x>\r\nSubject: named\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello"
            f"\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment{more}\r\n\r\n%PDF\r\n--b--\r\n"
        )
        from hafawa.web.handing_out import to_keep
        from tests.channels.mail.letters import read_one

        assert (read_one(raw.encode()).attachments[0]["name"] or "1.pdf") == kept
        said = to_keep(b"x", name=name or "1.pdf")["Content-Disposition"]
        assert not re.search(r"[\r\n\u202e]|\.\./", said)
        assert said.startswith("attachment; filename")

    def test_parser_and_zip_bombs_are_handed_out_unopened(self, come: Come, nino: Client) -> None:
        with io.BytesIO() as made:
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
                archive.writestr("zeros", b"\0" * 50_000_000)
            bomb = made.getvalue()
        event = come(files=[File("bomb.zip", "application/zip", bomb)])
        assert nino.get(f"/messages/{event.pk}/files/0/").content == bomb
        assert "bomb.zip" in seen(nino, f"/messages/{event.pk}/")

    def test_a_picture_of_forty_thousand_squared_is_a_file_and_never_shown(self, come: Come, nino: Client) -> None:
        bomb = File("huge.png", "image/png", png(40_000, 40_000, rows=10), "huge@x")
        event = come(html="<img src='cid:huge@x'>", files=[bomb])
        assert nino.get(f"/messages/{event.pk}/pictures/0/").status_code == 404
        assert "base64" not in seen(nino, f"/messages/{event.pk}/frame/")
        assert nino.get(f"/messages/{event.pk}/files/0/").content == bomb.data

    def test_a_real_picture_is_shown_as_what_it_is(self, come: Come, nino: Client) -> None:
        event = come(files=[PHOTO._replace(kind="image/jpeg")])
        answer = nino.get(f"/messages/{event.pk}/pictures/0/")
        assert (answer["Content-Type"], answer.content) == ("image/png", PHOTO.data)
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_what_came_with_letters_we_sent_is_there_too(self, come: Come, nino: Client) -> None:
        event = come(sender=f"Nino <{SHOP}>", to="Layla <layla@example.org>", files=[PHOTO])
        assert event.kind == "message.sent"
        assert nino.get(f"/messages/{event.pk}/files/0/").content == PHOTO.data

    def test_an_invitation_is_read_by_both_clocks_and_never_answered(self, come: Come, nino: Client) -> None:
        event = come(files=[DATES])
        page = markup.unescape(seen(nino, f"/messages/{event.pk}/dates/0/"))
        for words in (
            "Cupping · دورة تذوق",
            "რუსთაველის 12",
            "Layla Haddad",
            "may come",
            "Asia/Dubai",
            "No answer is sent",
        ):
            assert words in page

    def test_a_package_of_outlooks_is_unpacked(self, come: Come, nino: Client) -> None:
        event = come(files=[WINMAIL])
        assert "فاتورة.pdf" in seen(nino, f"/messages/{event.pk}/packages/0/")
        answer = nino.get(f"/messages/{event.pk}/packages/0/0/")
        assert answer.content == b"%PDF-1.7 the bill"
        assert answer["Content-Type"] == "application/octet-stream"
        assert nino.get(f"/messages/{event.pk}/packages/0/1/").status_code == 404


PARTS = (
    "",
    "as-sent/",
    "frame/",
    "files/0/",
    "pictures/0/",
    "dates/0/",
    "packages/0/",
    "packages/0/0/",
    "original.eml",
)


def test_attachment_and_object_idor_what_is_no_message_or_not_there_is_absent(
    house: House, come: Come, nino: Client
) -> None:
    come(files=[PHOTO])
    promise = next(e for e in house.events.values() if Event.objects.get(pk=e).kind == "promise.made")
    for part in PARTS:
        assert nino.get(f"/messages/{promise}/{part}").status_code == 404
        assert nino.get(f"/messages/999999999/{part}").status_code == 404


def test_attachment_and_object_idor_whoever_may_not_see_the_event_gets_nothing_of_it(
    come: Come, nino: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every door asks the one rule: with another rule, all of them close."""
    from hafawa.team import sight
    from hafawa.team.permissions import Level

    event = come(html=PAGES, files=[PHOTO])
    agent = Client()
    agent.force_login(colleague(Role.AGENT))
    monkeypatch.setitem(sight.RULES, "timeline.Event", sight.Rule(Level.MANAGER, "for this test"))
    for part in PARTS:
        assert agent.get(f"/messages/{event.pk}/{part}").status_code == 404, part


def test_attachment_and_object_idor_a_number_leads_to_no_other_letters_file(come: Come, nino: Client) -> None:
    come(files=[PHOTO, DATES])
    event = come(files=[WINMAIL])
    for number in (1, 2, 10**9):
        assert nino.get(f"/messages/{event.pk}/files/{number}/").status_code == 404


def test_a_viewer_sees_no_address_and_takes_no_original(come: Come) -> None:
    event = come(files=[DATES])
    viewer = Client()
    viewer.force_login(colleague(Role.VIEWER))
    assert "layla@example.org" not in seen(viewer, f"/messages/{event.pk}/dates/0/")
    assert "original.eml" not in seen(viewer, f"/messages/{event.pk}/")
    assert viewer.get(f"/messages/{event.pk}/original.eml").status_code == 403


def test_the_original_is_handed_out_as_it_came(come: Come, nino: Client) -> None:
    event = come(files=[PHOTO], subject="Ваза/ваза ../x")
    answer = nino.get(f"/messages/{event.pk}/original.eml")
    assert answer.content.startswith(b"From: Layla Haddad <layla@example.org>")
    assert "attachment" in answer["Content-Disposition"]


def test_javascript_in_a_url_field_is_refused_on_render_whoever_wrote_it(house: House, nino: Client) -> None:
    words = "javascript:alert(1) JAVASCRIPT:alert(1) https://a.example/\u2028x"
    said = MessageReceived(channel="email", ref="mail:1", text=words)
    entry = log.Entry(said, clock.now(), "x", "forged", house.layla.pk)
    event = log.append(entry, now=clock.now())
    assert event is not None
    page = seen(nino, f"/messages/{event.pk}/")
    assert not re.search(r"href=\"\s*javascript", page, re.IGNORECASE)


class TestUnread:
    """Letters that could not be read."""

    def test_they_are_listed_with_the_reason_and_their_original(
        self, house: House, data_folder: Path, tmp_path: Path, nino: Client
    ) -> None:
        broken = b"To: support@finjan.example\nSubject: who am I\n\nno sender at all"
        bring(tmp_path, rich(), broken, now=clock.now())
        page = seen(nino, "/imports/unread/")
        assert "does not say from whom" in page
        (link,) = re.findall(r"/imports/\d+/unread/\d+/", page)
        answer = nino.get(link)
        assert b"".join(answer.streaming_content) == broken  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "application/octet-stream"

    def test_without_any_it_says_what_would_happen(self, house: House, nino: Client) -> None:
        assert "Every letter could be read" in seen(nino, "/imports/unread/")


def test_an_export_of_a_person_has_what_came_with_their_letters(come: Come, data_folder: Path) -> None:
    event = come(files=[PHOTO])
    person = Identifier.objects.get(value="layla@example.org").person
    assert person.pk == event.person_id
    export = exporting.make(exporting.ask(person.pk, language="en", by=None, now=clock.now()), now=clock.now())
    with zipfile.ZipFile(exporting.path_of(export, by=None, now=clock.now())) as archive:
        letters = [archive.read(n) for n in archive.namelist() if n.endswith(".eml")]
        assert json.loads(archive.read("data.json"))["files"]
    assert any(b"broken-cup.png" in raw for raw in letters)
