"""How does the sample shop come, and go again in one click? Finjan, a coffee roaster and gift shop in Tbilisi."""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from hijridate import Gregorian

from hafawa.demo import cast_ar, cast_en, cast_ka, cast_wishes
from hafawa.demo.crowd import crowd
from hafawa.demo.story import Celebrated, Story
from hafawa.demo.tell import CURRENCY, ZONE, Told, instant, numbers, tell
from hafawa.kernel.errors import Refused
from hafawa.people import actions, consent_log
from hafawa.people.models import Person
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import Happening, PromiseKept
from hafawa.timeline.models import Event

SOURCE = "demo"
OWNER_EMAIL = "owner@sample.shop"
SIGN_IN_WORDS = "one cup is never enough"  # shown on the screen: it opens only the sample
CAST: tuple[Story, ...] = (*cast_en.CAST, *cast_ar.CAST, *cast_ka.CAST, *cast_wishes.CAST)
_STAFF = (
    (OWNER_EMAIL, "Ana", Role.OWNER, "en"),
    ("luka@sample.shop", "Luka", Role.AGENT, "ka"),
    ("salma@sample.shop", "Salma", Role.AGENT, "ar"),
)


class RealShop(Refused):
    """There are real customers here."""


class NoSample(Refused):
    """The sample is not here."""


@dataclass(frozen=True)
class Filled:
    """What `fill` brought, and how to sign in to it."""

    people: int
    events: int
    owner_email: str
    password: str


def fill(
    *, now: datetime, seed: int = 7, people: int = 340, progress: Callable[[int, int], None] | None = None
) -> Filled:
    """Fill an empty installation with the sample: the cast and `people` others, the same for one date and seed.

    `progress` is told how many of how many people are in. Raises RealShop when there are customers already. Call the
    flow's stages afterwards; twice brings nothing new.
    """
    stories = [*CAST, *crowd(people=people, seed=seed)]
    today = now.astimezone(ZONE).date()
    refs = numbers(stories)
    with transaction.atomic():
        _open_shop(now)
        told: list[tuple[int, Told]] = []
        for n, story in enumerate(stories, 1):
            person = _meet(story, today=today, now=now)
            told += [(person.id, t) for t in tell(story, today=today, refs=refs)]
            if progress:
                progress(n, len(stories))
        new = _append(told, now=now)
    new += _keep_promises([t for _id, t in told], now=now)
    return Filled(people=len(stories), events=new, owner_email=OWNER_EMAIL, password=SIGN_IN_WORDS)


def remove(*, now: datetime) -> int:
    """Take the sample away, whole; returns how many people went. Those met through an import of one's own stay.

    Raises NoSample where the shop is not the sample.
    """
    if not Shop.get().is_sample:
        raise NoSample(_("This is a real shop, not the sample, so nothing was taken away."))
    with consent_log.opened("sample_removed"):
        kept = Event.objects.exclude(import_run_id=None).values("person_id")
        sample = Person.objects.filter(id__in=Event.objects.filter(source=SOURCE).values("person_id"))
        gone = sample.exclude(id__in=kept).delete()[1].get("people.Person", 0)
        left = Event.objects.filter(source=SOURCE)
        Event.objects.filter(kind="promise.made", about_id__in=left.values("id")).delete()
        left.delete()
        User.objects.filter(email__in=[email for email, *_rest in _STAFF]).delete()
        _close_shop()
        log.note_removal(now=now)
    return gone


def _open_shop(now: datetime) -> None:
    shop = Shop.get()
    if Person.objects.exists() and not shop.is_sample:
        raise RealShop(_("There are customers here already, so the sample was not added. Start it in an empty folder."))
    if not shop.is_sample:
        answers = Shop.objects.filter(id=1).values().get()
        _kept_answers().write_text(json.dumps(answers, cls=DjangoJSONEncoder), encoding="utf-8")
    shop.name, shop.sender_name, shop.is_sample = "ფინჯანი · Finjan", "Ana", True
    shop.currency, shop.country, shop.time_zone = CURRENCY, "GE", str(ZONE)
    shop.staff_addresses = ["finjan.example", *(email for email, *_rest in _STAFF)]
    shop.set_up_at = shop.set_up_at or now
    shop.save()
    is_first = not User.objects.exists()  # beside a real owner nobody gets in with words known to all
    for email, name, role, language in _STAFF:
        if not User.objects.filter(email=email).exists():
            words = SIGN_IN_WORDS if email == OWNER_EMAIL and is_first else secrets.token_urlsafe(24)
            User.objects.create_user(email=email, password=words, name=name, role=role, language=language)


def _close_shop() -> None:
    """The shop's own answers from before the sample come back."""
    path = _kept_answers()
    Shop.objects.all().delete()
    if path.exists():
        Shop.objects.create(**json.loads(path.read_text(encoding="utf-8")))
    path.unlink(missing_ok=True)


def _kept_answers() -> Path:
    path: Path = settings.HAFAWA_DATA_DIR / "shop_before_sample.json"
    return path


def _meet(story: Story, *, today: date, now: datetime) -> Person:
    keys = [("email", story.email, story.email)]
    if story.phone:
        keys.append(("phone", story.phone, story.phone))
    person, made = actions.find_or_make(keys, name=story.name, language=story.language, now=now)
    if made:
        _remember(person, story, today=today)
    return person


def _remember(person: Person, story: Story, *, today: date) -> None:
    if story.owner:
        person.owner = User.objects.get(name=story.owner, email__endswith="@sample.shop")
        person.save(update_fields=["owner"])
    for d in story.details:
        actions.add_detail(
            person, text=d.text, subject=d.subject, source=d.source, audience=d.audience, makes_happy=d.makes_happy,
            learned_on=today - timedelta(days=d.ago),
        )  # fmt: skip
    for c in story.occasions:
        year, month, day = _day(c, today)
        actions.add_occasion(
            person, title=c.title, kind=c.kind, subject=c.subject, calendar=c.calendar, source="said",
            audience=c.audience, lead_days=c.lead_days, month=month, day=day, yearly=c.yearly, year=year,
        )  # fmt: skip
    for s in story.consents:
        actions.state_consent(
            person, purpose=s.purpose, granted=s.granted, by_person=s.by_person, channel=s.channel, wording=s.wording,
            language=story.language, source=SOURCE, now=instant(today, ago=s.ago, at="12:00"),
        )  # fmt: skip


def _day(c: Celebrated, today: date) -> tuple[int | None, int, int]:
    """Year (of a single day), month and day of an occasion in its own calendar."""
    if c.in_days is None:
        return None, c.month, c.day
    on = today + timedelta(days=c.in_days)
    if c.calendar == "hijri":
        hijri = Gregorian.fromdate(on).to_hijri()
        return None, int(hijri.month), int(hijri.day)
    return None if c.yearly else on.year, on.month, on.day


def _append(told: list[tuple[int, Told]], *, now: datetime) -> int:
    """First what stands alone, then what speaks about an event that has an id only now."""
    alone = sorted(((p, t) for p, t in told if not t.about), key=lambda pair: pair[1].occurred_at)
    new = log.append_many([_entry(p, t) for p, t in alone], now=now)
    about = [(p, t) for p, t in told if t.about]
    spoken_of = Event.objects.filter(source=SOURCE, external_id__in=[t.about for _p, t in about])
    ids = dict(spoken_of.values_list("external_id", "id"))
    named = [(p, dataclasses.replace(t, what=_about(t, ids[t.about]))) for p, t in about]
    return new + log.append_many([_entry(p, t) for p, t in named], now=now)


def _about(told: Told, event_id: int) -> Happening:
    return dataclasses.replace(told.what, about_id=event_id)  # type: ignore[call-arg]


def _entry(person_id: int, told: Told) -> log.Entry:
    return log.Entry(told.what, told.occurred_at, SOURCE, told.external_id, person_id)


def _keep_promises(told: list[Told], *, now: datetime) -> int:
    """Once the messages are read, the promises found in those whose promise was kept are closed."""
    from hafawa.listening.annotate import annotate

    while annotate(now=now):
        pass
    kept = {t.external_id: t.kept_at for t in told if t.kept_at}
    messages = dict(Event.objects.filter(source=SOURCE, external_id__in=kept).values_list("id", "external_id"))
    promises = Event.objects.filter(kind="promise.made", about_id__in=messages)
    return log.append_many(
        [_kept(p, messages[p.about_id or 0], kept[messages[p.about_id or 0]] or now) for p in promises], now=now
    )


def _kept(promise: Event, message: str, at: datetime) -> log.Entry:
    return log.Entry(PromiseKept(about_id=promise.id), at, SOURCE, f"{message}:kept:{promise.id}", promise.person_id)
