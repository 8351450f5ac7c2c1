"""What of a confidential conversation is kept from whom? The conditions behind `visible_to`, nothing else.

A conversation is confidential by a row of `timeline.Confidential`, has readers, and a `ConfidentialEvent` for all that
was said in it and about it. Managers and owners read every one; everybody else only those they are a reader of. A
terminal has no readers: what it prints is piped and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, F, Func, Q, QuerySet

from hafawa.team.permissions import AtTheMachine, Level, level_of

Rows = QuerySet[Any, Any]


def reads_all(user: object) -> bool:
    """Whether nothing confidential is kept from `user`."""
    return level_of(user) >= Level.MANAGER and not isinstance(user, AtTheMachine)


def hidden_refs(user: Any) -> Rows:
    """The keys of the confidential conversations `user` is no reader of."""
    return _rows("timeline.Confidential").filter(id__in=_kept_from(user)).values("ref")


def of_event(name: str) -> Callable[[Any], Q]:
    """Rows whose field `name` holds the id of an event that is not kept from somebody."""
    return lambda user: Q(_NotAmong(F(name), hidden_events, user))


def occasions(user: Any) -> Q:
    """Days that were not read out of such a conversation."""
    return Q(_NotAmong(F("pk"), _read_there, user))


def suggestions(user: Any) -> Q:
    """Cards that do not rest on such a conversation; only of the people who have one is every card looked at."""
    nobody_there = Q(_NotAmong(F("person"), _people_there, user))
    return nobody_there | ~Q(_AnyAmong(F("evidence"), hidden_events, user))


def of_conversation(name: str) -> Callable[[Any], Q]:
    """Conversations and what hangs on them, by the key in their field `name`."""
    return lambda user: Q(_NotAmong(F(name), hidden_refs, user))


def hidden_events(user: Any) -> Rows:
    """Ids of the events kept from `user`: said in such a conversation, or about it."""
    return _rows("timeline.ConfidentialEvent").filter(confidential__in=_kept_from(user)).values("event_id")


def _kept_from(user: Any) -> Rows:
    kept = _rows("timeline.Confidential").filter(is_on=True)
    return (kept if user.pk is None else kept.exclude(readers__user=user.pk)).values("id")


def _rows(label: str) -> Rows:
    rows: Rows = apps.get_model(label)._default_manager.all()  # noqa: SLF001 - Django's own way to a model by its name
    return rows


def _read_there(user: Any) -> Rows:
    """Ids of the days that were read out of what is kept from `user`."""
    read = _rows("people.Proposal").filter(kept_occasion__isnull=False, evidence_event_id__in=hidden_events(user))
    return read.values("kept_occasion")


def _people_there(user: Any) -> Rows:
    """Ids of the people who said it, and of those they were merged into."""
    said = _rows("timeline.ConfidentialEvent").filter(confidential__in=_kept_from(user))
    people = said.filter(event__person__isnull=False).values("event__person")
    into = _merged(people)
    return people.union(into, _merged(into))


def _merged(ids: Rows) -> Rows:
    return _rows("people.Person").filter(id__in=ids, merged_into__isnull=False).values("merged_into")


@lru_cache(maxsize=16)
def _written(kept_from: Callable[[Any], Rows], *, is_member: bool) -> tuple[str, tuple[Any, ...]]:
    """What is kept from a user, as SQL and its parameters, in which `_ANYBODY` stands for the user."""
    return kept_from(_ANYBODY if is_member else _NOBODY).query.sql_with_params()


class _Among(Func):
    """Something about a value and the ids that are kept from `user`, which is true or false of it.

    Pages ask it up to twenty times, and for Django to write each anew took a quarter of a page: they are written once.
    """

    output_field = BooleanField()

    def __init__(self, value: F, kept_from: Callable[[Any], Rows], user: Any) -> None:
        super().__init__(value)
        self.kept_from, self.user_id = kept_from, user.pk

    def as_sql(self, compiler: Any, connection: Any, *_args: Any, **context: Any) -> Any:
        """In any SQL."""
        kept, asked = _written(self.kept_from, is_member=self.user_id is not None)
        sql, params = super().as_sql(compiler, connection, kept=kept, **context)
        return sql, (*params, *(self.user_id if one == _ANYBODY.pk else one for one in asked))


class _NotAmong(_Among):
    """Whether it is none of them; nothing is none of them: the same as `~Q(name__in=kept_from(user))`."""

    template = "(%(expressions)s IN (%(kept)s)) IS NOT TRUE"


class _AnyAmong(_Among):
    """Whether one of the ids in a JSON list is among them."""

    template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s) AS said WHERE said.value IN (%(kept)s))"
    on_postgresql = (
        "EXISTS (SELECT 1 FROM jsonb_array_elements_text(%(expressions)s) AS said(value)"
        " WHERE said.value::bigint IN (%(kept)s))"
    )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The same there."""
        return self.as_sql(compiler, connection, template=self.on_postgresql, **context)


_ANYBODY, _NOBODY = SimpleNamespace(pk=-1), SimpleNamespace(pk=None)
