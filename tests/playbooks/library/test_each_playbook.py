"""For each playbook: one person who qualifies, one who nearly does, one who must not be contacted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.people.models import Audience, Occasion
from hafawa.playbooks.registry import playbooks
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db


def people() -> tuple[Story, Story, Story]:
    return Story("Layla Haddad", "ar"), Story("Giorgi Beridze", "ka"), Story("Nora Field")


def test_answer_now() -> None:
    layla, giorgi, nora = people()
    layla.wrote("Where is my parcel?", days_ago=2)
    giorgi.wrote("Where is mine?", days_ago=3)
    giorgi.was_answered("It is on its way.", days_ago=2)
    nora.wrote("Thanks, all good!", days_ago=1, needs_answer=False, is_thanks=True)
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["answer_now"], [], [])


def test_an_answer_is_owed_even_to_someone_who_wants_no_other_contact() -> None:
    nora = Story("Nora Field")
    nora.refused()
    nora.wrote("Where is my parcel?", days_ago=2)
    look()
    assert nora.cards() == ["answer_now"]


def test_apologise_for_late_delivery() -> None:
    layla, giorgi, nora = people()
    for person, arrived in ((layla, 5), (giorgi, 8), (nora, 5)):
        order = person.ordered(days_ago=20, due_days_ago=8)
        person.got(order.ref, days_ago=arrived)
        if person is nora:
            person.met(days_ago=2)
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["apologise_for_late_delivery"], [], [])


def test_missing_delivery() -> None:
    layla, giorgi, nora = people()
    for person, due in ((layla, 4), (giorgi, -1), (nora, 90)):
        person.ordered(days_ago=120, due_days_ago=200)  # this shop records arrivals
        person.got(person.ordered(days_ago=118, due_days_ago=100).ref, days_ago=101)
        person.ordered(days_ago=95 if person is nora else 15, due_days_ago=due, ref=f"new-{person.person.id}")
        person.met(days_ago=85)
    look()
    assert layla.cards() == ["missing_delivery"]
    assert layla.card().facts["late_ref"] == f"new-{layla.person.id}"
    assert "missing_delivery" not in [*giorgi.cards(), *nora.cards()]


def test_make_right_after_bad_review() -> None:
    layla, giorgi, nora = people()
    layla.reviewed(1, "It came broken.", days_ago=3, feeling=-0.6)
    giorgi.reviewed(3, "It was fine.", days_ago=3, feeling=0.0)
    nora.reviewed(1, "It came broken.", days_ago=10, feeling=-0.6)
    nora.met(days_ago=5)
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["make_right_after_bad_review"], [], [])


def test_third_strike() -> None:
    layla, giorgi, nora = people()
    for person, strikes in ((layla, 3), (giorgi, 2), (nora, 3)):
        noted = [person.was_wronged(days_ago=40 * n + 5) for n in range(strikes)]
        if person is nora:
            person.was_put_right(noted[0], days_ago=2)
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["third_strike"], [], [])
    assert len(layla.card().evidence) == 3


@pytest.mark.parametrize(("turns", "ends_with_thanks", "card"), [(6, False, True), (2, False, False), (6, True, False)])
def test_call_after_many_exchanges(turns: int, ends_with_thanks: bool, card: bool) -> None:
    nora = Story("Nora Field")
    for turn in range(turns):
        nora.wrote("It still does not work.", days_ago=10 - turn, feeling=-0.3)
        nora.was_answered("Please try again.", days_ago=9.5 - turn)
    if ends_with_thanks:
        nora.wrote("It works, thank you!", days_ago=1, feeling=0.6, is_thanks=True, needs_answer=False)
    look()
    assert ("call_after_many_exchanges" in nora.cards()) is card


def test_keep_promise_due() -> None:
    layla, giorgi, nora = people()
    layla.was_promised("we will call you tomorrow", days_ago=3, due_days_ago=1)
    giorgi.was_promised("we will call you next month", days_ago=3, due_days_ago=-20)
    nora.was_promised("we will call you tomorrow", days_ago=3, due_days_ago=1)
    nora.refused()  # a promise is owed to those who refused care, too
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["keep_promise_due"], [], ["keep_promise_due"])


def test_call_back() -> None:
    layla, giorgi, nora = people()
    layla.was_promised("we will call you tomorrow", days_ago=3, due_days_ago=1, what="call")
    giorgi.was_promised("we will call you next month", days_ago=3, due_days_ago=-20, what="call")
    nora.was_promised("we will call you tomorrow", days_ago=3, due_days_ago=1, what="call")
    nora.refused()  # a promise is owed to those who refused care, too
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["call_back"], [], ["call_back"])


def test_thank_taken_for_granted() -> None:
    layla, giorgi, nora = people()
    for person in (layla, giorgi, nora):
        person.ordered_every(60, times=6, last_days_ago=20)
        person.met(days_ago=100 if person is giorgi else 400)
    nora.refused()
    layla.met(days_ago=3, is_sales=True)  # a sales contact is no thanks
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["thank_taken_for_granted"], [], [])


def test_thank_for_praise() -> None:
    layla, giorgi, nora = people()
    layla.reviewed(5, "The kindest shop in town!", days_ago=4, is_praise=True, feeling=0.9)
    giorgi.reviewed(5, "", days_ago=4)
    nora.reviewed(5, "The kindest shop in town!", days_ago=4, is_praise=True, feeling=0.9)
    nora.refused()
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["thank_for_praise"], [], [])


def test_celebrate_occasion() -> None:
    layla, giorgi, nora = people()
    for person, days in ((layla, 4), (giorgi, 12), (nora, 4)):
        day = (NOW + timedelta(days=days)).date()
        person.ordered(days_ago=100)
        Occasion.objects.create(
            person=person.person, title="Birthday", month=day.month, day=day.day, lead_days=7, source="said",
            audience=Audience.NEVER_SHOW if person is nora else Audience.MAY_SAY,
        )  # fmt: skip
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["celebrate_occasion"], [], [])


def test_an_occasion_in_the_hijri_calendar_is_celebrated_on_its_day_this_year() -> None:
    layla = Story("Layla Haddad", "ar")
    layla.ordered(days_ago=100)
    Occasion.objects.create(  # 10 Muharram 1448 is 25 June 2026 (Umm al-Qura)
        person=layla.person, title="يوم ميلادها", calendar="hijri", month=1, day=10, lead_days=10, source="said"
    )
    look()
    assert layla.card().facts["occasion_date"] == "2026-06-25"


def test_win_back_overdue() -> None:
    layla, giorgi, nora = people()
    layla.ordered_every(20, times=5, last_days_ago=60)
    giorgi.ordered_every(20, times=2, last_days_ago=60)  # two order days make no rhythm
    nora.ordered_every(20, times=5, last_days_ago=60)
    nora.refused()
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["win_back_overdue"], [], [])


def test_someone_wronged_is_not_won_back_before_it_is_put_right() -> None:
    layla = Story("Layla Haddad", "ar")
    layla.ordered_every(20, times=5, last_days_ago=60)
    layla.was_wronged(days_ago=50)
    look()
    assert layla.cards() == []


def test_welcome_first_purchase() -> None:
    layla, giorgi, nora = people()
    for person in (layla, giorgi, nora):
        person.ordered(days_ago=5)
    giorgi.ordered(days_ago=3)
    nora.met(days_ago=2)
    look()
    assert (layla.cards(), giorgi.cards(), nora.cards()) == (["welcome_first_purchase"], [], [])


def test_check_in_after_repair() -> None:
    layla, giorgi, nora = people()
    for person in (layla, giorgi, nora):
        person.was_put_right(person.was_wronged(days_ago=30), days_ago=2 if person is giorgi else 10)
    nora.wrote("All good now, thanks.", days_ago=4, needs_answer=False, feeling=0.4, is_thanks=True)
    look()
    assert layla.cards() == ["check_in_after_repair"]
    assert "check_in_after_repair" not in [*giorgi.cards(), *nora.cards()]


def test_ask_why_they_stay() -> None:
    layla, giorgi, nora = people()
    for n in range(6):  # others, so that "often" means something here
        Story(f"Once {n}").ordered(days_ago=200 + n)
    for person in (layla, giorgi, nora):
        person.ordered_every(70, times=5, last_days_ago=60)
        person.reviewed(5, "Lovely as always.", days_ago=50, feeling=0.8)
        person.reviewed(5, "Lovely again.", days_ago=45, feeling=0.8)
        person.met(days_ago=40)
    giorgi.reviewed(2, "Not this time.", days_ago=100, feeling=-0.7)
    giorgi.wrote("Why was it broken?", days_ago=1, is_complaint=True, feeling=-0.7)
    nora.refused()
    look()
    assert layla.cards() == ["ask_why_they_stay"]
    assert "ask_why_they_stay" not in [*giorgi.cards(), *nora.cards()]


def test_thank_on_anniversary() -> None:
    layla, giorgi, nora = people()
    for person, first in ((layla, 733), (giorgi, 760), (nora, 733)):
        person.ordered(days_ago=first)
        person.ordered(days_ago=300)
        person.ordered(days_ago=290)
        person.met(days_ago=30)
    nora.refused()
    look()
    assert "thank_on_anniversary" in layla.cards()
    assert "thank_on_anniversary" not in [*giorgi.cards(), *nora.cards()]


def test_reward_long_standing() -> None:
    layla, giorgi, nora = people()
    for person, times in ((layla, 13), (giorgi, 8), (nora, 13)):
        person.ordered_every(64, times=times, last_days_ago=30)
        person.met(days_ago=60)
    nora.refused()
    look()
    assert "reward_long_standing" in layla.cards()
    assert "reward_long_standing" not in [*giorgi.cards(), *nora.cards()]


def test_every_playbook_has_its_test_here() -> None:
    here = set(globals())
    assert [name for name in playbooks() if f"test_{name}" not in here] == []
