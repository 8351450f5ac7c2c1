"""What was done is kept with who did it, and the database lets nobody change it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hafawa.team import audit
from hafawa.team.models import AuditEntry, User

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def entry(db: None) -> AuditEntry:
    """One act, and the gate as it stands where people work; the tests hold it open (tests/conftest.py)."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE team_auditgate SET before_at = '2000-01-01 00:00:00'")
    nino = User.objects.create_user(email="nino@example.com", password="a long sentence", name="Nino")
    return audit.note(by=nino, what="people.merged", about="person:1", facts={"with": 2}, now=AT)


def test_an_act_stays_told_when_the_one_who_did_it_has_gone(entry: AuditEntry) -> None:
    User.objects.all().delete()
    entry.refresh_from_db()
    assert (entry.by, entry.by_name, entry.what, entry.facts) == (None, "Nino", "people.merged", {"with": 2})


@pytest.mark.parametrize(
    "change",
    [{"what": "x"}, {"about": ""}, {"facts": {}}, {"at": datetime(2020, 1, 1, tzinfo=UTC)}, {"by_name": "Luka"}],
)
def test_no_entry_can_be_changed_by_nobody(entry: AuditEntry, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(**change)


def test_who_did_it_cannot_become_somebody_else(entry: AuditEntry) -> None:
    luka = User.objects.create_user(email="luka@example.com", password="a long sentence", name="Luka")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(by=luka)


def test_no_entry_can_be_deleted_but_by_retention(entry: AuditEntry) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM team_auditentry")
    audit.note(by=None, what="team.signed_in", now=datetime(2026, 4, 1, tzinfo=UTC))
    assert audit.forget_before(datetime(2026, 3, 15, tzinfo=UTC)) == 1
    assert [e.what for e in AuditEntry.objects.all()] == ["team.signed_in"]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.all().delete()
