"""How does an empty database get its tables in seconds? Each step sees the models it is about, not all there are.

Django shows every step of a migration the whole project, and renders again whatever is related to what changed: with a
hundred models that all know the same few, most of the time of a first start. In an empty database no step needs more
than its own model and those that one points to, so no more is rendered. What comes of it is the same
(tests/kernel/test_first_schema.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]  # a model: its app's label and its name in small letters
_OF_ONE_MODEL = (
    operations.CreateModel,
    operations.AddField,
    operations.AlterField,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
    operations.AlterModelOptions,
)
_NAMED = (operations.CreateModel, operations.AlterModelOptions)


class FirstExecutor(MigrationExecutor):
    """Brings an empty database forward; for one that holds anything, Django's own is right."""

    def _migrate_all_forwards(
        self,
        state: ProjectState,
        plan: list[tuple[Migration, bool]],
        full_plan: list[tuple[Migration, bool]],
        fake: bool,  # noqa: FBT001
        fake_initial: bool,  # noqa: FBT001
    ) -> ProjectState:
        wanted = {step for step, _backwards in plan}
        for step in (step for step, _backwards in full_plan if step in wanted):
            state = self.apply_migration(state, step, fake=fake, fake_initial=fake_initial)
        return state

    def apply_migration(
        self,
        state: ProjectState,
        migration: Migration,
        fake: bool = False,  # noqa: FBT001, FBT002
        fake_initial: bool = False,  # noqa: FBT001, FBT002
    ) -> ProjectState:
        if fake or fake_initial or not migration.atomic:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=True) as editor:
            for operation in migration.operations:
                before = state.clone()
                operation.state_forwards(migration.app_label, state)
                before, after = (_seen(operation, migration.app_label, seen) for seen in (before, state))
                if isinstance(operation, FieldOperation):
                    before.apps.get_models()  # rendered first: a field stands where it was made among the others
                operation.database_forwards(migration.app_label, editor, before, after)
        self.recorder.record_applied(migration.app_label, migration.name)
        self._tell("apply_success", migration)
        return state

    def _tell(self, step: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(step, migration, False)


def _seen(operation: Operation, app_label: str, state: ProjectState) -> ProjectState:
    """What `operation` is shown of `state`: rendered when it looks, which many do not."""
    models = state.models
    if isinstance(operation, _OF_ONE_MODEL):
        name = operation.name if isinstance(operation, _NAMED) else operation.model_name
        key = app_label, name.lower()
        pointing = _pointing_to(key, models) if isinstance(operation, operations.AlterField) else []
        models = _with_those_pointed_to([key, *pointing], models)
    shown = ProjectState(models=models, real_apps=state.real_apps)
    shown.__dict__["apps"] = SimpleLazyObject(lambda: StateApps(list(state.real_apps), models))
    return shown


def _pointing_to(key: Key, models: dict[Key, ModelState]) -> list[Key]:
    """Whose columns may have to change with those of `key`."""
    return [other for other, model in models.items() if key in _pointed_to(other, model)]


def _with_those_pointed_to(keys: list[Key], models: dict[Key, ModelState]) -> dict[Key, ModelState]:
    found: dict[Key, ModelState] = {}
    waiting = [*keys]
    while waiting:
        one = waiting.pop()
        if one in models and one not in found:  # the one to be made is not there before
            found[one] = models[one]
            waiting += _pointed_to(one, models[one])
    return found


def _pointed_to(key: Key, model: ModelState) -> Iterator[Key]:
    yield from (resolve_relation(base, *key) for base in model.bases if isinstance(base, str))
    for field in model.fields.values():
        remote: Any = field.remote_field
        for other in (getattr(remote, "model", None), getattr(remote, "through", None)):
            if other is not None:
                yield resolve_relation(other, *key)
