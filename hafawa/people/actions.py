"""How does what we know about a person change? Each verb is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import likely, tombstones
from hafawa.people.matching import Key, Known, Match, match
from hafawa.people.models import Audience, Calendar, Consent, Detail, Identifier, Occasion, Person, SharedKey
from hafawa.people.names import first_name, folded
from hafawa.people.occasions import is_day
from hafawa.team.models import User

PURPOSES = ("marketing", "care", "service", "questions", "model")


class NothingToNote(Refused):
    """A detail without words."""


class NoSuchDay(Refused):
    """A day its month does not have."""


class OnlyThePersonGrants(Refused):
    """Consent given by somebody else."""


class UnknownPurpose(Refused):
    """A purpose nobody is asked about."""


class WasErased(Refused):
    """Data about somebody who asked to be forgotten, from before they did."""


def find_or_make(
    keys: Sequence[tuple[str, str, str]],
    *,
    name: str,
    language: str,
    now: datetime,
    import_run_id: int | None = None,
    said_at: datetime | None = None,
) -> tuple[Person, bool]:
    """The person these `keys` (kind, normal value, as typed) lead to, and whether they are new.

    What is known is filled in, never overwritten; keys that lead to somebody else stay with them (see `matching`).
    Without any key the person is always new. `said_at` is the date of what speaks of them (`now` where it is said this
    moment): raises `WasErased` when they were erased since, see `tombstones`.
    """
    short = [(kind, value) for kind, value, _typed in keys]
    gone_at = tombstones.decides(short, tombstones.erased_at(short))
    if gone_at is not None and (said_at or now) <= gone_at:
        raise WasErased(_("They asked to be forgotten, and this is from before they did, so it was not kept."))
    try:
        with transaction.atomic():
            return _found_or_made(keys, name, language, now, import_run_id)
    except IntegrityError:  # somebody else met them in between: they are there now
        with transaction.atomic():
            return _found_or_made(keys, name, language, now, import_run_id)


def rename(person: Person, name: str, *, first: str | None = None) -> None:
    """Call them `name` from now on, and `first` in a greeting; guessed from the name where not given."""
    person.name, person.folded_name = name.strip()[:300], folded(name)
    person.first_name = (first_name(name) if first is None else first.strip())[:150]
    person.save(update_fields=["name", "folded_name", "first_name"])
    likely.look_again([person.pk])


def set_language(person: Person, language: str) -> None:
    """Write to them in `language` (BCP 47); empty is not known."""
    person.language = language
    person.save(update_fields=["language"])


def add_detail(
    person: Person,
    *,
    text: str,
    source: str,
    learned_on: date,
    by: User | None = None,
    subject: str = "",
    audience: str = Audience.KNOW,
    makes_happy: bool = False,
    expires_on: date | None = None,
    evidence_event_id: int | None = None,
    import_run_id: int | None = None,
    secret_from: Person | None = None,
) -> Detail:
    """Note something memorable; the same words about the same subject are noted once and come back as they were.

    What is a surprise for somebody (`secret_from`) is known and never said, whatever `audience` was asked for.
    """
    if secret_from is not None and audience == Audience.MAY_SAY:
        audience = Audience.KNOW
    text = " ".join(text.split())
    if not text:
        raise NothingToNote(_("Nothing was written, so nothing was kept. Write what is worth remembering."))
    return Detail.objects.get_or_create(
        person=person,
        subject=subject.strip()[:200],
        text=text,
        defaults={
            "source": source,
            "learned_on": learned_on,
            "noted_by": by,
            "audience": audience,
            "makes_happy": makes_happy,
            "expires_on": expires_on,
            "evidence_event_id": evidence_event_id,
            "import_run_id": import_run_id,
            "secret_from": secret_from,
        },
    )[0]


@dataclass(frozen=True)
class ForgottenDetail:
    """Everything `restore_detail` needs to bring a forgotten detail back."""

    person_id: int
    text: str
    subject: str
    makes_happy: bool
    source: str
    audience: str
    learned_on: date
    expires_on: date | None
    last_used_at: datetime | None
    evidence_event_id: int | None
    noted_by_id: int | None
    import_run_id: int | None
    secret_from_id: int | None = None


def forget_detail(detail: Detail) -> ForgottenDetail:
    """Delete `detail`; what comes back undoes it through `restore_detail`."""
    kept = ForgottenDetail(**{name: getattr(detail, name) for name in ForgottenDetail.__dataclass_fields__})
    detail.delete()
    return kept


def restore_detail(kept: ForgottenDetail) -> Detail:
    """Bring back what `forget_detail` took away; once is enough."""
    values = asdict(kept)
    keys = {name: values.pop(name) for name in ("person_id", "subject", "text")}
    return Detail.objects.get_or_create(**keys, defaults=values)[0]


def used_detail(detail: Detail, *, now: datetime) -> None:
    """Note that a contact made use of `detail`."""
    detail.last_used_at = now
    detail.save(update_fields=["last_used_at"])


def add_occasion(
    person: Person,
    *,
    title: str,
    month: int,
    day: int,
    source: str,
    kind: str = "birthday",
    subject: str = "",
    calendar: str = Calendar.GREGORIAN,
    year: int | None = None,
    yearly: bool = True,
    lead_days: int = 7,
    audience: str = Audience.MAY_SAY,
    import_run_id: int | None = None,
) -> Occasion:
    """Note a day that matters; the same day with the same title and subject is noted once."""
    title = title.strip()[:200]
    if not title:
        raise NothingToNote(_("The day has no title, so it was not kept. Say what is celebrated."))
    if not is_day(calendar=calendar, year=year, month=month, day=day) or (year is None and not yearly):
        raise NoSuchDay(_("There is no such day in that calendar, so it was not kept. Check day, month and year."))
    return Occasion.objects.get_or_create(
        person=person,
        calendar=calendar,
        month=month,
        day=day,
        title=title,
        subject=subject.strip()[:200],
        defaults={
            "kind": kind,
            "year": year,
            "yearly": yearly,
            "lead_days": lead_days,
            "source": source,
            "audience": audience,
            "import_run_id": import_run_id,
        },
    )[0]


def remove_occasion(occasion: Occasion) -> None:
    """Forget a day."""
    occasion.delete()


def state_consent(
    person: Person,
    *,
    purpose: str,
    granted: bool,
    by_person: bool,
    source: str,
    now: datetime,
    channel: str = "",
    wording: str = "",
    language: str = "",
    import_run_id: int | None = None,
) -> Consent:
    """Append one statement to the consent log; `channel` empty speaks for all. Nothing is ever changed in the log."""
    if purpose not in PURPOSES:
        raise UnknownPurpose(_("Nobody is asked about this purpose. Choose one of those listed."))
    if granted and not by_person:
        raise OnlyThePersonGrants(_("Only they themselves can agree to be contacted, so nothing was changed."))
    return Consent.objects.create(
        person=person,
        purpose=purpose,
        channel=channel,
        granted=granted,
        by_person=by_person,
        wording=wording,
        language=language,
        source=source[:100],
        stated_at=now,
        import_run_id=import_run_id,
    )


def _found_or_made(
    keys: Sequence[tuple[str, str, str]], name: str, language: str, now: datetime, import_run_id: int | None
) -> tuple[Person, bool]:
    found = _match([(kind, value) for kind, value, _typed in keys], name)
    if found.person_id is None:
        person = _make(name, language, now, import_run_id)
    else:
        person = Person.objects.get(id=found.person_id)
        _fill_in(person, name=name, language=language)
    _note_shared(person, found.of_others, now=now, import_run_id=import_run_id)
    typed = {(kind, value): as_typed for kind, value, as_typed in keys}
    Identifier.objects.bulk_create(
        Identifier(
            person=person,
            kind=kind,
            value=value,
            as_typed=typed[kind, value][:320],
            import_run_id=import_run_id,
            created_at=now,
        )
        for kind, value in found.free
    )
    return person, found.person_id is None


def _note_shared(person: Person, keys: Sequence[Key], *, now: datetime, import_run_id: int | None) -> None:
    """Remember that keys of somebody else came along: people who share a phone are perhaps a household."""
    SharedKey.objects.bulk_create(
        [
            SharedKey(person=person, kind=kind, value=value, import_run_id=import_run_id, seen_at=now)
            for kind, value in keys
        ],
        ignore_conflicts=True,
    )


def _match(keys: list[Key], name: str) -> Match:
    wanted = Identifier.objects.filter(value__in=[value for _kind, value in keys])
    rows = Identifier.objects.filter(person__in=wanted.values("person_id")).values_list(
        "person_id", "person__name", "kind", "value"
    )
    return match(keys, name=name, holders=_holders(rows)) if keys else Match(person_id=None, free=(), of_others=())


def _holders(rows: Iterable[tuple[int, str, str, str]]) -> dict[Key, Known]:
    held: dict[int, tuple[str, set[Key]]] = {}
    for person_id, name, kind, value in rows:
        held.setdefault(person_id, (name, set()))[1].add((kind, value))
    people = [Known(person_id=i, name=name, keys=frozenset(keys)) for i, (name, keys) in held.items()]
    return {key: known for known in people for key in known.keys}


def _make(name: str, language: str, now: datetime, import_run_id: int | None) -> Person:
    name = " ".join(name.split())[:300]
    return Person.objects.create(
        name=name,
        folded_name=folded(name),
        first_name=first_name(name)[:150],
        language=language[:8],
        met_by_import_id=import_run_id,
        created_at=now,
    )


def _fill_in(person: Person, *, name: str, language: str) -> None:
    if name.strip() and not person.name:
        rename(person, name)
    if language and not person.language:
        set_language(person, language)
