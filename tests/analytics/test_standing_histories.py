"""On histories nobody thought of: the columns are what plain Python finds, and the part judged anew is as the whole."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hafawa.analytics import standing, warehouse
from hafawa.analytics.models import Standing
from hafawa.listening.models import Annotation
from hafawa.people import consent_log
from hafawa.people.models import Consent, Person
from hafawa.timeline import events as E  # noqa: N812
from hafawa.timeline.models import Event
from tests.analytics.history import DAY, due, on, person, read, tell
from tests.analytics.reference import judged

pytestmark = pytest.mark.django_db
_BAD = ("late_delivery", "missing_delivery", "damaged", "rude", "", "unheard of")


def random_event(draw: random.Random, who: Person) -> None:
    """Something happens to somebody on a random day, often the same as something else."""
    ref, ago = (
        draw.choice("AB"),
        draw.choice([0, 1, 2, 3, 4, 5, 8, 13, 29, 30, 31, 33, 40, 60]) + draw.choice([0, 0, 0.3]),
    )
    talk = draw.choice(["", "c1", "c2"])
    flags = {"is_sales": draw.random() < 0.2, "is_automatic": draw.random() < 0.2}
    told = list(Event.objects.filter(person=who).values_list("id", flat=True)) or [0]
    made: list[Callable[[], E.Happening]] = [
        lambda: E.OrderPlaced(ref=draw.choice(["A", "B", "C", ""]), due_at=draw.choice([None, due(int(ago) - 5)])),
        lambda: E.OrderPlaced(ref=ref, due_at=due(int(ago) - 3)),
        lambda: E.OrderCancelled(ref=ref),
        lambda: E.DeliveryPromised(ref=ref, due_at=due(int(ago) - 2)),
        lambda: E.DeliveryArrived(ref=ref),
        lambda: E.MessageReceived(channel="email", ref=talk, text="w", order_ref=draw.choice(["", "", "A"]), is_automatic=flags["is_automatic"]),
        lambda: E.MessageReceived(channel="email", ref=talk, text="w"),
        lambda: E.MessageSent(channel="email", ref=talk, text="w", **flags),
        lambda: E.CallMade(outcome=draw.choice(["reached", "not_reached", "voicemail"]), is_sales=flags["is_sales"]),
        lambda: E.ReviewPosted(score=draw.randint(1, 5), ref=draw.choice(["", "A"]), text=draw.choice(["", "w"])),
        lambda: E.StrikeNoted(bad=draw.choice(_BAD[2:]) or "other", about_id=draw.choice([None, draw.choice(told)]), ref=draw.choice(["", "B"])),
        lambda: E.AnswerWaived(about_id=draw.choice(told)),
        lambda: E.WaiverWithdrawn(about_id=draw.choice(told)),
        lambda: E.StrikeRepaired(about_id=draw.choice([None, draw.choice(told)]), ref=draw.choice(["", "", "A"])),
    ]  # fmt: skip
    event = tell(who, draw.choice(made)(), ago=ago, source=draw.choice(["shop", "shop", "silent"]))
    if event.kind in {"message.received", "review.posted"} and draw.random() < 0.8:
        complains = draw.random() < 0.5
        read(event, needs_answer=draw.random() < 0.6, is_complaint=complains, bad_kind=draw.choice(_BAD) if complains else "",
             feeling=draw.choice([None, -0.5, 0.1, 0.9]), is_thanks=draw.random() < 0.2)  # fmt: skip


def start_anew(folder: Path) -> None:
    with consent_log.opened("erasure"):  # the log only grows otherwise
        for model in (Standing, Annotation, Event, Consent, Person):
            model.objects.all().delete()
    shutil.rmtree(folder / "warehouse", ignore_errors=True)


seeds = given(seed=st.integers(0, 2**32))
with_database = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a seed does not shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@with_database
@seeds
def test_the_columns_are_what_plain_python_finds(seed: int, data_folder: Path) -> None:
    start_anew(data_folder)
    draw = random.Random(seed)
    people = [person() for _ in range(30)]
    for who in people:
        for _ in range(draw.randint(0, 14)):
            random_event(draw, who)
    standing.refresh(now=DAY, day=DAY)
    arrived = set(Event.objects.filter(kind="delivery.arrived", occurred_at__lte=DAY).values_list("source", flat=True))
    for who in people:
        refs = set(Event.objects.filter(person=who, kind="delivery.arrived").values_list("ref", flat=True))
        promises = Event.objects.filter(person=who, ref__in=refs, due_date__isnull=False).order_by("occurred_at", "id")
        for ref in refs:
            arrived |= set([p.source for p in promises if p.ref == ref][:1])
    rows = {r["person_id"]: r for r in warehouse.query("SELECT * FROM standing")}
    for who in people:
        expected = judged(who.id, day=DAY, recording=arrived)
        found = {name: rows[who.id][name] for name in expected}
        assert found == pytest.approx(expected, abs=2e-6), list(Event.objects.filter(person=who).values())


@with_database
@seeds
def test_judging_only_who_changed_gives_what_judging_everybody_gives(seed: int, data_folder: Path) -> None:
    start_anew(data_folder)
    draw = random.Random(seed)
    people = [person() for _ in range(8)]
    for _ in range(40):
        random_event(draw, draw.choice(people))
    standing.refresh(now=DAY, day=DAY - timedelta(hours=6))
    for step in range(3):
        for _ in range(draw.randint(0, 3)):
            random_event(draw, draw.choice(people))
        if draw.random() < 0.5:
            who = draw.choice(people)
            Person.objects.filter(pk=who.pk).update(language=draw.choice(["ar", "ka"]))
            Consent.objects.create(
                person=who, purpose="care", granted=False, by_person=True, source="t", stated_at=on(1)
            )
        if draw.random() < 0.3:
            Annotation.objects.update(read_at=DAY + timedelta(minutes=step), needs_answer=True)
        if draw.random() < 0.3 and len(people) > 4:
            with consent_log.opened("erasure"):
                people.pop().delete()
        standing.refresh(now=DAY, day=DAY - timedelta(hours=4 - step))
        in_part, mirrored = everything(), list(Standing.objects.order_by("pk").values_list("pk", "row"))
        assert standing.refresh(now=DAY, day=DAY - timedelta(hours=4 - step), full=True) == len(people)
        assert in_part == everything()
        assert mirrored == list(Standing.objects.order_by("pk").values_list("pk", "row"))


def test_only_who_changed_is_judged_again_and_nobody_when_nothing_did() -> None:
    layla, giorgi = person(), person()
    for who in (layla, giorgi):
        tell(who, E.OrderPlaced(ref=f"A{who.id}"), ago=3)
    assert standing.refresh(now=DAY, day=DAY) == 2
    assert standing.refresh(now=DAY, day=DAY) == 0
    tell(layla, E.OrderPlaced(ref="B"), ago=1)
    assert standing.refresh(now=DAY, day=DAY) == 1
    assert Standing.objects.get(person=layla).row["orders"] == 2
    assert standing.refresh(now=DAY, day=DAY + timedelta(days=1)) == 2  # another day: everybody


def test_the_same_history_gives_the_same_bytes_of_every_row() -> None:
    draw = random.Random(5)
    people = [person() for _ in range(10)]
    for _ in range(120):
        random_event(draw, draw.choice(people))
    standing.refresh(now=DAY, day=DAY)
    first = everything()
    standing.refresh(now=DAY, day=DAY, full=True)
    assert everything() == first


def everything() -> list[dict[str, object]]:
    return warehouse.query("SELECT * FROM standing ORDER BY person_id")
