"""Does a mailbox become the right messages of the right people, once?"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hafawa.channels.importers import runs
from hafawa.channels.importers.mail import IMPORTER
from hafawa.channels.importers.registry import Arrival, Job, Rejection, Row, Setting, look
from hafawa.channels.importers.rejections import words
from hafawa.channels.models import ImportRun
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline.events import MessageReceived, MessageSent
from hafawa.timeline.models import Event

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SHOP = "Nino at the shop <nino@shop.example>"


def eml(folder: Path, name: str, body: str = "hello", **headers: str) -> None:
    """One message as a file; names of headers with _ for -."""
    lines = {"From": "Layla <layla@x.example>", "To": SHOP, "Date": "Tue, 10 Nov 2026 09:30:00 +0000", "Subject": name}
    lines["Message-ID"] = f"<{name}@x.example>"
    lines.update({key.replace("_", "-"): value for key, value in headers.items()})
    text = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.eml").write_text(text + "\n" + body, encoding="utf-8")


def rows(folder: Path, us: str = "shop.example", after: int = 0) -> list[Row]:
    return list(IMPORTER.read(Job(folder, "mail", "mail", {"us": us}, Setting(), "x"), after=after))


def only(folder: Path) -> tuple[Arrival, Any]:
    (row,) = rows(folder)
    assert isinstance(row, Arrival)
    return row, row.said[0].what


@pytest.mark.django_db
class TestReading:
    """What one message becomes."""

    def test_from_others_is_received_and_from_us_is_sent_to_the_first_who_is_not_us(self, tmp_path: Path) -> None:
        eml(tmp_path / "m", "a", "Where is order #1234?")
        row, what = only(tmp_path / "m")
        assert isinstance(what, MessageReceived)
        assert row.who is not None
        assert (row.who.keys[0].value, row.who.name) == ("layla@x.example", "Layla")
        assert (what.text, what.order_ref, what.channel) == ("Where is order #1234?", "1234", "email")
        eml(tmp_path / "n", "b", From=SHOP, To="boss@shop.example, Giorgi <g@x.example>, Layla <layla@x.example>")
        row, what = only(tmp_path / "n")
        assert isinstance(what, MessageSent)
        assert row.who is not None
        assert row.who.keys[0].value == "g@x.example"
        assert what.by == "Nino at the shop"
        assert what.participants == ["g@x.example", "layla@x.example"]

    @pytest.mark.parametrize(
        ("headers", "note", "has_person"),
        [
            ({"Auto-Submitted": "auto-replied"}, "auto", True),
            ({"X-Autoreply": "yes"}, "auto", True),
            ({"Precedence": "bulk"}, "auto", False),
            ({"Subject": "رد تلقائي: خارج المكتب"}, "auto", True),
            ({"Subject": "ავტომატური პასუხი: შვებულება"}, "auto", True),
            ({"Return-Path": "<>"}, "bounce", False),
            ({"Content-Type": "multipart/report; report-type=delivery-status; boundary=b"}, "bounce", False),
            ({"List-Id": "<talk.x.example>"}, "list", False),
            ({"From": "no-reply@x.example"}, "no_reply", False),
            ({"From": "MAILER-DAEMON@x.example"}, "no_reply", False),
            ({"List-Unsubscribe": "<mailto:u@x.example>"}, "newsletter", False),
        ],
    )
    def test_what_no_hand_sent_is_automatic(
        self, tmp_path: Path, headers: dict[str, str], note: str, *, has_person: bool
    ) -> None:
        eml(tmp_path / "m", "a", **{key.replace("-", "_"): value for key, value in headers.items()})
        row, what = only(tmp_path / "m")
        assert what.is_automatic
        assert note in what.notes
        assert (row.who is not None) is has_person

    def test_auto_submitted_no_is_a_hand(self, tmp_path: Path) -> None:
        eml(tmp_path / "m", "a", Auto_Submitted="no")
        assert not only(tmp_path / "m")[1].is_automatic

    def test_a_newsletter_of_ours_is_sales(self, tmp_path: Path) -> None:
        eml(tmp_path / "m", "a", From=SHOP, To="g@x.example", List_Unsubscribe="<mailto:u@shop.example>")
        what = only(tmp_path / "m")[1]
        assert what.is_sales
        assert what.is_automatic

    @pytest.mark.parametrize(
        ("headers", "part"),
        [
            ({"From": ""}, "does not say from whom"),
            ({"From": "bob@extern"}, "does not say from whom"),
            ({"Date": "Thu, 01 Jan 1970 00:00:00 +0000"}, "no possible date"),
            ({"From": SHOP}, "your own addresses"),
            ({"From": SHOP, "To": ""}, "nobody"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_in_words_and_the_next_one_read(
        self, tmp_path: Path, headers: dict[str, str], part: str
    ) -> None:
        eml(tmp_path / "m", "a", **headers)
        eml(tmp_path / "m", "b")
        first, second = rows(tmp_path / "m")
        assert isinstance(first, Rejection)
        assert part in words(first.reason, first.facts)
        assert first.file == "a.eml"
        assert isinstance(second, Arrival)

    def test_going_on_after_a_row_gives_exactly_the_rest(self, tmp_path: Path) -> None:
        for place in range(6):
            eml(tmp_path / "m", f"m{place}", In_Reply_To=f"<m{place - 1}@x.example>" if place % 2 else "")
        assert rows(tmp_path / "m", after=3) == rows(tmp_path / "m")[3:]


@pytest.mark.parametrize(
    ("subject", "text", "found"),
    [
        ("Order 10482 late", "", "10482"),
        ("", "my order no. A-5521 is late", "A-5521"),
        ("", "order number: 77123.", "77123"),
        ("", "about (#4411)", "4411"),
        ("طلب رقم ١٠٤٨٢", "", "10482"),
        ("", "أين الطلب رقم 5521؟", "5521"),
        ("", "طلبي رقم #778", "778"),
        ("შეკვეთა № 10482", "", "10482"),
        ("", "შეკვეთის ნომერი: 5521", "5521"),
        ("", "10482 შეკვეთა", "10482"),
        ("", "I paid 10482 lari", ""),
        ("", "order 100 of them, on 2026-01-05", ""),
        ("", "we placed the order on 5/1/2026", ""),
        ("", "call 0501234567", ""),
    ],
)
def test_an_order_is_believed_only_where_it_is_called_one(subject: str, text: str, found: str) -> None:
    from hafawa.channels.mail.order_refs import order_ref

    assert order_ref(subject, text) == found


@pytest.mark.django_db
class TestWhoseMailbox:
    """Which addresses are ours."""

    def test_a_clear_mailbox_needs_no_question(self, tmp_path: Path) -> None:
        for place in range(6):
            eml(tmp_path / "m", f"m{place}", From=f"c{place}@x{place}.example")
        plan = IMPORTER.prepare(look(tmp_path / "m", name="m"), answers={}, setting=Setting())
        assert plan.answers == {"us": "shop.example"}
        assert not plan.questions

    def test_a_mailbox_that_does_not_say_is_asked_about_with_five_real_messages(self, tmp_path: Path) -> None:
        for place in range(6):
            eml(tmp_path / "m", f"m{place}", From="a@one.example", To="b@two.example", Subject=f"letter {place}")
        plan = IMPORTER.prepare(look(tmp_path / "m", name="m"), answers={}, setting=Setting())
        (question,) = plan.questions
        assert {option.value for option in question.options} == {"one.example", "two.example"}
        assert len(question.options[0].reads) == 5
        assert "letter 0" in question.options[0].reads[0][0]
        again = IMPORTER.prepare(look(tmp_path / "m", name="m"), answers={"us": "two.example"}, setting=Setting())
        assert not again.questions

    def test_one_letter_delivered_to_us_is_clear(self, tmp_path: Path) -> None:
        eml(tmp_path / "m", "a", Delivered_To="nino@shop.example")
        plan = IMPORTER.prepare(look(tmp_path / "m", name="m"), answers={}, setting=Setting())
        assert plan.answers == {"us": "shop.example"}

    def test_a_public_address_does_not_make_everybody_there_us(self, tmp_path: Path) -> None:
        for place in range(6):
            eml(tmp_path / "m", f"m{place}", From=f"c{place}@gmail.com", To="shop@gmail.com")
        plan = IMPORTER.prepare(look(tmp_path / "m", name="m"), answers={}, setting=Setting())
        assert plan.answers == {"us": "shop@gmail.com"}

    def test_what_the_shop_said_goes_first(self, tmp_path: Path) -> None:
        eml(tmp_path / "m", "a")
        plan = IMPORTER.prepare(
            look(tmp_path / "m", name="m"), answers={}, setting=Setting(staff_addresses=("x.example",))
        )
        assert plan.answers == {"us": "x.example"}


@pytest.fixture
def shop(db: None) -> Shop:
    shop = Shop.get()
    shop.staff_addresses = ["shop.example"]
    shop.save()
    return shop


def bring(path: Path, *, again: bool = False) -> ImportRun:
    run = runs.receive(path, name=path.name, by=None, now=NOW, again=again)
    assert run.importer == "mail"
    return runs.carry_out(run, now=NOW)


def test_the_same_letter_in_two_folders_and_two_imports_comes_in_once(shop: Shop, tmp_path: Path) -> None:
    eml(tmp_path / "m", "a")
    eml(tmp_path / "m", "again", Message_ID="<a@x.example>", Subject="a")
    run = bring(tmp_path / "m")
    assert (run.events_new, run.events_known, Event.objects.count()) == (1, 1, 1)
    bring(tmp_path / "m", again=True)
    assert (Event.objects.count(), Person.objects.count()) == (1, 1)


def test_a_conversation_goes_on_over_imports_and_a_stranger_stays_out(shop: Shop, tmp_path: Path) -> None:
    eml(tmp_path / "one", "root")
    eml(tmp_path / "one", "answer", From=SHOP, To="layla@x.example", In_Reply_To="<root@x.example>")
    bring(tmp_path / "one")
    eml(tmp_path / "two", "thanks", In_Reply_To="<answer@x.example>")
    eml(
        tmp_path / "two",
        "intruder",
        From="s@evil.example",
        In_Reply_To="<answer@x.example>",
        References="<root@x.example>",
    )
    bring(tmp_path / "two")
    refs = {e.data["message_id"].partition("@")[0]: e.ref for e in Event.objects.all()}
    assert refs["root"] == refs["answer"] == refs["thanks"]
    assert refs["intruder"] != refs["root"]


def test_the_words_quotes_and_attachments_are_kept_apart(shop: Shop, tmp_path: Path) -> None:
    eml(tmp_path / "m", "a", "شكرا لكم\n\nفي 5 يناير 2026، كتب المتجر <nino@shop.example>:\n> كلام قديم")
    bring(tmp_path / "m")
    event = Event.objects.get()
    assert event.data["text"] == "شكرا لكم"
    assert "كلام قديم" in event.data["quoted"]
    assert len(event.data["raw_sha256"]) == 64


@pytest.mark.real_data
def test_three_hundred_written_letters_become_their_threads(shop: Shop, tmp_path: Path, shared_data: Path) -> None:
    folder = tmp_path / "written"
    subprocess.run([sys.executable, shared_data / "mail" / "generate.py", "300", folder, "3"], check=True)
    run = bring(folder)
    assert (run.events_new, run.rows_rejected) == (300, 0)
    events = {e.data["message_id"]: e for e in Event.objects.all()}
    parents = _parents(folder)
    assert 20 < len(parents) < 80
    for child, parent in parents.items():
        same_sender = events[child].person_id == events[parent].person_id
        assert (events[child].ref == events[parent].ref) is same_sender  # strangers who quote an id stay out
        assert "wrote:" in events[child].data["quoted"]
        assert "wrote:" not in events[child].data["text"]
    assert Person.objects.count() == len({e.person_id for e in events.values()})


def _parents(folder: Path) -> dict[str, str]:
    """By plain reading of the lines, not by the code under test."""
    found = {}
    for file in folder.glob("*.eml"):
        lines = file.read_text().split("\n\n")[0].splitlines()
        ids = {k: v.strip(" <>") for k, _, v in (line.partition(":") for line in lines)}
        if "In-Reply-To" in ids:
            found[ids["Message-ID"]] = ids["In-Reply-To"]
    return found


def test_a_process_that_reads_no_mail_knows_its_reasons_in_words() -> None:
    code = (
        "import django; django.setup()\nfrom hafawa.channels.importers import rejections\n"
        "print(rejections.words('mail_no_sender', {}))"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.startswith("The message does not say from whom it is")
