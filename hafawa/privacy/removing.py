"""Which rows go when somebody is erased, which stay as nobody's, and where were they mentioned? Driven by `fields`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from hafawa.channels.models import ChatVisitor
from hafawa.people import consent_log
from hafawa.people.bonds import Company, CompanyMember, Household, HouseholdMember
from hafawa.people.models import Person, SharedKey
from hafawa.privacy import fields, mentions
from hafawa.privacy.fields import Table
from hafawa.privacy.subject import Subject
from hafawa.search import indexing
from hafawa.timeline import facts, log
from hafawa.timeline.models import Event
from hafawa.webhooks import actions as webhooks

_CHUNK = 1000


def counts(subject: Subject) -> dict[str, int]:
    """How many rows would go, by table; nothing is changed."""
    found = {label: _rows(declared, subject).count() for label, declared in _personal().items()}
    found["timeline.Event"] = _events(subject).exclude(kind__in=facts.ORDER_FACTS).count()
    return {label: n for label, n in found.items() if n}


def kept(subject: Subject) -> dict[str, int]:
    """How many facts would stay as nobody's, by kind of event."""
    kinds = _events(subject).filter(kind__in=facts.ORDER_FACTS, person_id__isnull=False)
    return dict(Counter(kinds.values_list("kind", flat=True)))


def remove(subject: Subject, *, now: datetime) -> tuple[dict[str, int], dict[str, int]]:
    """Take the rows away, in one transaction; what was counted as gone, and as kept."""
    from hafawa.listening.backlog import gathering  # with numpy, which not every process need load to start

    gone, stays = counts(subject), kept(subject)
    with consent_log.opened("erasure"):
        homes, jobs = _gatherings(subject)
        indexing.forget(subject.ids, now=now)
        gathering.forget(subject.ids)
        SharedKey.objects.filter(value__in=[key.value for key in subject.identifiers]).delete()  # with whomever it came
        _unlink(subject)
        gone["mentions"] = _black_out(subject)
        for declared in _personal().values():
            if declared.label not in _LATER:
                _rows(declared, subject).delete()
        _events(subject).delete()
        for declared in fields.tables().values():
            if declared.erased == "emptied":
                _all(declared.model).delete()
            elif declared.erased == "ids":
                _take_numbers_out(declared, subject)
        for person_id in subject.ids:
            webhooks.erased(person_id, now=now)
        Person.objects.filter(id__in=subject.ids).update(merged_into=None)
        Person.objects.filter(id__in=subject.ids).delete()
        Household.objects.filter(id__in=homes, members=None).delete()  # its name and address were theirs
        Company.objects.filter(id__in=jobs, members=None).delete()
        log.note_removal(now=now)
    return {label: n for label, n in gone.items() if n}, stays


def _personal() -> dict[str, Table]:
    return {label: t for label, t in fields.tables().items() if t.of and t.erased in ("deleted", "facts")}


def _rows(declared: Table, subject: Subject) -> QuerySet[Any]:
    return _all(declared.model).filter(**{f"{declared.of}__in": subject.ids})


def _events(subject: Subject) -> QuerySet[Event]:
    """Theirs, what is nobody's but about one of theirs, and what they wrote in the chat before they were known."""
    mine = Event.objects.filter(person_id__in=subject.ids)
    about = Q(person__isnull=True, about_id__in=mine.values("id")) & ~Q(kind__in=facts.ORDER_FACTS)
    chats = [visitor.ref for visitor in ChatVisitor.objects.filter(person_id__in=subject.ids)]
    return Event.objects.filter(Q(person_id__in=subject.ids) | about | Q(person__isnull=True, ref__in=chats))


def _gatherings(subject: Subject) -> tuple[list[int], list[int]]:
    """Ids of the households and the companies they are in."""
    homes = HouseholdMember.objects.filter(person_id__in=subject.ids).values_list("household_id", flat=True)
    jobs = CompanyMember.objects.filter(person_id__in=subject.ids).values_list("company_id", flat=True)
    return list(homes), list(jobs)


def _unlink(subject: Subject) -> None:
    """Facts of orders become nobody's, and lose their words."""
    mine = Event.objects.filter(person_id__in=subject.ids, kind__in=facts.ORDER_FACTS).order_by("id")
    while some := list(mine[:_CHUNK]):
        for event in some:
            event.person_id, event.suggestion_id, event.data = None, None, facts.bare_data(event.data)
        Event.objects.bulk_update(some, ["person", "suggestion_id", "data"])


def _black_out(subject: Subject) -> int:
    """Mentions of them in the words of everything that is not theirs; how many rows had one."""
    found = mentions.pattern(subject.needles)
    if found is None:
        return 0
    return sum(_black_out_in(declared, subject, found) for declared in fields.tables().values())


def _black_out_in(declared: Table, subject: Subject, found: re.Pattern[str]) -> int:
    if not (names := declared.names("words")) or declared.label in _APPEND_ONLY:
        return 0
    rows = _all(declared.model)
    if declared.of:
        rows = rows.exclude(**{f"{declared.of}__in": subject.ids})
    touched = 0
    for some in _mentioning(rows, names, subject):
        changed = [row for row in some if _change(row, names, found, blank=declared.erased == "blanked")]
        if changed:
            _all(declared.model).bulk_update(changed, names)
            touched += len(changed)
    return touched


_LATER = {"people.Person", "timeline.Event", "channels.ChatVisitor"}  # a visitor tells which events, and goes at last
_APPEND_ONLY = {"people.Consent"}  # what somebody else stated is theirs, word for word


def _change(row: Model, names: list[str], found: re.Pattern[str], *, blank: bool) -> bool:
    if not any(mentions.mentions(getattr(row, n), found) for n in names):
        return False
    for name in names:
        value = getattr(row, name)
        setattr(row, name, mentions.emptied(value) if blank else mentions.masked(value, found))
    return True


def _mentioning(rows: QuerySet[Any], names: list[str], subject: Subject) -> Iterator[list[Any]]:
    """Rows any of whose `names` holds a needle, a chunk at a time."""
    holds = Q()
    for name in names:
        for needle in subject.needles:
            for text in mentions.as_stored(needle):
                holds |= Q(**{f"{name}_as_text__icontains": text})
    rows = rows.annotate(**{f"{name}_as_text": Cast(name, TextField()) for name in names}).filter(holds)
    last: Any = None
    while some := list((rows.filter(pk__gt=last) if last is not None else rows).order_by("pk")[:_CHUNK]):
        yield some
        last = some[-1].pk


def _take_numbers_out(declared: Table, subject: Subject) -> None:
    gone = set(subject.ids)
    for row in _all(declared.model):
        for name in declared.names("personal"):
            setattr(row, name, [i for i in getattr(row, name) if i not in gone])
        row.save(update_fields=declared.names("personal"))


def _all(model: type[Model]) -> QuerySet[Any]:
    return model._base_manager.all()  # noqa: SLF001 - whatever a model's own manager would leave out


def leftovers(subject: Subject) -> list[str]:
    """Tables that still hold a row of theirs; empty once `remove` is through."""
    with transaction.atomic():
        return [label for label, declared in _personal().items() if _rows(declared, subject).exists()]
