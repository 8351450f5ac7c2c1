"""Files in an answer: kept with the draft, told what is taken, sent along, given back, met by whom may, and gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafawa.backups import files
from hafawa.channels.mail import parse
from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import told
from hafawa.conversations import confidential, gather
from hafawa.conversations.composing import attaching
from hafawa.conversations.composing.models import DraftFile
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock, sealed
from hafawa.people.models import Person
from hafawa.privacy import erasing
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from tests.web.answering import GEORGIAN, HTMX, PDF, attach, box, ids, reply
from tests.web.conftest import colleague, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(data_folder: Path) -> Path:
    return data_folder / "attached"


@pytest.fixture
def layla(owner: User) -> Person:
    return Person.objects.create(name="Layla", first_name="Layla", language="en", created_at=clock.now())


@pytest.fixture
def talk(layla: Person) -> Conversation:
    """Layla wrote a mail, and a mailbox can answer it."""
    now = clock.now()
    made = Mailbox.objects.create(
        address="shop@finjan.example", host="127.0.0.1", port=9, username="shop", made_at=now,
        sealed_password=sealed.seal("x", purpose=connecting.PURPOSE),
    )  # fmt: skip
    Sending.objects.create(mailbox=made, host="127.0.0.1", port=9, made_at=now)
    return _writes(layla)


def _writes(layla: Person) -> Conversation:
    now = clock.now()
    what = MessageReceived(
        channel="email", ref="mail:00000000000000aa", text="How much is it?", subject="Prices",
        message_id="one@example.com", participants=["layla@example.com"],
    )  # fmt: skip
    log.append(log.Entry(what, now, "test", f"m{Event.objects.count()}", layla.pk), now=now)
    gather.read_on(now=now)
    return Conversation.objects.get(key="mail:00000000000000aa")


@pytest.fixture
def nino(owner: User) -> Client:
    return signed_in(owner)


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_attached_stands_in_the_box_when_it_is_opened_again_and_goes_when_removed(
    talk: Conversation, nino: Client, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    answer = attach(nino, talk, (GEORGIAN, PDF), ("قائمة.txt", b"tea"))
    assert answer.status_code == 200
    for page in (answer.content.decode(), box(nino, talk)):
        assert GEORGIAN in page
        assert "قائمة.txt" in page
        assert "10.2" in page, "its size"
    assert "18 MB together" in box(nino, talk), "what is taken is said before"
    assert {path for _name, path in files.kept(folder.parent)} >= set(on_disk(folder)), "a backup has them"
    luka = colleague(Role.AGENT)
    assert GEORGIAN not in box(signed_in(luka), talk), "a draft is its writer's"
    with django_capture_on_commit_callbacks(execute=True):
        nino.post(reverse("web:inbox_write_files", args=[talk.pk]), {"remove": ids()[0]}, headers=HTMX)
    assert GEORGIAN not in box(nino, talk)
    assert [path.read_bytes() for path in on_disk(folder)] == [b"tea"]


def test_nobody_takes_a_file_out_of_a_colleagues_draft_nor_sends_it(talk: Conversation, nino: Client) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    luka = signed_in(colleague(Role.AGENT))
    luka.post(reverse("web:inbox_write_files", args=[talk.pk]), {"remove": ids()[0]}, headers=HTMX)
    assert len(ids()) == 1
    assert reply(luka, talk, "Here.", ids()[0]).status_code == 422
    assert not Outgoing.objects.exists()


def test_who_only_looks_attaches_nothing(talk: Conversation) -> None:
    viewer = signed_in(colleague(Role.VIEWER))
    assert attach(viewer, talk, (GEORGIAN, PDF)).status_code == 403
    assert not DraftFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\offer.pdf", "offer.pdf"),
        ("a\r\nBcc: x@example.com\x00.pdf", None),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("ა" * 900 + ".pdf", None),
        ("\ud800.pdf", None),
        ("", "file"),
        ("..", "file"),
    ],
)
def test_a_hostile_name_is_made_safe(
    talk: Conversation, nino: Client, name: str, kept: str | None, owner: User
) -> None:
    upload = attaching.Upload(name, [PDF])
    found = attaching.attach(talk.key, [upload], user=owner, channel="email", now=clock.now()).kept[0]
    assert kept is None or found.name == kept
    assert len(found.name) <= 200
    assert not set(found.name) & set("\r\n\0/\\\u202e\ud800")
    reply(nino, talk, "Here.", found.public_id)
    raw = bytes(Outgoing.objects.get().raw)
    assert [data for _name, data in parse.attached(raw)] == [PDF]
    assert b"\r\nBcc:" not in raw


def test_a_hostile_name_sent_by_a_browser_raises_nothing(talk: Conversation, nino: Client) -> None:
    assert attach(nino, talk, ("../../x\u202e\x07.pdf", PDF)).status_code == 200
    assert DraftFile.objects.get().name == "x.pdf"


def test_what_is_not_taken_is_said_by_name_and_not_kept(
    talk: Conversation, nino: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = attach(nino, talk, ("empty.pdf", b""), ("good.pdf", PDF))
    assert answer.status_code == 422
    assert "empty.pdf" in answer.content.decode()
    assert "is empty and was not attached" in answer.content.decode()
    assert [one.name for one in DraftFile.objects.all()] == ["good.pdf"]
    monkeypatch.setattr(attaching, "TOTAL_BYTES", len(PDF) + 10)
    answer = attach(nino, talk, ("eleven.txt", b"x" * 11))
    assert answer.status_code == 422
    assert "together the files would have more than" in answer.content.decode()
    assert attach(nino, talk, ("ten.txt", b"x" * 10)).status_code == 200
    assert len(on_disk(folder)) == 2


def test_there_are_ten_files_and_no_more(talk: Conversation, nino: Client) -> None:
    answer = attach(nino, talk, *((f"{n}.txt", b"x") for n in range(12)))
    assert answer.status_code == 422
    assert "there are 10 files already" in answer.content.decode()
    assert DraftFile.objects.count() == 10


def test_sent_it_lies_in_the_letter_leaves_the_draft_and_is_given_back_by_undo(
    talk: Conversation, nino: Client
) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    answer = reply(nino, talk, "Our prices.", *ids())
    assert answer.status_code == 302
    assert parse.attached(bytes(Outgoing.objects.get().raw)) == [(GEORGIAN, PDF)]
    page = nino.get(answer["Location"]).content.decode()
    assert page.count(GEORGIAN) == 1, "with what is on its way, not in the draft"
    assert ids() == []
    token = page.split('name="said" value="')[1].split('"')[0]
    nino.post(reverse("web:inbox_write_undo", args=[talk.pk]), {"said": token})
    assert Outgoing.objects.get().state == OutgoingState.TAKEN_BACK
    page = box(nino, talk)
    assert GEORGIAN in page
    assert ">Our prices.</textarea>" in page
    assert reply(nino, talk, "Our prices, again.", *ids()).status_code == 302
    assert parse.attached(bytes(Outgoing.objects.latest("id").raw)) == [(GEORGIAN, PDF)]


def test_taken_back_in_the_outbox_its_files_are_in_the_draft_again(talk: Conversation, nino: Client) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    reply(nino, talk, "Our prices.", *ids())
    nino.post(reverse("web:outgoing_act", args=[Outgoing.objects.get().pk]), {"act": "take_back"})
    assert GEORGIAN in box(nino, talk)


def test_an_answer_may_be_files_alone_and_pressed_twice_goes_once(talk: Conversation, nino: Client) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    given = ids()
    assert reply(nino, talk, "", *given).status_code == 302
    assert reply(nino, talk, "", *given).status_code == 302
    assert Outgoing.objects.count() == 1


def test_only_what_the_writer_saw_goes_along_and_what_was_removed_elsewhere_stops_it(
    talk: Conversation, nino: Client
) -> None:
    attach(nino, talk, ("seen.pdf", PDF))
    seen = ids()
    attach(nino, talk, ("other window.pdf", PDF))
    reply(nino, talk, "Here.", *seen)
    assert [name for name, _data in parse.attached(bytes(Outgoing.objects.get().raw))] == ["seen.pdf"]
    other = ids()
    nino.post(reverse("web:inbox_write_files", args=[talk.pk]), {"remove": other[0]}, headers=HTMX)
    answer = reply(nino, talk, "And this.", *other)
    assert "taken out of this answer in another window" in answer.content.decode()
    assert Outgoing.objects.count() == 1
    assert ">And this.</textarea>" in box(nino, talk)


def test_without_script_files_come_with_the_answer_or_are_attached_first_and_no_word_is_lost(
    talk: Conversation, nino: Client
) -> None:
    files = reverse("web:inbox_write_files", args=[talk.pk])
    back = nino.post(files, {"text": "Half a sent", "files": [SimpleUploadedFile("a.pdf", PDF)]})
    assert back.status_code == 302
    page = nino.get(back["Location"]).content.decode()
    assert ">Half a sent</textarea>" in page
    assert "a.pdf" in page
    nino.post(files, {"text": "Half a sentence", "remove": ids()[0]})
    assert ">Half a sentence</textarea>" in box(nino, talk)
    answer = reply(nino, talk, "A whole sentence.", files=[SimpleUploadedFile("empty.pdf", b"")])
    assert answer.status_code == 422
    assert "is empty and was not attached" in answer.content.decode()
    reply(nino, talk, "A whole sentence.", files=[SimpleUploadedFile("b.pdf", PDF)])
    assert parse.attached(bytes(Outgoing.objects.get().raw)) == [("b.pdf", PDF)]


def test_where_nothing_goes_out_from_here_nothing_is_attached(layla: Person, nino: Client) -> None:
    talk = _writes(layla)
    assert "reply-files" not in box(nino, talk)
    answer = attach(nino, talk, (GEORGIAN, PDF))
    assert answer.status_code == 422
    assert not DraftFile.objects.exists()


def _is_sent(talk: Conversation) -> Event:
    """The server took the letter."""
    event = told.append(Outgoing.objects.get(), now=clock.now())
    assert event is not None
    gather.read_on(now=clock.now())
    return event


def test_the_thread_shows_what_we_sent_and_hands_it_out_to_be_kept(talk: Conversation, nino: Client) -> None:
    attach(nino, talk, (GEORGIAN, PDF), ("page.html", b"<script>alert(1)</script>"))
    reply(nino, talk, "Our prices.", *ids())
    event = _is_sent(talk)
    page = nino.get(reverse("web:inbox_conversation", args=[talk.pk])).content.decode()
    address = reverse("web:message_attachment", args=[event.pk, 0])
    assert address in page
    assert GEORGIAN in page
    got = nino.get(address)
    assert got.content == PDF
    second = nino.get(reverse("web:message_attachment", args=[event.pk, 1]))
    assert second.content == b"<script>alert(1)</script>"
    for one in (got, second):
        assert one["X-Content-Type-Options"] == "nosniff"
        assert one["Content-Disposition"].startswith("attachment")
        assert one["Content-Type"] == "application/octet-stream"


def test_of_a_confidential_conversation_only_its_readers_attach_and_download(
    talk: Conversation, nino: Client, owner: User
) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    reply(nino, talk, "Our prices.", *ids())
    event = _is_sent(talk)
    luka = signed_in(colleague(Role.AGENT))
    address = reverse("web:message_attachment", args=[event.pk, 0])
    assert luka.get(address).status_code == 200
    talk.refresh_from_db()
    confidential.turn_on(talk, why="asked", by=owner, now=clock.now())
    assert luka.get(address).status_code == 404
    assert attach(luka, talk, (GEORGIAN, PDF)).status_code == 404
    assert nino.get(address).status_code == 200


def test_an_erasure_takes_the_draft_its_files_and_the_letter(
    talk: Conversation, nino: Client, owner: User, layla: Person, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    attach(nino, talk, ("sent.pdf", PDF), ("waits.pdf", PDF))
    reply(nino, talk, "Our prices.", ids()[0])
    assert len(on_disk(folder)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        asked = erasing.ask(layla.pk, typed="layla", by=owner, now=clock.now())
        erasing.carry_out(asked, now=clock.now() + timedelta(days=2))
    assert not DraftFile.objects.exists()
    assert not Outgoing.objects.exists()
    assert on_disk(folder) == []


def test_what_went_out_a_day_ago_and_what_no_row_names_is_swept_and_a_draft_is_not(
    talk: Conversation, nino: Client, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    attach(nino, talk, ("sent.pdf", PDF), ("waits.pdf", b"%PDF-waits"))
    reply(nino, talk, "Our prices.", ids()[0])
    stray = folder / "ab" / ("ab" * 32 + ".0123")
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"half kept")
    (folder / ".coming-1").write_bytes(b"half come")
    later = clock.now() + timedelta(hours=25)
    attaching.sweep(now=clock.now())
    assert stray.exists(), "a file that just came may get its row yet"
    with django_capture_on_commit_callbacks(execute=True):
        attaching.sweep(now=later)
    assert not stray.exists()
    assert len(on_disk(folder)) == 2, "the letter waits still and may be taken back"
    Outgoing.objects.update(state=OutgoingState.SENT)
    with django_capture_on_commit_callbacks(execute=True):
        attaching.sweep(now=later)
    assert [path.read_bytes() for path in on_disk(folder)] == [b"%PDF-waits"]


def test_a_file_that_is_not_on_the_disk_any_more_stops_the_answer_in_words(
    talk: Conversation, nino: Client, folder: Path
) -> None:
    attach(nino, talk, (GEORGIAN, PDF))
    on_disk(folder)[0].unlink()
    answer = reply(nino, talk, "Our prices.", *ids())
    assert answer.status_code == 422
    assert "attach it again" in answer.content.decode()
    assert not Outgoing.objects.exists()
