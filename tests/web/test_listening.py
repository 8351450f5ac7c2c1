"""Do the pages of Listening say what was heard, with how many it rests on, and let the team act on it?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from hafawa import flow
from hafawa.analytics.models import Figures
from hafawa.kernel import clock
from hafawa.listening.backlog import gathering
from hafawa.listening.backlog.models import Demand, Voice
from hafawa.listening.models import Annotation, TakenUp, WorldEvent
from hafawa.team.models import Role
from hafawa.timeline.models import Event
from hafawa.web.reads import mood
from tests.web.conftest import House, colleague, signed_in

PAGES = ["", "messages/", "backlog/", "words/", "mentions/", "learned/", "mood.csv", "backlog.csv", "words.csv", "mentions.csv"]  # fmt: skip


def asks(house: House, words: str, *, who: str = "margaret") -> Demand:
    """Have that person's message hold a demand."""
    row = Annotation.objects.filter(event__person=getattr(house, who)).earliest("event_id")
    row.found = [{"what": "demand", "words": words, "start": 0, "end": 1, "says": {}, "confidence": 0.9}]
    row.save()
    gathering.take_in([row], now=clock.now())
    return Voice.objects.get(event=row.event).demand


def weeks(*rows: tuple[str, int, int, int]) -> None:
    kept = Figures.objects.get(id=1)
    kept.found["mood"] = [
        {"week": week, "language": "en", "channel": "email", "n": n, "pleased": pleased, "unhappy": unhappy}
        for week, n, pleased, unhappy in rows
    ]
    kept.save()


def week_ago(n: int) -> str:
    today = clock.now().date()
    return (today - timedelta(days=today.weekday() + 7 * n)).isoformat()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers(house: House, nino: Client, page: str) -> None:
    assert nino.get(f"/listening/{page}").status_code == 200


@pytest.mark.parametrize("query", ["?period=zzz&language=xx&channel=%00", "?from=2026-99-99&to=x&feeling=9&before=²"])
def test_what_an_address_says_wrongly_is_passed_over(house: House, nino: Client, query: str) -> None:
    assert nino.get(f"/listening/messages/{query}").status_code == 200
    assert nino.get(f"/listening/{query}").status_code == 200


def test_fewer_than_twenty_messages_give_quotes_and_no_share(house: House, nino: Client) -> None:
    page = nino.get("/listening/").content.decode()
    assert "too few for shares" in page
    assert "The handle snapped off" in page
    assert "%" not in page.split('id="mood"')[1].split("</section>")[0]


def test_the_mood_is_a_drawing_and_a_table_with_n(house: House, nino: Client) -> None:
    weeks((week_ago(3), 30, 20, 5), (week_ago(2), 40, 10, 20), (week_ago(1), 3, 3, 0))
    page = nino.get("/listening/").content.decode()
    assert '<svg class="mood"' in page
    assert "73 messages" in page
    assert "too few to say" in page  # the week of three


def test_an_old_export_is_listened_to_as_of_its_last_day_and_says_so(
    house: House, nino: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks(*[(week_ago(n), 10, 6, 3) for n in range(1, 8)])
    assert "Nothing newer than" not in nino.get("/listening/").content.decode()
    later = clock.now() + timedelta(days=3000)
    monkeypatch.setattr(clock, "now", lambda: later)
    nino.force_login(house.owner)
    page = nino.get("/listening/").content.decode()
    assert "Nothing newer than" in page
    assert '<svg class="mood"' in page
    assert "Nothing newer than" in nino.get("/listening/backlog/").content.decode()


def test_the_flow_counts_the_mood(house: House, nino: Client) -> None:
    assert sum(row["n"] for row in Figures.objects.get(id=1).found["mood"]) >= 2


def test_an_event_of_the_world_stands_beside_the_mood(house: House, nino: Client) -> None:
    weeks((week_ago(3), 30, 20, 5), (week_ago(2), 40, 10, 20), (week_ago(0), 30, 3, 0))
    day = date.fromisoformat(week_ago(1)).isoformat()
    nino.post("/listening/world/", {"on_date": day, "kind": "price", "words": "Flat white is 9 GEL"})
    page = nino.get("/listening/").content.decode()
    assert "mood-mark" in page
    assert "Flat white is 9 GEL" in page
    nino.post(f"/listening/world/{WorldEvent.objects.get().pk}/remove/")
    assert "Flat white" not in nino.get("/listening/").content.decode()


def test_one_person_who_asks_twice_counts_once(house: House, nino: Client) -> None:
    demand = asks(house, "Please be more open about returns")
    other = Annotation.objects.filter(event__person=house.layla).earliest("event_id")
    Voice.objects.create(demand=demand, event=other.event, words="be more open about returns please")
    twice = Event.objects.filter(person=house.layla).latest("id")
    Voice.objects.create(demand=demand, event=twice, words="open about returns")
    page = nino.get(f"/listening/backlog/{demand.pk}/").content.decode()
    assert "Asked for by 2 people" in page
    assert "3 messages" in page


def test_what_will_not_be_done_needs_a_because(house: House, nino: Client) -> None:
    demand = asks(house, "Open on Sundays")
    answer = nino.post(f"/listening/backlog/{demand.pk}/act/", {"act": "decide", "state": "declined", "because": " "})
    assert "owed a reason" in answer.content.decode()
    demand.refresh_from_db()
    assert demand.state == "open"


def test_who_asked_for_what_is_done_is_to_be_told_until_they_were(house: House, nino: Client) -> None:
    demand = asks(house, "Open on Sundays")
    nino.post(f"/listening/backlog/{demand.pk}/act/", {"act": "decide", "state": "done", "because": "From May on"})
    assert "Tell those who asked" in nino.get(f"/listening/backlog/{demand.pk}/").content.decode()
    assert "was not told yet" in nino.get("/listening/backlog/").content.decode()
    voice = demand.voices.get()
    nino.post(f"/listening/backlog/{demand.pk}/act/", {"act": "told", "voice": voice.pk})
    assert "was not told yet" not in nino.get("/listening/backlog/").content.decode()


def test_joined_demands_count_together_and_come_apart_exactly(house: House, nino: Client) -> None:
    one, other = asks(house, "Open on Sundays"), asks(house, "والله تفتحون يوم الأحد", who="layla")
    assert one != other
    nino.post(f"/listening/backlog/{other.pk}/act/", {"act": "join", "into": one.pk})
    assert "Asked for by 2 people" in nino.get(f"/listening/backlog/{one.pk}/").content.decode()
    nino.post(f"/listening/backlog/{other.pk}/act/", {"act": "part"})
    assert "Asked for by 1 person" in nino.get(f"/listening/backlog/{one.pk}/").content.decode()


def test_a_review_that_asks_waits_until_it_is_answered(house: House, nino: Client) -> None:
    event_id = house.events["e7"]
    assert f"mention-{event_id}" in nino.get("/listening/mentions/").content.decode()
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "answered"})
    assert f"mention-{event_id}" not in nino.get("/listening/mentions/").content.decode()
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "not_answered"})
    assert f"mention-{event_id}" in nino.get("/listening/mentions/").content.decode()


def test_no_two_answer_the_same_review(house: House, nino: Client) -> None:
    event_id = house.events["e7"]
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "take"})
    luka = signed_in(colleague(Role.AGENT))
    answer = luka.post(f"/listening/mentions/{event_id}/act/", {"act": "take"})
    assert "is answering this one" in answer.content.decode()
    assert TakenUp.objects.get().by.name == "Nino"


def test_needs_no_answer_is_a_correction_that_can_be_taken_back(house: House, nino: Client) -> None:
    event_id = house.events["e7"]
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "none"})
    assert not Annotation.objects.get(event_id=event_id).needs_answer
    nino.post(f"/listening/mentions/{event_id}/act/", {"act": "some"})
    assert Annotation.objects.get(event_id=event_id).needs_answer


def test_a_viewer_sees_and_changes_nothing(house: House) -> None:
    viewer = signed_in(colleague(Role.VIEWER))
    assert viewer.get("/listening/").status_code == 200
    assert viewer.post("/listening/world/", {"on_date": "2026-03-01", "words": "x", "kind": "other"}).status_code == 403


@pytest.mark.parametrize(("n", "pleased", "unhappy"), [(5, 5, 0), (20, 10, 10), (400, 100, 250)])
def test_the_interval_holds_the_balance_and_is_never_nothing(n: int, pleased: int, unhappy: int) -> None:
    point = mood.Point(date(2026, 3, 2), date(2026, 3, 8), n, pleased, unhappy)
    low, high = point.interval
    assert -1 <= low <= point.balance <= high <= 1
    assert high - low > 0.01


def test_time_runs_from_the_right_where_the_page_does() -> None:
    points = [mood.Point(date(2026, 3, d), date(2026, 3, d + 6), 30, 10, 5) for d in (2, 9, 16)]
    left, right = (mood.drawing(points, [], is_rtl=is_rtl) for is_rtl in (False, True))
    assert left is not None
    assert right is not None
    assert float(left.dots[0].x) < float(left.dots[-1].x)
    assert float(right.dots[0].x) > float(right.dots[-1].x)


def test_a_phone_has_a_narrower_drawing_with_fewer_months() -> None:
    points = [mood.Point(date(2026, 1 + n, 1), date(2026, 1 + n, 28), 30, 10, 5) for n in range(12)]
    wide, narrow = (mood.drawing(points, [], is_rtl=False, width=width) for width in (mood.WIDTH, mood.NARROW))
    assert wide is not None
    assert narrow is not None
    assert len(narrow.months) < len(wide.months)
    assert all(float(dot.x) <= mood.NARROW for dot in narrow.dots)


@pytest.mark.parametrize("below", ["messages/", "backlog/{}/"])
def test_a_page_below_a_tab_is_under_it(house: House, nino: Client, below: str) -> None:
    page = nino.get("/listening/" + below.format(asks(house, "Open on Sundays").pk)).content.decode()
    marked = page.split('class="tabs-short"')[1].split("</summary>")[0]
    assert ("At a glance" if below == "messages/" else "What to change") in marked
    assert page.split('class="tabs"')[1].split("</nav>")[0].count('aria-current="page"') == 2  # in the row, in the menu


def test_standing_and_backlog_survive_another_pass(house: House, nino: Client) -> None:
    demand = asks(house, "Open on Sundays")
    nino.post(f"/listening/backlog/{demand.pk}/act/", {"act": "decide", "state": "planned", "because": ""})
    flow.daily(clock.now())
    demand.refresh_from_db()
    assert demand.state == "planned"
