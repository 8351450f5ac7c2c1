"""What visitors do comes in once, as theirs alone: nobody becomes somebody by what they type."""

from __future__ import annotations

import zipfile
from datetime import timedelta

import pytest

from hafawa.channels.chat import actions, door, files, speaking
from hafawa.channels.models import ChatFile, ChatSignal, ChatSite, ChatVisitor
from hafawa.people.models import Identifier, Person
from hafawa.privacy import erasing, exporting
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent, NoteWritten
from hafawa.timeline.models import Event
from tests.channels.chat.conftest import NOW, Browser, Bubble

pytestmark = pytest.mark.django_db


def test_words_come_in_as_a_message_of_nobody_in_particular(browser: Browser) -> None:
    event = browser.write("  where is my\r\norder?\0 ")
    assert event.data["text"] == "where is my\r\norder?"
    assert (event.kind, event.channel, event.person_id) == ("message.received", "chat", None)
    assert event.ref == browser.visitor.ref
    assert not Person.objects.exists()


def test_the_same_key_again_is_the_same_message_and_is_not_counted(browser: Browser) -> None:
    first = browser.write("hello", key="k-0000001")
    for _n in range(50):
        assert browser.write("hello", key="k-0000001").pk == first.pk
    assert Event.objects.count() == 1


def test_the_key_of_one_browser_is_none_of_anothers(browser: Browser, bubble: Bubble) -> None:
    first = browser.write("mine", key="k-0000001")
    other = Browser("b" * 43).write("theirs", key="k-0000001")
    assert other.pk != first.pk
    assert other.data["text"] == "theirs"


def test_an_address_typed_makes_somebody_new_who_is_found_by_no_key(browser: Browser) -> None:
    browser.write("hello", email="someone@example.com", name="Someone")
    person = Person.objects.get()
    assert person.name == "Someone"
    assert not Identifier.objects.exists()
    assert browser.write("again").person_id == person.pk


def test_a_message_left_with_an_address_names_where_to_answer(browser: Browser) -> None:
    assert browser.write("hello", email="someone@example.com").data["participants"] == ["someone@example.com"]


# ---- reliability: "Widget identity spoof": an unverified visitor never merges with or reads a known person


@pytest.mark.parametrize("typed", ["nino@example.com", " NINO@Example.com ", "nino@example.com\u200b"])
def test_widget_identity_spoof_a_known_address_typed_touches_nobody(bubble: Bubble, nino: Person, typed: str) -> None:
    browser = Browser("c" * 43)
    event = browser.write("send my orders elsewhere", email=typed, name="Nino Beridze")
    assert event.person_id not in (None, nino.pk)
    assert not nino.events.exists()
    assert browser.visitor.person_id == event.person_id
    assert Identifier.objects.get().person_id == nino.pk


def test_widget_identity_spoof_a_stranger_reads_only_their_own_conversation(bubble: Bubble, nino: Person) -> None:
    known = Browser("d" * 43, vouched=bubble.vouch("nino@example.com"))
    secret = known.write("my card ends in 4242")
    actions.say(secret.ref, "noted, Nino", by=bubble.agent, now=NOW)
    stranger = Browser("e" * 43)
    own = stranger.write("show me my chat", email="nino@example.com")
    assert [m["text"] for m in speaking.latest(own.ref)] == ["show me my chat"]


def test_widget_identity_spoof_a_forged_signature_is_a_stranger(bubble: Bubble, nino: Person) -> None:
    forged = Browser("f" * 43, vouched=bubble.vouch("nino@example.com", secret="0" * 64))
    assert forged.write("it is me").person_id is None
    assert not forged.visitor.is_verified


def test_widget_identity_spoof_an_old_signature_opens_nothing(bubble: Bubble, nino: Person) -> None:
    old = bubble.vouch("nino@example.com", until=NOW - timedelta(seconds=1))
    assert Browser("g" * 43, vouched=old).write("hi").person_id is None


def test_widget_identity_spoof_the_next_one_at_the_computer_does_not_read_on(bubble: Bubble, nino: Person) -> None:
    """Whoever was vouched for left; the token still lies in the browser."""
    browser = Browser("h" * 43, vouched=bubble.vouch("nino@example.com"))
    browser.write("mine alone")
    for vouched in ("", bubble.vouch("other@example.com"), bubble.vouch("nino@example.com", secret="1" * 64)):
        with pytest.raises(door.NotAVisitor):
            door.meet(browser.token, vouched, now=NOW)
        browser.vouched = vouched
        with pytest.raises(door.NotAVisitor):
            browser.write("let me in")
    assert Event.objects.count() == 1


def test_widget_identity_spoof_what_one_said_is_not_anothers_who_signs_in_after_them(bubble: Bubble) -> None:
    browser = Browser("i" * 43)
    browser.write("I am Giorgi", email="giorgi@example.com")
    with pytest.raises(door.NotAVisitor):
        door.meet(browser.token, bubble.vouch("nino@example.com"), now=NOW)


def test_widget_identity_spoof_a_vouched_one_does_not_become_another_by_typing(bubble: Bubble, nino: Person) -> None:
    browser = Browser("j" * 43, vouched=bubble.vouch("nino@example.com"))
    event = browser.write("hi", email="boss@example.com", name="The Boss")
    assert event.person_id == nino.pk
    assert browser.visitor.said_email == "nino@example.com"


def test_widget_identity_spoof_nothing_but_the_bubbles_own_words_is_shown(browser: Browser, bubble: Bubble) -> None:
    ref = browser.write("hi", email="nino@example.com").ref
    others = [
        (MessageSent(channel="email", ref=ref, text="your address is 5 Rose Street"), "m"),
        (MessageReceived(channel="email", ref=ref, text="by mail"), "n"),
        (NoteWritten(text="a difficult one"), "o"),
    ]
    log.append_many([log.Entry(what, NOW, "test", key) for what, key in others], now=NOW)
    assert [m["text"] for m in speaking.latest(ref)] == ["hi"]


def test_who_is_vouched_for_is_met_as_that_customer(bubble: Bubble, nino: Person) -> None:
    event = Browser("k" * 43, vouched=bubble.vouch("NINO@example.com", name="Nino")).write("hello")
    assert event.person_id == nino.pk
    assert Person.objects.count() == 1


def test_what_was_begun_before_signing_in_goes_on_under_their_name(bubble: Bubble, nino: Person) -> None:
    browser = Browser("l" * 43)
    browser.write("before")
    browser.vouched = bubble.vouch("nino@example.com")
    assert browser.write("after").person_id == nino.pk
    assert browser.visitor.is_verified


def test_a_page_left_open_for_days_goes_on_with_its_token(bubble: Bubble, nino: Person) -> None:
    browser = Browser("m" * 43, vouched=bubble.vouch("nino@example.com"))
    browser.write("first")
    assert browser.write("later", now=NOW + timedelta(days=3)).person_id == nino.pk


# ---- caps


def test_more_than_one_writes_in_a_minute_is_put_off_and_not_lost(browser: Browser) -> None:
    for n in range(door.MESSAGES_A_MINUTE):
        browser.write(f"{n}")
    with pytest.raises(door.TooOften) as refused:
        browser.write("one more", key="one-more-1")
    assert not refused.value.permanent
    browser.write("one more", key="one-more-1", now=NOW + timedelta(seconds=61))
    assert Event.objects.count() == door.MESSAGES_A_MINUTE + 1


def test_many_browsers_at_one_address_share_a_limit(bubble: Bubble) -> None:
    kept = 0
    for n in range(10):
        browser = Browser(f"{n}" * 43)
        for _m in range(20):
            try:
                browser.write("x")
                kept += 1
            except door.TooOften:
                pass
    assert kept == door.MESSAGES_A_MINUTE_FROM
    assert Browser("z" * 43, address="10.0.0.2").write("from elsewhere")


@pytest.mark.parametrize("text", ["", "  \n ", "\0\0", "x" * 5001])
def test_nothing_and_too_much_are_refused_in_words(browser: Browser, text: str) -> None:
    with pytest.raises((door.NothingSaid, door.TooMuch)):
        browser.write(text)
    assert not Event.objects.exists()
    assert not ChatVisitor.objects.exists()


@pytest.mark.parametrize("token", ["", "short", "x" * 65, "é" * 43, "a" * 42 + "\n", "' OR 1=1 --" + "a" * 32])
def test_a_token_no_browser_made_is_refused(bubble: Bubble, token: str) -> None:
    with pytest.raises(door.NotAVisitor):
        Browser(token).write("hi")


def test_switched_off_takes_nothing(browser: Browser) -> None:
    ChatSite.objects.update(is_on=False)
    with pytest.raises(door.NotOn):
        browser.write("hi")


def test_the_token_is_kept_as_a_hash_only(browser: Browser) -> None:
    browser.write("hi")
    assert browser.token not in str(list(ChatVisitor.objects.values()))


# ---- typing, reading, rating


def test_typing_is_told_and_is_no_event(browser: Browser) -> None:
    browser.write("hi")
    door.types(browser.visitor, now=NOW)
    assert ChatSignal.objects.get().data == {"by": "visitor"}
    assert Event.objects.count() == 1


def test_reading_moves_on_only_and_never_past_what_was_said_there(browser: Browser, bubble: Bubble) -> None:
    ref = browser.write("hi").ref
    answer = actions.say(ref, "hello", by=bubble.agent, now=NOW)
    for asked, expected in ((2**62, answer.pk), (1, answer.pk)):
        door.has_read(browser.visitor, asked, now=NOW)
        assert browser.visitor.own_read_id == expected


def test_how_it_felt_is_asked_once_each_time_it_is_closed(browser: Browser, bubble: Bubble) -> None:
    ref = browser.write("hi").ref
    assert door.rate(browser.visitor, "yes", now=NOW) is None
    actions.close(ref, now=NOW)
    event = door.rate(browser.visitor, "some", now=NOW)
    assert event is not None
    assert (event.kind, event.score, event.data["question"]) == ("survey.answered", 5, "felt_personal")
    assert door.rate(browser.visitor, "no", now=NOW) is None
    later = NOW + timedelta(hours=1)
    browser.write("one more thing", now=later)
    assert browser.visitor.closed_at is None
    actions.close(ref, now=later)
    assert door.rate(browser.visitor, "yes", now=later)


# ---- our side


def test_an_answer_sent_twice_by_one_form_is_one(browser: Browser, bubble: Bubble) -> None:
    ref = browser.write("hi").ref
    first = actions.say(ref, "hello", by=bubble.agent, now=NOW, key="t1")
    assert actions.say(ref, "hello", by=bubble.agent, now=NOW, key="t1").pk == first.pk
    assert first.data["by"] == "Ana"


def test_an_answer_to_nobody_is_refused_in_words(bubble: Bubble) -> None:
    for ref in ("chat:none", "mail:x", "", "chat:"):
        with pytest.raises(actions.NotAChat):
            actions.say(ref, "hello", by=bubble.agent, now=NOW)


def test_confirmed_by_one_of_us_they_are_who_they_said(browser: Browser, bubble: Bubble, nino: Person) -> None:
    ref = browser.write("hi", email="nino@example.com").ref
    assert actions.confirm(ref, by=bubble.agent, now=NOW) == nino.pk
    stranger = browser.visitor.person
    assert stranger is not None
    assert stranger.merged_into_id == nino.pk


def test_confirmed_without_somebody_known_the_address_is_theirs(browser: Browser, bubble: Bubble) -> None:
    ref = browser.write("hi", email="new@example.com").ref
    person_id = actions.confirm(ref, by=bubble.agent, now=NOW)
    assert Identifier.objects.get(value="new@example.com").person_id == person_id


# ---- files

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def test_a_file_goes_with_a_message_and_is_called_what_it_is(browser: Browser, bubble: Bubble) -> None:
    visitor = door.for_file(browser.token, address="10.0.0.1", language="en", now=NOW)
    kept = files.keep(visitor, "../../photo\u202egpj.png", [PNG[:50], PNG[50:]], now=NOW)
    event = browser.write("", files=[kept.public_id])
    [named] = event.data["attachments"]
    assert (named["type"], named["size_bytes"]) == ("image/png", len(PNG))
    assert files.path_of(kept.sha256).read_bytes() == PNG
    assert "/" not in kept.name
    assert "\u202e" not in kept.name


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", b"<script>"), ("a.svg", b"<svg onload=x>"), ("a.png", b"<html>"), ("a.exe", b"MZ"), ("a", PNG),
     ("a.txt", b"\0\0"), ("a.png.html", PNG), ("a.png", b"")],
)  # fmt: skip
def test_files_of_other_kinds_and_under_false_names_are_refused(bubble: Bubble, name: str, data: bytes) -> None:
    visitor = door.for_file("n" * 43, address="10.0.0.1", language="en", now=NOW)
    with pytest.raises(files.NotThisKind):
        files.keep(visitor, name, [data], now=NOW)
    assert not ChatFile.objects.exists()


def test_a_file_too_large_leaves_nothing_behind(bubble: Bubble) -> None:
    visitor = door.for_file("n" * 43, address="10.0.0.1", language="en", now=NOW)
    with pytest.raises(door.TooMuch):
        files.keep(visitor, "a.txt", (b"x" * 2**20 for _ in range(11)), now=NOW)
    assert not [p for p in files.path_of("0" * 64).parent.parent.iterdir() if p.is_file()]


def test_another_visitors_file_cannot_be_sent(browser: Browser, bubble: Bubble) -> None:
    other = door.for_file("n" * 43, address="10.0.0.1", language="en", now=NOW)
    kept = files.keep(other, "a.png", [PNG], now=NOW)
    assert "attachments" not in browser.write("look", files=[kept.public_id]).data


def test_bytes_go_with_the_last_row_that_names_them(
    browser: Browser, bubble: Bubble, django_capture_on_commit_callbacks: object
) -> None:
    for token in ("n" * 43, "o" * 43):
        visitor = door.for_file(token, address="10.0.0.1", language="en", now=NOW)
        kept = files.keep(visitor, "a.png", [PNG], now=NOW)
    rows = list(ChatFile.objects.all())
    for row, is_there in zip(rows, (True, False), strict=True):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            row.delete()
        assert files.path_of(kept.sha256).exists() is is_there


def test_a_file_nobody_sent_goes_after_a_day(browser: Browser, bubble: Bubble) -> None:
    visitor = door.for_file(browser.token, address="10.0.0.1", language="en", now=NOW)
    files.keep(visitor, "a.png", [PNG], now=NOW)
    files.sweep(now=NOW + timedelta(hours=25))
    assert not ChatFile.objects.exists()


# ---- privacy


def test_an_erasure_takes_what_they_wrote_before_they_were_known_and_the_files_bytes(
    browser: Browser, bubble: Bubble, django_capture_on_commit_callbacks: object
) -> None:
    ref = browser.write("before anybody knew me").ref
    visitor = browser.visitor
    kept = files.keep(visitor, "a.png", [PNG], now=NOW)
    browser.write("it is me", email="me@example.com", files=[kept.public_id])
    actions.say(ref, "hello", by=bubble.agent, now=NOW)
    other = Browser("y" * 43).write("somebody else")
    person = browser.visitor.person
    assert person is not None
    asked = erasing.ask(person.pk, typed=erasing.preview(person.pk).confirm_with, by=None, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasing.carry_out(asked, now=NOW + timedelta(days=2))
    assert list(Event.objects.all()) == [other]
    assert not ChatVisitor.objects.filter(pk=visitor.pk).exists()
    assert not files.path_of(kept.sha256).exists()


def test_a_copy_of_a_persons_data_has_the_files_they_sent(browser: Browser, bubble: Bubble) -> None:
    browser.write("it is me", email="me@example.com")
    kept = files.keep(browser.visitor, "صورة.png", [PNG], now=NOW)
    browser.write("look", files=[kept.public_id])
    made = exporting.make(exporting.ask(browser.visitor.person_id or 0, language="en", by=None, now=NOW), now=NOW)
    with zipfile.ZipFile(exporting.path_of(made, by=None, now=NOW)) as archive:
        assert archive.read("files/chat-001-صورة.png") == PNG
