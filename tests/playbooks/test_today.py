"""The page: order explained, minutes filled, praise always, who is left out, what is unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hafawa.people.models import Audience, Detail, Identifier, Occasion
from hafawa.playbooks import today
from hafawa.playbooks.models import Suggestion
from hafawa.team.models import Shop
from hafawa.team.permissions import AT_THE_MACHINE
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db


def page(**asked: Any) -> today.Today:
    return today.cards(**{"to": AT_THE_MACHINE, "day": NOW, "now": NOW, "language": "en", **asked})


def busy_shop() -> tuple[Story, Story, Story]:
    layla, giorgi, nora = Story("ليلى حداد", "ar"), Story("Giorgi", "ka"), Story("Nora Field", "en")
    layla.was_promised("we will call you tomorrow", days_ago=3, due_days_ago=1)
    giorgi.wrote("სად არის ჩემი ამანათი?", days_ago=2)
    nora.ordered_every(60, times=6, last_days_ago=20)
    look()
    return layla, giorgi, nora


def test_cards_come_in_order_and_each_says_why_it_stands_where_it_does() -> None:
    busy_shop()
    found = page().cards
    assert [c.kind for c in found] == ["keep_promise_due", "answer_now", "thank_taken_for_granted"]
    assert found[0].why_here == "First on the list. A promise that was due yesterday comes before everything else."
    assert found[2].why_here.startswith("Place 3 of 3.")


def test_a_place_is_kept_for_every_kind_of_act_however_many_troubles_there_are() -> None:
    for n in range(14):
        Story(f"Waiting {n}", "en").wrote("Where is my parcel?", days_ago=3)
    faithful = Story("Nora Field", "en")
    faithful.ordered_every(60, times=6, last_days_ago=20)
    look()
    found = page().cards
    assert len(found) == 12
    assert [c.kind for c in found[:11]] == ["answer_now"] * 11
    assert found[11].person_id == faithful.person.id
    assert found[11].why_here.startswith("Place 15 of 15.")
    assert "A place is kept for every kind of act" in found[11].why_here
    assert not any("A place is kept" in c.why_here for c in found[:11])


def test_a_card_has_its_evidence_and_quotes_the_record_as_it_is_now() -> None:
    _layla, giorgi, _nora = busy_shop()
    found = next(c for c in page().cards if c.person_id == giorgi.person.id)
    message = giorgi.person.events.get(kind="message.received")
    assert found.evidence == [message.id]
    assert found.quote is not None
    assert found.quote.text == "სად არის ჩემი ამანათი?"
    assert message.data["text"] not in str(giorgi.card().facts)  # words of theirs are kept in one place only


def test_sentences_are_in_the_readers_language_and_words_in_theirs() -> None:
    busy_shop()
    found = {c.kind: c for c in page(language="ka").cards}
    assert found["keep_promise_due"].words_language == "ar"
    assert found["answer_now"].words_language == "ka"
    assert found["keep_promise_due"].person_direction == "rtl"
    assert [c.words_language for c in page(language="ar").cards] == ["ar", "ka", "en"]


def test_minutes_are_filled_in_order_skipping_what_is_too_long() -> None:
    busy_shop()
    assert [c.kind for c in page(minutes=8).cards] == ["keep_promise_due"]
    assert [c.kind for c in page(minutes=13).cards] == ["keep_promise_due", "thank_taken_for_granted"]
    assert page(minutes=19).minutes_used == 19
    assert page(minutes=2).cards == []
    assert page(limit=1).total == 3


def test_real_praise_is_always_there() -> None:
    nora = Story("Nora Field")
    nora.reviewed(5, "The kindest shop in town!", days_ago=300)
    nora.wrote("You saved the day", days_ago=200, is_praise=True, needs_answer=False)
    nora.reviewed(5, "", days_ago=100)
    found = page().praise
    assert [p.text for p in found] == ["You saved the day", "The kindest shop in town!"]
    assert found[0].person_name == "Nora Field"


def test_who_is_left_out_is_said_with_the_card_they_have_instead() -> None:
    layla, *_ = busy_shop()
    layla.wrote("And where is it?", days_ago=1)
    look()
    found = next(left for left in page().left_out if left.reason == "one_a_day")
    assert found.sentence == "1 person has another card today; nobody gets two."
    assert [(e.name, e.instead) for e in found.examples] == [("ليلى حداد", "Keep a promise")]
    first = page().cards[0]
    assert len(first.also) == 1
    assert first.also[0].endswith("wrote: “\u2068And where is it?\u2069”")


def test_what_cannot_be_known_is_said() -> None:
    assert [u.key for u in page().unknown] == ["everything"]
    Story("Nora Field").ordered(days_ago=3)
    look()
    assert {u.key for u in page().unknown} >= {"margin", "deliveries", "consent", "messages", "reviews", "value"}
    assert "orders" not in {u.key for u in page().unknown}


def test_an_old_record_is_said_to_be_old() -> None:
    busy_shop()
    assert not page().is_stale
    assert page(now=NOW + timedelta(days=900)).is_stale


def test_when_nothing_is_due_someone_unspoken_to_is_named() -> None:
    nora = Story("Nora Field")
    nora.ordered_every(60, times=3, last_days_ago=50)
    look()
    found = page()
    assert found.cards == []
    assert found.quiet is not None
    assert found.quiet.person_name == "Nora Field"


def test_the_sources_say_when_they_last_spoke() -> None:
    Story("Nora Field").ordered(days_ago=3 / 24)
    found = {s.kind: s.sentence for s in page().sources}
    assert found["orders"] == "The last order came 3 hours ago."
    assert found["reviews"] == "No review has come yet."


def test_details_that_are_never_shown_or_expired_are_on_no_card() -> None:
    layla, *_ = busy_shop()
    for text, audience, expires in (
        ("Her daughter studies in Tbilisi", Audience.MAY_SAY, None),
        ("Ill last spring", Audience.KNOW, None),
        ("A secret gift", Audience.NEVER_SHOW, None),
        ("Moving house", Audience.MAY_SAY, date(2026, 6, 1)),
    ):
        Detail.objects.create(
            person=layla.person, text=text, source="said", audience=audience, learned_on=NOW.date(), expires_on=expires
        )
    shown = page().cards[0].remember
    assert {(r.text, r.may_say) for r in shown} == {
        ("Her daughter studies in Tbilisi", True),
        ("Ill last spring", False),
    }
    assert "Tbilisi" not in page().cards[0].words


def test_an_occasion_made_secret_after_the_card_was_made_is_not_told() -> None:
    layla = Story("Layla")
    layla.ordered(days_ago=100)
    occasion = Occasion.objects.create(
        person=layla.person, title="Surprise party", month=6, day=20, lead_days=7, source="told"
    )
    look()
    assert "Surprise party" in page().cards[0].reason
    occasion.audience = Audience.NEVER_SHOW
    occasion.save()
    found = page().cards[0]
    assert "Surprise party" not in found.reason + found.words


def test_a_call_card_has_their_number() -> None:
    nora = Story("Nora Field")
    Identifier.objects.create(
        person=nora.person, kind="phone", value="+995555123456", as_typed="+995 555 12-34-56", created_at=NOW
    )
    for n in range(3):
        nora.was_wronged(days_ago=5 + 40 * n)
    look()
    assert (page().cards[0].action_label, page().cards[0].phones) == ("Call", ["+995 555 12-34-56"])


def test_someone_without_a_name_is_told_apart_by_their_number() -> None:
    one = Story("")
    one.wrote("Where is it?", days_ago=2)
    look()
    assert page().cards[0].person_name == "Someone without a name"
    Identifier.objects.create(
        person=one.person, kind="customer_id", value="shop:8b1f", as_typed="8b1f" * 8, created_at=NOW
    )
    found = page().cards[0]
    assert found.person_name == "Customer \u20668b1f8b1f…\u2069"
    assert found.reason.startswith("Customer \u20668b1f8b1f…\u2069 has been waiting")


def test_the_eight_kinds_of_act_all_have_a_playbook() -> None:
    from hafawa.playbooks.card import ACTIONS
    from hafawa.playbooks.registry import playbooks

    assert {p.action for p in playbooks().values()} == set(ACTIONS)


def test_the_page_needs_few_queries_however_many_cards(django_assert_max_num_queries: Any, shop: Shop) -> None:
    for n in range(15):
        story = Story(f"Person {n}")
        story.wrote("Where is it?", days_ago=2)
        story.reviewed(5, "Lovely.", days_ago=9, is_praise=True)
    look()
    with django_assert_max_num_queries(20):
        assert len(page().cards) == 12
    assert Suggestion.objects.count() == 15
