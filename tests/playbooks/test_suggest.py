"""The rules of the list: once, one a person a day, not too often, never against a refusal, explained."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from hafawa.people.models import Consent, Person
from hafawa.playbooks import actions, registry, suggest
from hafawa.playbooks.models import LeftOut, Outcome, State, Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.team.models import Shop
from hafawa.timeline.events import AnswerWaived, CallMade, MessageReceived, MessageSent
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db


def everything() -> list[Any]:
    rows = Suggestion.objects.order_by("id").values()
    left = LeftOut.objects.order_by("playbook", "reason").values_list("playbook", "reason", "people")
    return [*map(dict, rows), *left]


def left(playbook: str, reason: str) -> int:
    return sum(LeftOut.objects.filter(playbook=playbook, reason=reason).values_list("people", flat=True))


def taken_for_granted(name: str = "Layla Haddad") -> Story:
    story = Story(name, "ar")
    story.ordered_every(60, times=6, last_days_ago=20)
    return story


def test_running_twice_changes_nothing(shop: Shop) -> None:
    shop.held_out_share = 0.5
    shop.save()
    for n in range(8):
        story = taken_for_granted(f"Regular {n}")
        if n % 2:
            story.was_promised("we will call you", days_ago=3, due_days_ago=1)
    Story("Ana").wrote("Where is it?", days_ago=1)
    assert look() > 0
    before = everything()
    assert look() == 0
    assert suggest.suggest(now=NOW + timedelta(minutes=5), day=NOW) == 0
    assert [r for r in everything() if r] == before


def test_a_message_somebody_closed_over_asks_nobody_to_answer_and_holds_up_no_other_reason() -> None:
    ana, layla = Story("Ana"), taken_for_granted()
    for story in (ana, layla):
        message = story.wrote("Where is it?", days_ago=1)
        look()
        assert story.cards() == ["answer_now"]
        story.tell(AnswerWaived(about_id=message.id, by="Nino"), days_ago=0.1)
    look()
    assert ana.cards() == []
    assert layla.cards() == ["thank_taken_for_granted"]


def test_a_person_has_at_most_one_open_card_and_the_most_urgent_wins() -> None:
    layla = taken_for_granted()
    layla.wrote("Where is it?", days_ago=2, is_complaint=True, feeling=-0.5)
    layla.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    assert layla.cards() == ["keep_promise_due"]
    assert left("answer_now", "one_a_day") == 1
    assert [a["playbook"] for a in layla.card().facts["also"]] == ["answer_now"]


def test_when_the_most_urgent_is_done_the_next_owed_one_comes_the_same_day_but_no_kindness() -> None:
    layla = taken_for_granted()
    layla.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    actions.do(layla.card(), by=None, now=NOW, channel="phone", text="Called.")
    layla.wrote("And my other parcel?", days_ago=-0.0005, ref="other")
    look(now=NOW + timedelta(minutes=1))
    assert layla.cards() == ["answer_now"]
    giorgi = taken_for_granted("Giorgi")
    giorgi.wrote("Hm?", days_ago=2)
    look(now=NOW + timedelta(minutes=2))
    actions.do(giorgi.card(), by=None, now=NOW + timedelta(minutes=3), text="Answered.")
    look(now=NOW + timedelta(minutes=4))
    assert giorgi.cards() == []


def test_a_closed_card_does_not_return_within_its_cool_down() -> None:
    layla = Story("Layla")
    layla.ordered_every(20, times=5, last_days_ago=60)
    look()
    actions.do(layla.card(), by=None, now=NOW, text="Asked after her.")
    look(now=NOW + timedelta(days=40))
    assert layla.cards() == []
    assert left("win_back_overdue", "cooling_down") == 1


def test_contacts_by_all_of_us_on_all_channels_count_to_the_cap() -> None:
    layla, giorgi = taken_for_granted(), taken_for_granted("Giorgi")
    for story in (layla, giorgi):
        story.tell(CallMade(text="An offer", is_sales=True), days_ago=5)
    layla.tell(MessageSent(channel="email", ref="new-thread", text="An offer", is_sales=True), days_ago=3)
    giorgi.tell(MessageSent(channel="email", ref="shipped", text="Shipped", is_automatic=True), days_ago=3)
    look()
    assert layla.cards() == []
    assert giorgi.cards() == ["thank_taken_for_granted"]
    assert left("thank_taken_for_granted", "capped") == 1


def test_replies_are_outside_the_cap_both_ways(shop: Shop) -> None:
    shop.contacts_per_person = 1
    shop.save()
    layla = Story("Layla")
    layla.ordered_every(20, times=5, last_days_ago=60)
    layla.tell(MessageReceived(channel="email", ref="t", text="Hello?"), days_ago=4)
    layla.tell(MessageSent(channel="email", ref="t", text="Yes."), days_ago=3)  # a reply is no contact of ours
    giorgi = Story("Giorgi")
    giorgi.tell(CallMade(text="An offer", is_sales=True), days_ago=2)
    giorgi.wrote("Where is it?", days_ago=1)  # and the cap stops no answer
    look()
    assert layla.cards() == ["win_back_overdue"]
    assert giorgi.cards() == ["answer_now"]


def test_a_shop_that_allows_no_contacts_still_owes_answers(shop: Shop) -> None:
    shop.contacts_per_person = 0
    shop.save()
    layla, giorgi = taken_for_granted(), Story("Giorgi")
    giorgi.wrote("Where is it?", days_ago=1)
    look()
    assert (layla.cards(), giorgi.cards()) == ([], ["answer_now"])
    assert left("thank_taken_for_granted", "capped") == 1


def marketing() -> Playbook:
    base = registry.playbooks()["win_back_overdue"]
    return Playbook(**{**vars(base), "name": "offer", "purpose": "marketing", "who": "orders >= 1"})


def test_marketing_needs_a_grant_by_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "playbooks", lambda: {"offer": marketing()})
    layla, giorgi = Story("Layla"), Story("Giorgi")
    for story in (layla, giorgi):
        story.ordered(days_ago=30)
    Consent.objects.create(
        person=layla.person, purpose="marketing", granted=True, by_person=True, source="told", stated_at=NOW
    )
    look()
    assert (layla.cards(), giorgi.cards()) == (["offer"], [])
    assert left("offer", "no_consent") == 1


def test_a_refusal_takes_an_open_card_away() -> None:
    layla = taken_for_granted()
    look()
    layla.refused()
    look()
    assert layla.cards() == []
    assert left("thank_taken_for_granted", "no_consent") == 1


def test_a_card_is_settled_when_its_reason_no_longer_holds() -> None:
    layla = Story("Layla")
    layla.wrote("Where is it?", days_ago=2)
    look()
    card = layla.card()
    layla.was_answered("Here it is.", days_ago=0.01)
    look()
    card.refresh_from_db()
    assert card.state == State.SETTLED


def test_a_card_past_its_time_expires_and_a_promise_never_does() -> None:
    layla, giorgi = Story("Layla"), taken_for_granted("Giorgi")
    layla.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    theirs = giorgi.card()
    look(now=NOW + timedelta(days=25))
    theirs.refresh_from_db()
    assert theirs.state == State.EXPIRED
    look(now=NOW + timedelta(days=400))
    assert layla.cards() == ["keep_promise_due"]
    assert layla.card().expires_at is None


def test_a_snoozed_card_returns_on_its_day_and_not_before() -> None:
    layla = Story("Layla")
    layla.wrote("Where is it?", days_ago=2)
    look()
    actions.later(layla.card(), until=date(2026, 6, 20), by=None, now=NOW)
    look(now=NOW + timedelta(days=1))
    assert layla.cards() == []
    assert left("answer_now", "later") == 1
    look(now=NOW + timedelta(days=3))
    assert layla.cards() == ["answer_now"]


def test_a_snoozed_card_whose_reason_is_gone_is_settled() -> None:
    layla = Story("Layla")
    layla.wrote("Where is it?", days_ago=2)
    look()
    card = layla.card()
    actions.later(card, until=date(2026, 6, 20), by=None, now=NOW)
    layla.was_answered("Here.", days_ago=0.01)
    look()
    card.refresh_from_db()
    assert card.state == State.SETTLED


def test_not_this_keeps_the_reason_away_and_never_keeps_the_playbook_away() -> None:
    layla = Story("Layla")
    layla.wrote("Win a prize!", days_ago=2)
    look()
    actions.not_this(layla.card(), reason="not_true", by=None, now=NOW)
    look(now=NOW + timedelta(days=2))
    assert layla.cards() == []
    layla.wrote("Win another prize!", days_ago=-3)
    look(now=NOW + timedelta(days=4))
    assert layla.cards() == ["answer_now"]
    actions.not_this(layla.card(), reason="never_for_this_person", by=None, now=NOW + timedelta(days=4))
    layla.wrote("And another!", days_ago=-5)
    look(now=NOW + timedelta(days=6))
    assert layla.cards() == []


def test_three_times_not_this_lowers_a_playbook_and_the_card_can_say_so() -> None:
    people = [taken_for_granted(f"Regular {n}") for n in range(4)]
    look()
    before = people[3].card().urgency
    for story in people[:3]:
        actions.not_this(story.card(), reason="unkind", by=None, now=NOW)
    look(now=NOW + timedelta(minutes=1))
    card = people[3].card()
    assert card.urgency == before - 10
    assert card.facts["lowered"] == {"count": 3, "days": 60}
    look(now=NOW + timedelta(days=15))
    assert people[3].card().urgency < before


def test_the_held_out_are_always_the_same_and_near_their_share() -> None:
    playbook = registry.playbooks()["win_back_overdue"]
    day = date(2026, 6, 17)
    chosen = [suggest.is_held_out(playbook, person_id=n, day=day, share=0.1) for n in range(20_000)]
    assert chosen == [suggest.is_held_out(playbook, person_id=n, day=day, share=0.1) for n in range(20_000)]
    assert 1850 < sum(chosen) < 2150
    other = [suggest.is_held_out(playbook, person_id=n, day=date(2026, 9, 17), share=0.1) for n in range(20_000)]
    assert 120 < sum(a and b for a, b in zip(chosen, other, strict=True)) < 280  # another quarter, other people


def test_promises_complaints_and_faults_are_never_held_out() -> None:
    owed = [p for p in registry.playbooks().values() if p.is_reply]
    assert {p.name for p in owed} >= {
        "answer_now", "keep_promise_due", "missing_delivery", "apologise_for_late_delivery",
        "make_right_after_bad_review", "third_strike", "call_after_many_exchanges", "check_in_after_repair",
    }  # fmt: skip
    for playbook in owed:
        assert not playbook.measurable
        assert not any(suggest.is_held_out(playbook, person_id=n, day=date(2026, 6, 17), share=0.5) for n in range(99))


def test_the_held_out_have_no_card_but_an_outcome_to_compare_with(shop: Shop) -> None:
    shop.held_out_share = 0.5
    shop.save()
    people = [taken_for_granted(f"Regular {n}") for n in range(12)]
    look()
    held = Suggestion.objects.filter(state=State.HELD_OUT)
    assert 0 < held.count() < 12
    assert left("thank_taken_for_granted", "held_out") == held.count()
    assert Outcome.objects.filter(was_held_out=True).count() == held.count()
    assert sum(len(p.cards()) for p in people) == 12 - held.count()


def test_the_rest_is_counted_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Playbook(**{**vars(registry.playbooks()["thank_taken_for_granted"]), "most": 3})
    monkeypatch.setattr(suggest, "playbooks", lambda: {few.name: few})
    for n in range(7):
        taken_for_granted(f"Regular {n}")
    look()
    assert Suggestion.objects.filter(state=State.OPEN).count() == 3
    assert left(few.name, "lower_down") == 4
    look()
    assert Suggestion.objects.filter(state=State.OPEN).count() == 3


def test_nobody_moves_up_because_others_were_held_out(monkeypatch: pytest.MonkeyPatch, shop: Shop) -> None:
    shop.held_out_share = 0.5
    shop.save()
    few = Playbook(**{**vars(registry.playbooks()["thank_taken_for_granted"]), "most": 20})
    other = Playbook(**{**vars(registry.playbooks()["win_back_overdue"]), "who": "orders >= 1", "most": 20})
    monkeypatch.setattr(suggest, "playbooks", lambda: {few.name: few, other.name: other})
    for n in range(30):
        taken_for_granted(f"Regular {n}")
    look()
    before = everything()
    assert 0 < Suggestion.objects.filter(state=State.HELD_OUT).count() < 20
    assert look() == 0
    assert everything() == before


def test_someone_erased_since_standing_was_made_is_ignored() -> None:
    layla, giorgi = taken_for_granted(), taken_for_granted("Giorgi")
    look()
    gone = layla.person.id
    Person.objects.filter(id=gone).delete()
    assert suggest.suggest(now=NOW, day=NOW) == 0
    assert Counter(Suggestion.objects.values_list("person_id", flat=True)) == {giorgi.person.id: 1}


def test_nothing_is_settled_while_there_is_no_standing_at_all(settings: Any, tmp_path: Any) -> None:
    layla = Story("Layla")
    layla.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    settings.HAFAWA_DATA_DIR = tmp_path / "lost"
    settings.HAFAWA_DATA_DIR.mkdir()
    assert suggest.suggest(now=NOW, day=NOW) == 0
    assert layla.cards() == ["keep_promise_due"]


def test_waiting_past_the_shops_own_clock_is_more_urgent(shop: Shop) -> None:
    layla, giorgi = Story("Layla"), Story("Giorgi")
    layla.wrote("Question", days_ago=3 / 24, channel="chat")
    giorgi.wrote("Question", days_ago=3 / 24, channel="email")
    look()
    assert layla.card().urgency > giorgi.card().urgency
    shop.reply_minutes = {"email": 15, "chat": 600}
    shop.save()
    look()
    assert layla.card().urgency < giorgi.card().urgency


def test_anger_comes_before_complaints_before_questions() -> None:
    asks, complains, rages = Story("Ana"), Story("Beka"), Story("Caro")
    asks.wrote("When?", days_ago=6)
    complains.wrote("It is broken.", days_ago=0.1, is_complaint=True, feeling=-0.4)
    rages.wrote("I am furious!", days_ago=0.05, is_complaint=True, anger=0.9, feeling=-0.9)
    look()
    assert rages.card().urgency > complains.card().urgency > asks.card().urgency
