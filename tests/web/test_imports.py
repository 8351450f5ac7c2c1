"""Files through the browser: dropped, asked about, tried, brought in, watched, taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.tasks.worker import run_pending
from hafawa.timeline.models import Event

ORDERS = (
    "Order number,Date,Customer email,Customer name,Total\n"
    "A-1,2026-10-21,layla@example.com,ليلى حدّاد,120.50\n"
    "A-2,2026-10-22,giorgi@example.com,გიორგი,80.00\n"
    "A-3,2026-10-23,nobody@example.com,Nobody,ten\n"
)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def folder(data_folder: Path) -> Path:
    return data_folder


def send(client: Client, text: str = ORDERS, name: str = "orders.csv") -> ImportRun:
    answer = client.post(reverse("web:import_upload"), {"files": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("id")


def answered(client: Client, run: ImportRun) -> ImportRun:
    """Answer each question with its first option, as a person clicking through would."""
    for _round in range(5):
        run.refresh_from_db()
        if run.state != ImportState.WAITING:
            return run
        page = client.get(reverse("web:import", args=[run.pk])).content.decode()
        asked = dict(reversed(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)"', page)))
        assert asked, page
        client.post(reverse("web:import_answer", args=[run.pk]), asked)
    raise AssertionError("still asking")


def test_of_a_file_that_never_came_in_it_is_not_said_that_it_is_too_late_to_undo(nino: Client) -> None:
    page = nino.get(reverse("web:import_undo", args=[answered(nino, send(nino)).pk])).content.decode()
    assert "Nothing of this file is in the shop yet" in page
    assert "no longer be undone" not in page
    assert "What would be taken back" not in page


def test_a_file_of_orders_comes_in_and_goes_again(nino: Client) -> None:
    run = answered(nino, send(nino))
    tried = nino.get(reverse("web:import_dry_run", args=[run.pk])).content.decode()
    assert "People: 2 new, 0 matched. Rows left out: 1." in tried
    assert not Person.objects.exists()

    for _click in range(2):
        nino.post(reverse("web:import_start", args=[run.pk]))
    assert "every 1s" in nino.get(reverse("web:import", args=[run.pk])).content.decode()
    run_pending(now=clock.now())
    page = nino.get(reverse("web:import", args=[run.pk])).content.decode()
    assert "It is in" in page
    assert (Person.objects.count(), Event.objects.filter(kind="order.placed").count()) == (2, 2)

    rejected = b"".join(nino.get(reverse("web:import_rejected", args=[run.pk])).streaming_content).decode()  # type: ignore[attr-defined]
    assert "Nobody" in rejected

    assert "What would be taken back" in nino.get(reverse("web:import_undo", args=[run.pk])).content.decode()
    for _click in range(2):
        nino.post(reverse("web:import_undo", args=[run.pk]))
    run_pending(now=clock.now())
    assert not Person.objects.exists()
    assert "as if it had never been" in nino.get(reverse("web:import", args=[run.pk])).content.decode()


def test_the_same_file_twice_is_said_and_changes_nothing(nino: Client) -> None:
    run = answered(nino, send(nino))
    nino.post(reverse("web:import_start", args=[run.pk]))
    run_pending(now=clock.now())
    again = nino.post(
        reverse("web:import_upload"), {"files": SimpleUploadedFile("orders.csv", ORDERS.encode())}, **HTMX
    )
    assert again.status_code == 422
    assert "already imported" in again.content.decode()


def test_what_cannot_be_guessed_is_asked_with_the_persons_own_rows(nino: Client) -> None:
    text = "Order number,Date,Customer email,Total\nA-1,03/04/2026,a@example.com,12.00\nA-2,05/06/2026,b@example.com,9.00\n"
    run = send(nino, text)
    assert run.state == ImportState.WAITING
    page = nino.get(reverse("web:import", args=[run.pk])).content.decode()
    assert "This cannot be guessed" in page
    assert "03/04/2026" in page
    assert nino.post(reverse("web:import_start", args=[run.pk])).status_code == 422


def test_the_file_keeps_the_name_the_person_knows(nino: Client) -> None:
    assert send(nino, name="طلبات 2026.csv").name == "طلبات 2026.csv"
    assert "/" not in send(nino, text=ORDERS + "A-9,2026-10-24,z@example.com,Z,1\n", name="../../etc/passwd.csv").name


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03 nothing we know"])
def test_a_file_that_is_nothing_is_refused_in_words(nino: Client, content: bytes) -> None:
    answer = nino.post(reverse("web:import_upload"), {"files": SimpleUploadedFile("x.bin", content)}, **HTMX)
    assert answer.status_code == 422
    assert re.search(r'role="alert"', answer.content.decode())
    assert not Person.objects.exists()


def test_more_than_the_installation_takes_is_refused_before_it_is_kept(
    nino: Client, settings: object, folder: Path
) -> None:
    settings.HAFAWA_UPLOAD_MAX_MIB = 0  # type: ignore[attr-defined]
    answer = nino.post(
        reverse("web:import_upload"), {"files": SimpleUploadedFile("orders.csv", ORDERS.encode())}, **HTMX
    )
    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_the_list_shows_each_import_and_where_it_stands(nino: Client) -> None:
    run = send(nino)
    page = nino.get(reverse("web:imports")).content.decode()
    assert reverse("web:import", args=[run.pk]) in page
    assert "orders.csv" in page
