"""Tasks set aside: tried again, let go, brought back; each act noted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.kernel import clock
from hafawa.tasks import enqueue, parked, queue, sweeping
from hafawa.tasks.models import State, Task
from hafawa.team.models import AuditEntry, User


@pytest.fixture
def aside(db: None) -> Task:
    return _aside()


def _aside(key: str = "") -> Task:
    made = Task.objects.get(pk=enqueue("a.b", 1, key=key or None))
    Task.objects.filter(pk=made.pk).update(
        state=State.PARKED, tries=8, deaths=2, error="ValueError", finished_at=clock.now()
    )
    return made


def test_tried_again_it_starts_with_a_clean_slate_and_is_due_at_once(aside: Task) -> None:
    now = clock.now()
    assert parked.retry(aside.pk, by=None, now=now)
    claimed = queue.claim(now=now)
    assert claimed is not None
    assert (claimed.pk, claimed.tries, claimed.deaths, claimed.finished_at) == (aside.pk, 0, 0, None)


def test_where_one_of_its_key_waits_already_that_one_is_enough(db: None) -> None:
    aside = _aside(key="k")
    waiting = enqueue("a.b", 1, key="k")
    assert not parked.retry(aside.pk, by=None, now=clock.now())
    assert {t.pk: t.state for t in Task.objects.all()} == {aside.pk: "replaced", waiting: "waiting"}


def test_let_go_it_can_be_brought_back_until_it_is_swept(aside: Task) -> None:
    parked.discard(aside.pk, by=None, now=clock.now())
    assert (list(parked.parked()), list(parked.let_go())) == ([], [aside])
    assert parked.retry(aside.pk, by=None, now=clock.now())
    Task.objects.update(state=State.PARKED)
    parked.discard(aside.pk, by=None, now=clock.now() - timedelta(days=8))
    assert sweeping.sweep() == 1


def test_who_did_it_is_noted_without_what_the_task_was_about(aside: Task) -> None:
    nino = User.objects.create_user(email="nino@finjan.example", password="a long sentence", name="Nino")
    parked.discard(aside.pk, by=nino, now=clock.now())
    parked.retry(aside.pk, by=nino, now=clock.now())
    noted = [(e.by, e.what, e.about, e.facts) for e in AuditEntry.objects.order_by("id")]
    assert noted == [
        (nino, "tasks.discarded", f"task:{aside.pk}", {"function": "a.b"}),
        (nino, "tasks.retried", f"task:{aside.pk}", {"function": "a.b"}),
    ]


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE, State.REPLACED])
def test_what_was_not_set_aside_is_left_alone(aside: Task, state: State) -> None:
    Task.objects.update(state=state)
    for act in (parked.retry, parked.discard):
        with pytest.raises(parked.NotSetAside):
            act(aside.pk, by=None, now=clock.now())
    assert Task.objects.get().state == state
    assert not AuditEntry.objects.exists()
