"""Surges, problems that recur and similar cases rest on people and events, not on noise."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hafawa.listening.themes import cases, counting, moods, quotes, recurring
from hafawa.listening.themes.counting import Period
from hafawa.listening.themes.models import Mention, Theme
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline import events, log
from tests.listening.themes.saying import NOW, person, read, say, user

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Tbilisi")


def order(by: int, product: str, *, days_ago: float) -> None:
    what = events.OrderPlaced(ref=f"o{by}-{days_ago}", items=[{"name": product, "quantity": 1}])
    log.append(log.Entry(what, NOW - timedelta(days=days_ago), "till", what.ref, person(by).pk), now=NOW)


def test_a_surge_counts_people_and_says_what_it_is_about() -> None:
    for n in range(20):
        say("The delivery was late.", by=n, days_ago=20 + 7 * n)
    for n in range(8):
        say("The box was crushed and the cups broken, awful.", by=100 + n, days_ago=1 + n % 3)
    read()
    mood = moods.look(until=NOW, zone=ZONE)
    surge = mood.now(NOW.astimezone(ZONE).date())
    assert surge is not None
    assert surge.count >= 5
    assert mood.one_thing(surge) == "packaging"
    assert set(mood.topics_now(NOW.astimezone(ZONE).date())) == {"packaging"}


def test_one_who_writes_many_times_a_day_is_no_surge() -> None:
    for n in range(20):
        say("The delivery was late.", by=n, days_ago=20 + 7 * n)
    for _ in range(9):
        say("The box was crushed and the cups broken, awful.", by=7, days_ago=1)
    read()
    assert moods.look(until=NOW, zone=ZONE).now(NOW.astimezone(ZONE).date()) is None


def test_a_problem_that_comes_with_one_product_is_told_and_one_spread_over_all_is_not() -> None:
    for n in range(60):
        order(n, "Cups" if n % 6 == 0 else f"Coffee {n % 5}", days_ago=30)
    for n in range(0, 42, 6):
        say("The cups arrived broken.", by=n, days_ago=10)
    for n in range(1, 60, 7):
        say("Overpriced.", by=n, days_ago=9)
    read()
    found = recurring.look(until=NOW)
    assert [(r.topic, r.product, r.people) for r in found] == [("packaging", "Cups", 7)]
    assert found[0].times > 3


def test_a_case_in_another_language_is_found_by_its_topic() -> None:
    say("الطلب تأخر ثلاثة أيام والمندوب ما اتصل أبداً.", by=3, days_ago=30)
    event = say("My order arrived three days late.", by=4)
    read()
    past = cases.before(event, to=AT_THE_MACHINE, now=NOW)
    assert past.topics[0] == "delivery"
    assert [case.quote.person for case in past.cases] == [person(3)]
    assert past.others == 1
    assert past.cases[0].ended == "open"


def test_a_message_without_complaint_has_no_cases() -> None:
    event = say("The coffee is delicious.")
    read()
    assert cases.before(event, to=AT_THE_MACHINE, now=NOW).topics == ()


def test_quotes_stand_for_different_people_and_languages_take_turns() -> None:
    for n in range(4):
        say(f"The coffee is delicious, cup number {n}.", by=1)
    say("القهوة لذيذة جداً.", by=2)
    say("ყავა გემრიელია.", by=3)
    read()
    rows = counting.mentions_of(Theme.objects.get(topic="taste", parent=None), to=user())
    picked = quotes.pick(rows, to=user(), many=3)
    assert {quote.language for quote in picked} == {"en", "ar", "ka"}
    assert len({quote.person for quote in picked}) == 3
    assert all(quote.clause in quote.text for quote in picked)


def test_what_is_confidential_is_quoted_to_managers_only() -> None:
    event = say("Overpriced, and please tell nobody about my surgery.")
    read()
    event.annotation.found = [{"what": "confidential", "words": "surgery"}]
    event.annotation.save()
    rows = Mention.objects.all()
    assert quotes.pick(rows, to=user("agent")) == []
    assert quotes.pick(rows, to=user("manager", "Ana"))


def test_the_time_after_a_deed_is_compared_with_as_long_before() -> None:
    for n in range(30):
        say("Overpriced." if n < 12 else "Good morning to all of you there.", by=n, days_ago=40 + n % 10)
        say("Good morning to all of you here.", by=n, days_ago=5 + n % 10)
    read()
    theme = Theme.objects.get(topic="price", parent=None)
    done = (NOW - timedelta(days=30)).date()
    found = counting.since_deed(theme, done, until=NOW, to=user(), zone=ZONE)
    assert (found.n, found.n_before, found.of, found.of_before) == (0, 12, 30, 30)
    assert found.is_clear
    assert found.change is not None
    assert found.change.high < 0


def test_a_period_of_one_language_counts_its_messages_only() -> None:
    say("Overpriced.")
    say("السعر غالي جداً.")
    read()
    board = counting.board(Period(until=NOW, days=30, language="ar"), to=user())
    assert board.of == 1
    assert [c.n for c in board.by_sign["wrong"]] == [1]
