"""Nobody adds a place for personal data that an erasure does not reach."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection

from hafawa.privacy import fields


def test_every_field_of_every_model_is_declared() -> None:
    assert not fields.undeclared(), "\n".join(["Say what these hold:", *fields.undeclared()])


def test_every_path_to_a_person_ends_at_a_person() -> None:
    for declared in fields.tables().values():
        if not declared.of or declared.label == "people.Person":
            continue
        model = declared.model
        for step in declared.of.split("__"):
            try:
                model = model._meta.get_field(step).related_model  # type: ignore[assignment]
            except FieldDoesNotExist as error:
                raise AssertionError(f"{declared.label}: {declared.of} leads nowhere") from error
        assert model._meta.label == "people.Person", declared.label


def test_a_new_field_is_met_with_the_line_to_write(monkeypatch: object) -> None:
    kept = fields.book.tables["people.Gift"]
    try:
        fields.tables.cache_clear()
        fields.book.tables["people.Gift"] = fields.Table(
            "people.Gift", "person", "deleted", {n: h for n, h in kept.holds.items() if n != "what"}
        )
        [told] = [line for line in fields.undeclared() if line.startswith("people.Gift.what")]
        assert 'add "what" to personal, words' in told
        assert 'table("people.Gift", ...) in hafawa/privacy/declared/people.py' in told
    finally:
        fields.book.tables["people.Gift"] = kept
        fields.tables.cache_clear()


@pytest.mark.django_db
def test_the_consent_log_still_has_its_triggers_after_all_migrations() -> None:
    """SQLite drops them with the table it makes anew: a migration that changes `Consent` lays them again (0004)."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor != "sqlite":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        assert {"consent_never_changed", "consent_never_lost"} <= {name for (name,) in cursor.fetchall()}
