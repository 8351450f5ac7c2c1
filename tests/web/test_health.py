"""The page of health: what the doctor finds, and what a manager can do about tasks set aside."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.tasks import enqueue
from hafawa.tasks.models import State, Task
from hafawa.team.models import AuditEntry, Role, User
from tests.web.conftest import colleague, signed_in


@pytest.fixture
def aside(owner: User) -> Task:
    made = Task.objects.get(pk=enqueue("a.b", 1))
    Task.objects.update(state=State.PARKED, error="ValueError: layla@example.com", finished_at=clock.now())
    return made


def page(browser: Client) -> str:
    answer = browser.get(reverse("web:health"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_what_is_wrong_why_and_what_to_do(nino: Client) -> None:
    words = page(nino)
    assert "No worker has given a sign of life" in words
    assert "Imports stand still" in words
    assert "hafawa run" in words


def test_with_a_worker_at_work_all_is_well(nino: Client) -> None:
    from hafawa.tasks import alive
    from hafawa.team.models import Shop

    alive.beat(now=clock.now())
    Shop.objects.update(time_zone="Asia/Tbilisi")
    words = page(nino)
    assert "Something is broken" not in words
    assert "sign of life" not in words


def test_a_task_set_aside_is_tried_again_by_name_of_the_one_who_asked(nino: Client, aside: Task, owner: User) -> None:
    words = page(nino)
    assert "a.b" in words
    assert "layla" not in words
    answer = nino.post(reverse("web:task_retry", args=[aside.pk]), follow=True)
    assert "The task waits again" in answer.content.decode()
    assert Task.objects.get().state == State.WAITING
    assert AuditEntry.objects.get().by == owner


def test_a_task_let_go_can_be_brought_back(nino: Client, aside: Task) -> None:
    nino.post(reverse("web:task_discard", args=[aside.pk]))
    assert Task.objects.get().state == State.DISCARDED
    assert reverse("web:task_retry", args=[aside.pk]) in page(nino)
    nino.post(reverse("web:task_retry", args=[aside.pk]))
    assert Task.objects.get().state == State.WAITING


def test_a_second_click_is_refused_in_words(nino: Client, aside: Task) -> None:
    url = reverse("web:task_discard", args=[aside.pk])
    nino.post(url)
    answer = nino.post(url)
    assert answer.status_code == 422
    assert "perhaps somebody was faster" in answer.content.decode()


def test_a_manager_may_and_an_agent_may_not(aside: Task) -> None:
    url = reverse("web:task_discard", args=[aside.pk])
    assert signed_in(colleague(Role.AGENT)).post(url).status_code == 403
    assert signed_in(colleague(Role.MANAGER, email="mari@finjan.example")).post(url).status_code == 302
