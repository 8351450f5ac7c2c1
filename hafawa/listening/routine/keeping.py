"""How does the shop's own word on what is routine come in, change and go? Examples, matters, switches, checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.listening.models import Example, Intent, RoutineLanguage, ShadowCheck
from hafawa.listening.routine import proving, shop
from hafawa.listening.routine.cutting import variety_of
from hafawa.listening.routine.deciding import LIVE, LONGEST, OFF, SHADOW
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline.models import Event

MOST_MATTERS = 60
MOST_EXAMPLES = 200  # a matter and language: more teach nothing and make fitting slow
PASTED_AT_ONCE = 500
SHADOW_DAYS = 7
SHADOW_CHECKS = 30


class NotThatMany(Refused):
    """More matters or examples than are of use."""


class NoSuchMatter(Refused):
    """The matter is not there, or not there any more."""


class NotShownSafe(Refused):
    """A language may not be switched on before its safety was shown."""


@dataclass(frozen=True)
class Pasted:
    """What became of lines pasted: kept; there before; of no language that is read, or too long."""

    kept: int
    known: int
    unread: int


def matter(name: str) -> Intent:
    """The matter of that name; NoSuchMatter."""
    found = Intent.objects.filter(name=name).first()
    if found is None:
        raise NoSuchMatter(_("This matter is not in the list any more. Load the page again."))
    return found


@transaction.atomic
def use_shipped(name: str, *, by: User, now: datetime) -> Intent:
    """Put a shipped matter into use: its examples count from now on, and a machine may handle it."""
    if name not in shop.GENERIC:
        raise NoSuchMatter(_("This matter is not in the list any more. Load the page again."))
    made, is_new = Intent.objects.get_or_create(name=name, defaults={"is_answered": True, "made_at": now})
    if is_new:
        audit.note(by=by, what="routine.matter_added", now=now, about=f"matter:{name}")
    return made


@transaction.atomic
def add_own(title: str, *, by: User, now: datetime) -> Intent:
    """A matter of the shop's own, by its title; the one there is, where it has that title. NotThatMany."""
    title = " ".join(title.split())[:80]
    if found := Intent.objects.filter(title=title).first():
        return found
    if Intent.objects.count() >= MOST_MATTERS:
        raise NotThatMany(_("There are as many matters as can be told apart. Remove one first; nothing was changed."))
    made = Intent.objects.create(name=f"new-{now.timestamp()}"[:40], title=title, is_answered=True, made_at=now)
    made.name = f"own-{made.pk}"
    made.save(update_fields=["name"])
    audit.note(by=by, what="routine.matter_added", now=now, about=f"matter:{made.name}")
    return made


@transaction.atomic
def answer(found: Intent, *, is_answered: bool, by: User, now: datetime) -> None:
    """Say whether a machine may handle the matter."""
    found.is_answered = is_answered
    found.save(update_fields=["is_answered"])
    what = "routine.matter_to_machine" if is_answered else "routine.matter_to_people"
    audit.note(by=by, what=what, now=now, about=f"matter:{found.name}")


@transaction.atomic
def remove(found: Intent, *, by: User, now: datetime) -> None:
    """Let a matter go, with its examples."""
    audit.note(by=by, what="routine.matter_removed", now=now, about=f"matter:{found.name}")
    found.delete()


def paste(lines: str, found: Intent | None, *, by: User, now: datetime) -> Pasted:
    """Keep each line as an example of the matter (None: for a person). NotThatMany."""
    texts = [text for line in lines.splitlines() if (text := " ".join(line.split()))]
    if len(texts) > PASTED_AT_ONCE:
        raise NotThatMany(_("That is more than 500 lines at once. Paste fewer; nothing was kept."))
    kept = known = unread = 0
    with transaction.atomic():
        for text in texts:
            made = add_example(text, found, by=by, now=now)
            kept, known, unread = kept + (made is True), known + (made is False), unread + (made is None)
    return Pasted(kept, known, unread)


def add_example(text: str, found: Intent | None, *, by: User, now: datetime, event: Event | None = None) -> bool | None:
    """Keep `text` as an example. True where it is new, False where it was there (it moves to this matter), None where
    its language is not read or it is too long. NotThatMany."""
    text = " ".join(text.split())
    language = variety_of(text)[:2]
    if language not in shop.LANGUAGES or not 0 < len(text) <= LONGEST:
        return None
    if found and Example.objects.filter(intent=found, language=language).count() >= MOST_EXAMPLES:
        raise NotThatMany(
            _("This matter has 200 examples in that language: more would teach nothing. Nothing was kept.")
        )
    values = {"intent": found, "event": event, "by": by, "made_at": now}
    if before := Example.objects.filter(language=language, text=text).first():
        before.intent, before.by, before.made_at = found, by, now
        before.save(update_fields=["intent", "by", "made_at"])
        return False
    Example.objects.create(language=language, text=text, **values)
    return True


def forget(example_ids: Iterable[int]) -> int:
    """Let examples go; how many went."""
    return Example.objects.filter(id__in=list(example_ids)).delete()[0]


@transaction.atomic
def switch(variety: str, state: str, *, by: User, now: datetime) -> None:
    """Turn a language's switch. NotShownSafe where it may not be turned that far, with what is missing."""
    row, _made = RoutineLanguage.objects.select_for_update().get_or_create(variety=variety)
    if state != OFF and (missing := missing_for(variety, state, now=now)):
        raise NotShownSafe(missing)
    row.state, row.changed_at = state, now
    row.shadow_since = now if state == SHADOW else row.shadow_since if state == LIVE else None
    row.save()
    audit.note(by=by, what=f"routine.language_{state}", now=now, about=f"language:{variety}")


def missing_for(variety: str, state: str, *, now: datetime) -> str:
    """What keeps `variety` from `state`, in words; empty where nothing does."""
    if variety not in shop.SHOWN:
        return str(
            _("How safe it would be in this language is not shown on messages by others yet. Until then people answer.")
        )
    if not Intent.objects.filter(is_answered=True).exists():
        return str(_("No matter is for a machine yet. Choose at least one first."))
    proof = proving.prove(variety[:2])
    if not proof.is_safe:
        return str(
            _("With these examples the safety cannot be shown. More of them, and more marked “for a person”, help.")
        )
    if state == LIVE and not has_passed_shadow(variety, now=now):
        return str(
            _("It has to be tried beside people first: seven days, and thirty decisions looked at, all of them right.")
        )
    return ""


def has_passed_shadow(variety: str, *, now: datetime) -> bool:
    """Whether it was tried for `SHADOW_DAYS` and at least `SHADOW_CHECKS` decisions were looked at, all right."""
    row = RoutineLanguage.objects.filter(variety=variety).first()
    if row is None or row.shadow_since is None or row.shadow_since > now - timedelta(days=SHADOW_DAYS):
        return False
    checks = ShadowCheck.objects.filter(variety=variety, made_at__gte=row.shadow_since)
    return checks.filter(is_right=True).count() >= SHADOW_CHECKS and not checks.filter(is_right=False).exists()


@transaction.atomic
def check(event: Event, *, is_right: bool, by: User, now: datetime) -> None:
    """A person's word on a message that would have been handled; a wrong one becomes an example for a person, and a
    live language goes back to being tried."""
    annotation = getattr(event, "annotation", None)
    text = words_of(event)
    variety = variety_of(text)
    intent = annotation.intent if annotation else ""
    values = {"variety": variety, "intent": intent, "is_right": is_right, "by": by, "made_at": now}
    ShadowCheck.objects.update_or_create(event=event, defaults=values)
    if not is_right:
        add_example(text, None, by=by, now=now, event=event)
        RoutineLanguage.objects.filter(variety=variety, state__in=[SHADOW, LIVE]).update(state=SHADOW, shadow_since=now)


def words_of(event: Event) -> str:
    """What a message says, without its subject."""
    return " ".join(str(event.data.get("text", "")).split())
