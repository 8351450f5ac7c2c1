"""An answer written in the browser: kept while typed, looked at, sent once, taken back; a note goes nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafawa.conversations import counting, gather
from hafawa.conversations.composing import drafts, saved
from hafawa.conversations.composing.models import Draft, Mention, SavedReply, Use
from hafawa.conversations.composing.saved import Said
from hafawa.conversations.models import Conversation, Note
from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.people import gifts
from hafawa.people.models import Audience, Detail, Person
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from tests.web.conftest import colleague, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def layla() -> Person:
    return Person.objects.create(name="ليلى حدّاد", first_name="ليلى", language="ar", created_at=clock.now())


@pytest.fixture
def talk(layla: Person, owner: User) -> Conversation:
    """Layla complains, on a network where we answer with our own hands."""
    return _writes(layla, "أنا غاضبة جداً، وصل الإبريق مكسوراً ولم يرد أحد. أرسلوا لي واحداً جديداً من فضلكم.")


def _writes(who: Person, text: str) -> Conversation:
    now = clock.now()
    what = MessageReceived(channel="social", ref="social:1", text=text)
    log.append(log.Entry(what, now, "test", f"m{Event.objects.count()}", who.pk), now=now)
    annotate.annotate(now=now)
    gather.read_on(now=now)
    return Conversation.objects.get(key="social:1")


def post(client: Client, talk: Conversation, what: str, said: dict[str, Any], **more: Any) -> Any:
    return client.post(reverse(f"web:inbox_write_{what}", args=[talk.pk]), said, **more)


def newest(talk: Conversation) -> int:
    return counting.events_of(talk).latest("id").pk


def sent() -> list[str]:
    return list(Event.objects.filter(kind="message.sent").values_list("data__text", flat=True))


def box(client: Client, talk: Conversation, query: str = "") -> str:
    answer = client.get(reverse("web:inbox_write", args=[talk.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_box_says_what_they_want_and_what_would_put_it_right(talk: Conversation, nino: Client) -> None:
    page = box(nino, talk)
    assert "They seem to want both" in page
    assert "أرسلوا لي واحداً جديداً" in page
    assert 'lang="ar"' in page
    assert "مرحباً ليلى" in page or "ليلى،" in page, "a greeting in their language to put in"
    assert f'value="{newest(talk)}"' in page


def test_what_may_be_said_is_shown_and_a_surprise_never(talk: Conversation, layla: Person, nino: Client) -> None:
    now = clock.now()
    for text, audience in (("loves cardamom", Audience.MAY_SAY), ("is moving", Audience.KNOW)):
        Detail.objects.create(person=layla, text=text, audience=audience, source="said", learned_on=now.date())
    giorgi = Person.objects.create(name="Giorgi", created_at=now)
    gifts.note(giorgi, what="red bicycle", recipient=layla, now=now)
    page = box(nino, talk)
    assert "loves cardamom" in page
    assert "is moving" not in page
    assert "red bicycle" not in page


def test_an_answer_goes_out_and_comes_back_into_the_box_when_taken_back(talk: Conversation, nino: Client) -> None:
    said = {"text": "مرحباً ليلى، نرسل لك واحداً جديداً غداً.", "seen": newest(talk)}
    answer = post(nino, talk, "reply", said)
    assert answer.status_code == 302
    assert sent() == ["مرحباً ليلى، نرسل لك واحداً جديداً غداً."]
    page = nino.get(answer["Location"]).content.decode()
    assert "Undo" in page
    assert f">{said['text']}</textarea>" not in page
    token = page.split('name="said" value="')[1].split('"')[0]
    back = post(nino, talk, "undo", {"said": token})
    assert sent() == []
    assert f">{said['text']}</textarea>" in nino.get(back["Location"]).content.decode()
    again = post(nino, talk, "undo", {"said": token})
    assert "cannot be taken back" in nino.get(again["Location"]).content.decode()


def test_a_token_of_another_conversation_or_nobodys_takes_nothing_back(talk: Conversation, nino: Client) -> None:
    assert post(nino, talk, "undo", {"said": "made up"}).status_code == 422
    assert post(nino, talk, "undo", {}).status_code == 422


def test_pressed_twice_it_goes_out_once(talk: Conversation, nino: Client) -> None:
    said = {"text": "نعم، من العاشرة.", "seen": newest(talk)}
    assert post(nino, talk, "reply", said).status_code == 302
    assert post(nino, talk, "reply", said).status_code == 302
    assert len(sent()) == 1


def test_when_they_wrote_meanwhile_it_stops_shows_it_and_keeps_the_words(
    talk: Conversation, layla: Person, nino: Client
) -> None:
    seen = newest(talk)
    _writes(layla, "لا داعي، وجدت الفاتورة.")
    said = {"text": "نبحث عن الفاتورة.", "seen": seen, "back": f"/inbox/{talk.pk}/"}
    answer = post(nino, talk, "reply", said, **HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "They wrote again" in page
    assert "لا داعي، وجدت الفاتورة." in page
    assert "نبحث عن الفاتورة." in page
    assert f'value="/inbox/{talk.pk}/"' in page
    assert sent() == []
    assert post(nino, talk, "reply", said | {"seen": newest(talk)}, **HTMX)["HX-Redirect"].startswith(
        f"/inbox/{talk.pk}/?said="
    )
    assert len(sent()) == 1


def test_a_gate_keeps_the_words_and_asks_again_with_the_same_sight(talk: Conversation, nino: Client) -> None:
    seen = newest(talk)
    answer = post(nino, talk, "reply", {"text": "مرحباً {first_name}", "seen": seen}, **HTMX)
    assert answer.status_code == 422
    assert "{first_name}" in answer.content.decode()
    assert f'id="reply-seen" value="{seen}"' in answer.content.decode()
    plain = post(nino, talk, "reply", {"text": "مرحباً {first_name}", "seen": seen})
    assert plain.status_code == 422, "without scripts too"
    assert "مرحباً {first_name}" in box(nino, talk)


def test_without_having_seen_anything_nothing_is_sent(talk: Conversation, nino: Client) -> None:
    assert post(nino, talk, "reply", {"text": "x"}).status_code == 422
    assert sent() == []


def test_send_and_close_closes_and_leads_only_to_its_own_pages(talk: Conversation, nino: Client) -> None:
    said = {"text": "تم.", "seen": newest(talk), "then": "close", "back": "https://elsewhere.example/"}
    answer = post(nino, talk, "reply", said)
    assert answer["Location"].startswith(f"/inbox/{talk.pk}/?said=")
    talk.refresh_from_db()
    assert talk.state == "closed"


@pytest.mark.parametrize("at", ["2020-01-01T10:00", "own", "x", "2099-01-01T10:00", "+9999-01-01T10:00"])
def test_a_time_that_cannot_be_is_refused_and_nothing_goes_out_now(at: str, talk: Conversation, nino: Client) -> None:
    answer = post(nino, talk, "reply", {"text": "x y z", "seen": newest(talk), "send_at": at, "at": "nonsense"}, **HTMX)
    assert answer.status_code == 422
    assert sent() == []


def test_what_is_typed_is_kept_and_the_older_window_is_told(talk: Conversation, nino: Client) -> None:
    def keep(text: str, since: int) -> Any:
        return post(nino, talk, "draft", {"kind": "reply", "text": text, "since": since, "passed_over": ["coldness"]})

    assert keep("\u200fiPhone وصل\r\nنعم", 0).json() == {"rev": 1}
    assert drafts.of(talk.key, user=User.objects.get(), kind="reply").text == "iPhone وصل\nنعم"
    assert keep("newer", 1).json() == {"rev": 2}
    told = keep("older", 1)
    assert told.status_code == 409
    assert (told.json()["text"], told.json()["is_sent"]) == ("newer", False)
    page = box(nino, talk)
    assert ">newer</textarea>" in page
    assert 'data-rev="2"' in page
    assert 'name="passed_over" value="coldness"' in page
    assert post(nino, talk, "draft", {"kind": "letter", "text": "x"}).status_code == 404


def test_remarks_promises_and_gates_stand_beside_it_and_nothing_is_kept(talk: Conversation, nino: Client) -> None:
    before = Draft.objects.count(), Event.objects.count()
    text = "We will send you a new one on Friday. You should have read the label, {first_name}."
    page = post(nino, talk, "remarks", {"text": text}, **HTMX).content.decode()
    assert "It points at the customer" in page
    assert "You are promising" in page
    assert "Friday" in page
    assert "It cannot be sent" in page
    start = text.index("You should")
    assert f'data-start="{start}"' in page
    assert (Draft.objects.count(), Event.objects.count()) == before
    assert post(nino, talk, "remarks", {"text": ""}, **HTMX).content.decode().strip() == ""


def test_a_colleague_is_seen_reading_and_writing_and_what_came_is_told(
    talk: Conversation, layla: Person, nino: Client
) -> None:
    luka = signed_in(colleague(Role.AGENT))
    seen = newest(talk)
    assert "is reading here" not in post(nino, talk, "here", {"seen": seen}).content.decode()
    assert "Nino</bdi> is reading here" in post(luka, talk, "here", {"seen": seen, "writing": "1"}).content.decode()
    _writes(layla, "هل من جديد؟")
    page = post(nino, talk, "here", {"seen": seen}).content.decode()
    assert "Luka</bdi> is writing here" in page
    assert "1 message came" in page
    post(luka, talk, "here", {"act": "left"})
    assert "Luka" not in post(nino, talk, "here", {"seen": seen}).content.decode()


def test_saved_replies_are_offered_in_their_language_and_filled(talk: Conversation, nino: Client) -> None:
    texts = {"en": "Hello {first_name}, use {order}.", "ar": "مرحباً {first_name}، {me} معك."}
    saved.write(Said("Greeting <b>", "hi", texts), by=User.objects.get(), now=clock.now())
    page = nino.get(reverse("web:inbox_write_replies", args=[talk.pk]), {"q": "hi"}).content.decode()
    assert 'data-text="مرحباً ليلى، Nino معك."' in page
    assert "Greeting &lt;b&gt;" in page
    assert (
        "answers to that" in nino.get(reverse("web:inbox_write_replies", args=[talk.pk]), {"q": "zz"}).content.decode()
    )


def test_a_saved_reply_goes_out_unchanged_once_and_is_counted(talk: Conversation, nino: Client) -> None:
    reply = saved.write(
        Said("Hours", "open", {"ar": "نفتح في العاشرة يا {first_name}"}), by=User.objects.get(), now=clock.now()
    )
    said = {"text": "نفتح في العاشرة يا ليلى", "seen": newest(talk), "used": [reply.pk]}
    answer = post(nino, talk, "reply", said)
    assert Use.objects.get().is_unchanged
    Draft.objects.update(sent_at=clock.now().replace(year=2020))  # a minute later and more
    refused = post(nino, talk, "reply", said | {"seen": newest(talk)}, **HTMX)
    assert refused.status_code == 422
    assert "word for word" in refused.content.decode()
    token = answer["Location"].split("said=")[1].split("#")[0]
    post(nino, talk, "undo", {"said": token.replace("%3A", ":")})
    assert not Use.objects.exists(), "what was taken back was not used"
    assert post(nino, talk, "reply", said | {"seen": newest(talk)}).status_code == 302


# ---- notes


def test_a_note_names_a_colleague_who_finds_it_and_nothing_of_it_goes_out(talk: Conversation, nino: Client) -> None:
    luka = colleague(Role.AGENT)
    browser, before = signed_in(luka), Event.objects.count()
    said = {
        "note": "@Luka she is right, be generous",
        "text": "x",
        "seen": newest(talk),
        "then": "close",
        "send_at": "own",
    }
    answer = post(nino, talk, "note", said)
    assert answer.status_code == 302
    assert Note.objects.get().text == "@Luka she is right, be generous"
    assert (sent(), Event.objects.count()) == ([], before)
    assert "1 note names you" in browser.get("/").content.decode()
    assert "be generous" in browser.get(reverse("web:inbox_mentions")).content.decode()
    assert Mention.objects.get().seen_at is None, "looking at the list changes nothing"
    post(browser, talk, "here", {"seen": newest(talk)})
    assert "names you" not in browser.get("/").content.decode()


def test_every_address_that_sends_reads_no_note_and_keeps_every_note_where_it_is(
    talk: Conversation, nino: Client
) -> None:
    """Whatever is posted to whatever address of the box as a note, no customer gets a word of it."""
    secret = "between us she is impossible"
    for kept in ("draft", "note"):
        post(nino, talk, kept, {"kind": "note", "text": secret, "note": secret, "since": 0})
    for name in ("reply", "remarks", "here", "undo", "draft", "note"):
        post(nino, talk, name, {"note": secret, "kind": "note", "seen": newest(talk), "then": "close"})
        post(nino, talk, name, {"note": secret, "kind": "note", "seen": newest(talk), "text": "", "send_at": "own"})
    assert sent() == []
    assert not [e for e in Event.objects.all() if "impossible" in str(e.data)]
    post(nino, talk, "reply", {"text": "نعم", "note": secret, "seen": newest(talk)})
    assert sent() == ["نعم"]


def test_a_note_without_words_is_refused_and_its_draft_stays(talk: Conversation, nino: Client) -> None:
    assert post(nino, talk, "note", {"note": " \n"}).status_code == 422
    assert not Note.objects.exists()


def test_all_mentions_are_seen_at_once_when_somebody_says_so(talk: Conversation, nino: Client) -> None:
    browser = signed_in(colleague(Role.AGENT))
    post(nino, talk, "note", {"note": "@Luka one"})
    post(nino, talk, "note", {"note": "@Luka two"})
    assert "2 notes name you" in browser.get("/").content.decode()
    assert browser.post(reverse("web:inbox_mentions_seen")).status_code == 302
    assert "name you" not in browser.get("/").content.decode()


# ---- saved replies


def test_a_reply_is_saved_changed_and_put_away_by_those_who_answer(nino: Client) -> None:
    luka = signed_in(colleague(Role.AGENT))
    page = reverse("web:settings_replies")
    assert luka.post(page, {"title": "Hours", "shortcut": "open", "text_ka": "ათიდან"}).status_code == 302
    reply = SavedReply.objects.get()
    one = reverse("web:settings_reply", args=[reply.pk])
    assert "ათიდან" in luka.get(one).content.decode()
    assert (
        luka.post(one, {"title": "Hours", "shortcut": "open", "text_ka": "", "text_en": "{wrong}"}).status_code == 422
    )
    assert (
        luka.post(one, {"title": "Hours", "shortcut": "open", "text_en": "From ten, {first_name}"}).status_code == 302
    )
    assert "From ten, Margaret" in luka.get(one).content.decode()
    act = reverse("web:settings_reply_act", args=[reply.pk])
    luka.post(act, {"act": "archive"})
    assert "No longer offered" in luka.get(page).content.decode()
    luka.post(act, {"act": "restore"})
    assert SavedReply.objects.get().archived_at is None
    assert luka.post(act, {"act": "burn"}).status_code == 404
    assert luka.post(page, {"title": "Other", "shortcut": "open", "text_en": "x"}).status_code == 422
    assert signed_in(colleague(Role.VIEWER, email="v@x.example")).get(page).status_code == 403
    assert nino.get(page).status_code == 200


def test_a_preview_fills_in_somebody_and_keeps_nothing(nino: Client) -> None:
    answer = nino.post(
        reverse("web:settings_replies_preview"), {"text_ar": "مرحباً {first_name}", "text_en": "{coupon}"}
    )
    assert "مرحباً ليلى" in answer.content.decode()
    assert "filled by nobody" in answer.content.decode()
    assert not SavedReply.objects.exists()


def test_the_table_goes_out_and_comes_in(nino: Client) -> None:
    saved.write(Said("Hours", "open", {"en": "=At ten."}), by=User.objects.get(), now=clock.now())
    table = nino.get(reverse("web:settings_replies_csv")).content
    assert b"'=At ten." in table
    into = reverse("web:settings_replies_import")
    changed = SimpleUploadedFile("r.csv", table.replace(b"ten", b"nine") + b"x,X,{bad},,\r\n")
    assert nino.post(into, {"file": changed}).status_code == 302
    page = nino.get(reverse("web:settings_replies")).content.decode()
    assert "1 reply was changed." in page
    assert "Row 3" in page
    assert SavedReply.objects.get().text_en == "=At nine."
    assert nino.post(into).status_code == 302
    assert nino.post(into, {"file": SimpleUploadedFile("r.csv", b"\xff\xfe")}).status_code == 422
