"""The inbox: who waits is listed, each act says what it did and can be taken back, nothing shows what it may not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hafawa import flow
from hafawa.conversations import actions, counting, gather
from hafawa.conversations.models import Conversation, Note, ReplyLater, State
from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.people.models import Person
from hafawa.playbooks.models import Suggestion
from hafawa.search import indexing
from hafawa.team.models import Role
from hafawa.timeline import log
from hafawa.timeline.events import Happening, MentionPosted, MessageReceived, ReviewPosted
from hafawa.web.reads import talk as reads
from tests.web.conftest import House, colleague, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def talk(ref: str = "c1") -> Conversation:
    return Conversation.objects.get(key=ref)


def writes(house: House, text: str, *, ref: str, subject: str = "") -> Conversation:
    at = clock.now() - timedelta(minutes=5)
    what = MessageReceived(channel="email", ref=ref, text=text, subject=subject)
    log.append(log.Entry(what, at, "test", f"more-{ref}-{text[:20]}", house.layla.pk), now=at)
    gather.read_on(now=clock.now())
    return talk(ref)


def post(client: Client, path: str, said: dict[str, Any], **more: Any) -> str:
    response = client.post(path, said, follow=True, **more)
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def undo_in(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("view", ["", "waiting", "mine", "unassigned", "later", "open", "snoozed", "closed", "automatic", "all", "²"])  # fmt: skip
def test_every_view_answers(house: House, nino: Client, view: str) -> None:
    assert nino.get("/inbox/", {"view": view}).status_code == 200
    assert nino.get("/inbox/", {"view": view}, **HTMX).status_code == 200
    assert nino.get("/inbox.csv", {"view": view}).status_code == 200


def line_of(page: str, conversation: Conversation) -> str:
    return page[page.index(f'id="talk-{conversation.pk}"') :].split("</li>", maxsplit=1)[0]


def test_a_line_that_was_shown_before_is_told_anew_when_anything_of_it_changes(house: House, nino: Client) -> None:
    """Lines are kept as they were drawn; nothing of one may outlive what it told."""
    found, first = talk(), nino.get("/inbox/").content.decode()
    assert line_of(nino.get("/inbox/").content.decode(), found) == line_of(first, found)
    assert "ليلى" in line_of(first, found)
    Person.objects.filter(pk=found.person_id).update(name="Leila Haddad")
    actions.assign([found], house.owner, by=house.owner, now=clock.now())
    actions.tag([found], "wholesale", now=clock.now())
    then = nino.get("/inbox/").content.decode()
    line = line_of(then, found)
    assert "ليلى" not in line
    assert line.count("Leila Haddad") == 2  # to those who hear it, too
    assert "wholesale" in line
    assert house.owner.name in line
    later = nino.get("/inbox/?view=mine").content.decode()
    assert f'href="/inbox/{found.pk}/?view=mine"' in later
    house.owner.language = "ka"
    house.owner.save()
    assert "საუბრის არჩევა: Leila Haddad" in nino.get("/inbox/").content.decode()


def test_whoever_is_closed_over_waits_no_more_on_their_page_nor_on_today(house: House, nino: Client) -> None:
    person, waits = f"/people/{house.layla.pk}/", "waits for an answer"
    assert waits in nino.get(person).content.decode()
    assert Suggestion.objects.filter(person=house.layla, playbook="answer_now", state="open").exists()
    post(nino, "/inbox/act/", {"act": "close", "conversation": talk().pk})
    assert talk().state == State.CLOSED
    flow.daily(clock.now())
    page = nino.get(person).content.decode()
    assert waits not in page
    assert "no answer needed" in page
    assert not Suggestion.objects.filter(person=house.layla, playbook="answer_now", state="open").exists()


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 900, "channel=zz&tag=%F0%9F%98%80", "after=9999999999", "after=-1"])  # fmt: skip
def test_what_an_address_says_wrongly_is_passed_over(house: House, nino: Client, query: str) -> None:
    assert nino.get(f"/inbox/?{query}").status_code == 200


def test_whoever_waits_is_listed_with_their_words_and_who_was_answered_is_not(house: House, nino: Client) -> None:
    page = nino.get("/inbox/").content.decode()
    assert "ليلى حدّاد" in page
    assert "أين طلبي" in page
    assert "Late since" in page
    assert "გიორგი" not in page


def test_found_by_words_said_in_it_in_another_spelling_and_by_a_name(house: House, nino: Client) -> None:
    for words in ("طلبى", "ليلي"):
        assert f'id="talk-{talk().pk}"' in nino.get("/inbox/", {"q": words}).content.decode(), words
    assert "Nothing fits" in nino.get("/inbox/", {"q": "zzzzzz"}).content.decode()


def test_closing_several_says_so_and_undo_brings_them_back(house: House, nino: Client) -> None:
    ids = [talk().pk, writes(house, "And one more thing?", ref="c9").pk]
    page = post(nino, "/inbox/act/", {"act": "close", "conversation": ids}, **HTMX)
    assert "2 conversations were closed." in page
    assert set(Conversation.objects.filter(id__in=ids).values_list("state", flat=True)) == {State.CLOSED}
    post(nino, "/inbox/undo/", {"kept": undo_in(page)}, **HTMX)
    assert set(Conversation.objects.filter(id__in=ids).values_list("state", flat=True)) == {State.OPEN}


def test_without_script_the_next_page_says_it_and_offers_undo_once(house: House, nino: Client) -> None:
    page = post(nino, "/inbox/act/", {"act": "until-1d", "conversation": talk().pk})
    assert "1 conversation was put off." in page
    post(nino, "/inbox/undo/", {"kept": undo_in(page)})
    assert talk().state == State.OPEN
    assert "put off." not in nino.get("/inbox/").content.decode()


@pytest.mark.parametrize("kept", ["", "forged", "WyJ4Il0:1x:abc"])
def test_an_undo_nobody_gave_out_is_not_taken(house: House, nino: Client, kept: str) -> None:
    assert nino.post("/inbox/undo/", {"kept": kept}).status_code == 404


def test_nothing_ticked_is_said_and_changes_nothing(house: House, nino: Client) -> None:
    response = nino.post("/inbox/act/", {"act": "close"})
    assert response.status_code == 422
    assert "Tick at least one" in response.content.decode()


@pytest.mark.parametrize("act", ["", "until-99y", "to-0", "to-x", "untag-x", "explode"])
def test_an_act_there_is_not_is_not_done(house: House, nino: Client, act: str) -> None:
    assert nino.post("/inbox/act/", {"act": act, "conversation": talk().pk}).status_code == 404
    assert talk().rev == 0


def test_given_to_a_colleague_it_is_with_them(house: House, nino: Client) -> None:
    luka = colleague(Role.AGENT)
    post(nino, f"/inbox/{talk().pk}/act/", {"act": f"to-{luka.pk}"})
    assert talk().assignee == luka
    assert "ليلى حدّاد" in signed_in(luka).get("/inbox/?view=mine").content.decode()


def test_the_pile_is_answered_one_after_another(house: House, nino: Client) -> None:
    other = writes(house, "And one more thing?", ref="c9")
    post(nino, "/inbox/act/", {"act": "later", "conversation": [talk().pk, other.pk]})
    first = nino.get("/inbox/next/?view=later")
    assert first["Location"].startswith(f"/inbox/{talk().pk}/?view=later")
    closed = nino.post(f"/inbox/{talk().pk}/act/?view=later", {"act": "close"})
    assert closed["Location"] == f"/inbox/{other.pk}/?view=later"
    post(nino, f"/inbox/{other.pk}/act/?view=later", {"act": "not_later"})
    assert ReplyLater.objects.filter(conversation=other).count() == 0


def test_the_page_has_the_words_the_person_and_what_is_promised(house: House, nino: Client) -> None:
    page = nino.get(f"/inbox/{talk('c2').pk}/").content.decode()
    assert "როდის დამირეკავთ?" in page
    assert "ხვალ დაგირეკავთ" in page
    assert f"/people/{house.giorgi.pk}/" in page
    assert "Promised and not kept yet" in page


def test_a_note_is_kept_with_its_words_and_only_the_team_reads_it(house: House, nino: Client) -> None:
    page = post(nino, f"/inbox/{talk().pk}/note/", {"note": "<b>call</b> her sister first"})
    assert "&lt;b&gt;call&lt;/b&gt; her sister first" in page
    assert Note.objects.get().by_name == "Nino"
    viewer = signed_in(colleague(Role.VIEWER))
    assert "her sister first" not in viewer.get(f"/inbox/{talk().pk}/").content.decode()
    assert viewer.post(f"/inbox/{talk().pk}/note/", {"note": "x"}).status_code == 403


def test_two_conversations_are_read_as_one_and_taken_apart(house: House, nino: Client) -> None:
    other = writes(house, "Do you sell plates?", ref="c9", subject="Plates")
    page = post(nino, f"/inbox/{talk().pk}/arrange/", {"arrange": "merge", "other": other.pk})
    assert "Do you sell plates?" in page
    assert nino.get(f"/inbox/{other.pk}/")["Location"] == f"/inbox/{talk().pk}/"
    page = post(nino, f"/inbox/{talk().pk}/arrange/", {"arrange": "part", "key": "c9"})
    assert "Do you sell plates?" in page
    assert talk().n_in == 1


def test_another_matter_becomes_a_conversation_of_its_own(house: House, nino: Client) -> None:
    writes(house, "By the way, do you sell plates?", ref="c1")
    event = counting.events_of(talk()).order_by("-occurred_at").first()
    assert event is not None
    page = post(nino, f"/inbox/{talk().pk}/arrange/", {"arrange": "split", "other": event.pk})
    assert "do you sell plates" in page
    assert talk().n_in == 1


def test_with_two_people_s_words_merging_is_refused_in_words(house: House, nino: Client) -> None:
    response = nino.post(f"/inbox/{talk().pk}/arrange/", {"arrange": "merge", "other": talk("c2").pk})
    assert response.status_code == 422
    assert "two people" in response.content.decode()


def test_a_long_conversation_shows_its_end_and_the_rest_on_a_click(house: House, nino: Client) -> None:
    for n in range(40):
        writes(house, f"word number {n:02}", ref="c1")
    page = nino.get(f"/inbox/{talk().pk}/").content.decode()
    assert "word number 39" in page
    assert "word number 02" not in page
    before = re.search(r"before=(\d+)", page)
    assert before is not None
    more = nino.get(f"/inbox/{talk().pk}/", {"before": before[1]}, **HTMX).content.decode()
    assert "word number 02" in more


@pytest.mark.parametrize("size", [3, 40])
def test_the_queue_and_a_page_ask_the_database_little_however_much_there_is(
    house: House, nino: Client, size: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(size):
        made = writes(house, f"word number {n}", ref=f"many-{n}")
        actions.tag([made], f"tag {n % 5}", now=clock.now())
    nino.get("/inbox/")
    with django_assert_max_num_queries(14):
        nino.get("/inbox/")
    with django_assert_max_num_queries(41):
        nino.get(f"/inbox/{talk().pk}/")


def test_a_piece_of_a_page_is_not_kept_as_the_page(house: House, nino: Client) -> None:
    page, piece = nino.get("/inbox/"), nino.get("/inbox/", **HTMX)
    assert piece["Cache-Control"] == "no-store"
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in piece["Vary"]


def in_public(house: House, what: Happening, who: Person | None = None) -> Conversation:
    at = clock.now() - timedelta(minutes=30)
    event = log.append(log.Entry(what, at, "test", f"public-{what!r}"[:300], who.pk if who else None), now=at)
    assert event is not None
    annotate.annotate(now=clock.now())
    gather.read_on(now=clock.now())
    return talk(f"public:{event.pk}")


def test_a_review_is_listed_with_its_stars_and_found_by_its_channel_and_words(house: House, nino: Client) -> None:
    what = ReviewPosted(score=2, ref="HF-9", text="The saucer came cracked. Nobody answers!", title="Cracked")
    found = in_public(house, what, house.layla)
    indexing.index(now=clock.now())
    for query in ({}, {"channel": "review"}, {"q": "saucer"}):
        page = nino.get("/inbox/", query).content.decode()
        assert f'id="talk-{found.pk}"' in page, query
        assert "2 stars of 5" in page
    assert f'id="talk-{found.pk}"' not in nino.get("/inbox/", {"channel": "social"}).content.decode()
    page = nino.get(f"/inbox/{found.pk}/").content.decode()
    assert "2 stars of 5" in page
    assert "I have sent it there" in page
    assert "Make it a conversation of its own" not in page
    assert "The saucer came cracked" in nino.get(f"/people/{house.layla.pk}/").content.decode()


def test_words_of_somebody_unknown_lead_to_where_they_were_said_and_to_no_script(house: House, nino: Client) -> None:
    what = MentionPosted(text="Is Finjan open on Sunday?", url="https://network.example/p/1")
    found = in_public(house, what)
    page = nino.get(f"/inbox/{found.pk}/").content.decode()
    assert 'href="https://network.example/p/1"' in page
    assert "Somebody not known" in page
    assert "Social network" in page
    assert f'id="talk-{found.pk}"' in nino.get("/inbox/").content.decode()
    bad = in_public(house, MentionPosted(text="Are you open on Monday?", url="javascript:alert(1)"))
    assert "javascript:alert" not in nino.get(f"/inbox/{bad.pk}/").content.decode()


def test_answered_in_the_inbox_it_waits_on_listening_no_more_until_undone(house: House, nino: Client) -> None:
    found = in_public(house, MentionPosted(text="Is Finjan open on Sunday?"))
    event_id = int(found.key.partition(":")[2])
    mention = f'id="mention-{event_id}"'
    assert mention in nino.get("/listening/mentions/").content.decode()
    said = {"text": "From ten to six.", "seen": str(event_id), "then": "close"}
    response = nino.post(f"/inbox/{found.pk}/write/reply/", said, follow=True)
    page = str(response.content.decode())
    assert mention not in nino.get("/listening/mentions/").content.decode()
    assert "From ten to six." in page
    token = re.search(r'name="said" value="([^"]+)"', page)
    assert token is not None
    post(nino, f"/inbox/{found.pk}/write/undo/", {"said": token[1]})
    gather.read_on(now=clock.now())
    assert mention in nino.get("/listening/mentions/").content.decode()
    assert (talk(found.key).waiting_since is not None, talk(found.key).state) == (True, State.OPEN)


def test_answered_on_listening_it_waits_in_the_inbox_no_more(house: House, nino: Client) -> None:
    found = in_public(house, MentionPosted(text="Is Finjan open on Sunday?"))
    event_id = int(found.key.partition(":")[2])
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "answered"})
    gather.read_on(now=clock.now())
    assert f'id="talk-{found.pk}"' not in nino.get("/inbox/").content.decode()
    assert "Nino answered in public" in re.sub("[\u2066-\u2069]", "", nino.get(f"/inbox/{found.pk}/").content.decode())
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "not_answered"})
    gather.read_on(now=clock.now())
    assert f'id="talk-{found.pk}"' in nino.get("/inbox/").content.decode()


def test_what_was_drawn_is_not_remembered_for_long(house: House, nino: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may have been erased meanwhile."""
    reads._in_list.cache_clear()
    nino.get("/inbox/")
    assert reads._in_list.cache_info().currsize > 0
    found, later = talk(), clock.ticks() + reads.KEPT_SECONDS + 1
    monkeypatch.setattr(clock, "ticks", lambda: later)
    Conversation.objects.exclude(pk=found.pk).delete()
    Conversation.objects.update(preview="Something else")
    nino.get("/inbox/")
    assert reads._in_list.cache_info().currsize == 1
