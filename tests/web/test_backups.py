"""The owner sees whether a backup is there and was proven, makes one, fetches it, decides; nobody else does."""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.backups.models import Backup, BackupPlan, Made, Proven
from hafawa.kernel import clock
from hafawa.tasks.models import Task
from hafawa.team.models import AuditEntry, Role
from tests.web.conftest import colleague, signed_in

PLAN = {
    "often": "daily", "at": "03:30", "folder": "", "keep_last": "7", "keep_weeks": "4", "keep_months": "12",
    "recipient": "",
}  # fmt: skip
WHEN = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)


@pytest.fixture
def backup(data_folder: Path, db: None) -> Backup:
    folder = data_folder / "backups"
    folder.mkdir()
    with tarfile.open(folder / "hafawa-20261120T033000Z.tar", "w"):
        pass
    return Backup.objects.create(
        name="hafawa-20261120T033000Z.tar", folder=str(folder), begun_at=WHEN, made_at=WHEN, state=Made.DONE,
        size_bytes=10240, rows=8000, proof=Proven.RESTORED, proven_at=WHEN,
    )  # fmt: skip


def page(client: Client) -> str:
    return client.get(reverse("web:backups")).content.decode()


def test_without_any_the_page_teaches_and_offers_one_act(nino: Client, data_folder: Path) -> None:
    shown = page(nino)
    assert "No backup yet" in shown
    assert "Back up now" in shown
    assert "Prove the last one now" not in shown


def test_the_last_proven_restore_is_shown_with_what_came_back(nino: Client, backup: Backup) -> None:
    shown = page(nino)
    assert "Last proven restore" in shown
    assert "8,000 rows came back" in shown
    assert f"hafawa restore {backup.path}" in shown


def test_back_up_now_twice_is_one_task_and_its_progress_is_shown(nino: Client, data_folder: Path) -> None:
    for _twice in range(2):
        assert nino.post(reverse("web:backups_make")).status_code == 302
    task = Task.objects.get(function="hafawa.backups.tasks.make")
    assert "Being made and proven" in page(nino)
    assert "<html" not in nino.get(reverse("web:backups"), HTTP_HX_REQUEST="true").content.decode()
    assert task.key == "backups"


def test_prove_and_download_take_only_what_is_on_the_page(nino: Client, backup: Backup, data_folder: Path) -> None:
    for name in ("../secret_key", "secret_key", "/etc/passwd", "hafawa-x.tar"):
        for route in ("backups_prove", "backups_download"):
            assert nino.post(reverse(f"web:{route}"), {"name": name}).status_code == 404
    assert nino.post(reverse("web:backups_prove")).status_code == 302
    assert Task.objects.get().args[:2] == [backup.folder, backup.name]
    answer = nino.post(reverse("web:backups_download"), {"name": backup.name})
    assert b"".join(answer.streaming_content) == backup.path.read_bytes()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'attachment; filename="{backup.name}"'
    assert AuditEntry.objects.get(what="backups.downloaded").facts == {"name": backup.name}


def test_a_file_that_lies_there_without_a_record_is_shown_too(nino: Client, backup: Backup) -> None:
    Backup.objects.all().delete()
    assert backup.name in page(nino)
    assert not Backup.objects.exists()


def test_the_plan_is_kept_and_noted(nino: Client, data_folder: Path) -> None:
    folder = data_folder.parent / "elsewhere"
    assert nino.post(reverse("web:backups"), PLAN | {"folder": str(folder), "keep_last": "3"}).status_code == 302
    plan = BackupPlan.objects.get()
    assert (plan.often, plan.keep_last, plan.home) == ("daily", 3, folder)
    assert folder.is_dir()
    assert AuditEntry.objects.filter(what="backups.plan_changed").count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("often", "hourly"), ("at", "25:00"), ("keep_last", "0"), ("keep_weeks", "-1"), ("recipient", "age1nobody"),
        ("recipient", "AGE-SECRET-KEY-1"), ("folder", "not/whole"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_not_kept(nino: Client, data_folder: Path, field: str, value: str) -> None:
    assert nino.post(reverse("web:backups"), PLAN | {field: value}).status_code == 422
    assert not BackupPlan.objects.exists()


@pytest.mark.parametrize("below", ["", "raw", ".."])
def test_backups_do_not_go_among_what_they_hold(nino: Client, data_folder: Path, below: str) -> None:
    assert nino.post(reverse("web:backups"), PLAN | {"folder": str(data_folder / below)}).status_code == 422


def test_a_folder_that_cannot_be_written_is_said_in_words(nino: Client, data_folder: Path) -> None:
    (data_folder.parent / "file").write_text("x")
    answer = nino.post(reverse("web:backups"), PLAN | {"folder": str(data_folder.parent / "file" / "in")})
    assert answer.status_code == 422
    assert "cannot be written" in answer.content.decode()


def test_owners_are_told_on_every_page_when_backups_fail_and_others_are_not(nino: Client, backup: Backup) -> None:
    for n in range(3):
        Backup.objects.create(begun_at=clock.now() - timedelta(hours=n), state=Made.FAILED, error_key="no_room")
    shown = nino.get(reverse("web:people")).content.decode()
    assert "The last 3 backups failed: the disk is full." in shown
    assert "Your last proven one is from Nov 20, 2026" in shown
    manager = signed_in(colleague(Role.MANAGER))
    assert "backups failed" not in manager.get(reverse("web:people")).content.decode()


@pytest.mark.parametrize("route", ["backups", "backups_make", "backups_prove", "backups_download"])
@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT, Role.MANAGER])
def test_only_the_owner_comes_near_a_backup(owner: object, backup: Backup, route: str, role: str) -> None:
    client = signed_in(colleague(role))
    assert client.post(reverse(f"web:{route}"), {"name": backup.name} | PLAN).status_code == 403
    assert client.get(reverse(f"web:{route}")).status_code in {403, 405}


def test_no_key_is_ever_on_the_page(nino: Client, backup: Backup, data_folder: Path) -> None:
    (data_folder / "secret_key").write_text("never to be seen anywhere")
    assert "never to be seen" not in page(nino)
