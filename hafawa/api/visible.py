"""What may the one who asks see? Every read of the API begins here."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from hafawa.channels.models import ImportRun
from hafawa.people import clusters
from hafawa.people.models import Consent, Detail, Identifier, Occasion, Person
from hafawa.playbooks.models import Suggestion
from hafawa.team.models import User
from hafawa.timeline.models import Event


def people(user: User) -> QuerySet[Person]:
    """Everyone `user` may see, once: those merged into somebody are that one."""
    return Person.objects.visible_to(user).filter(merged_into=None)


def person(user: User, person_id: int) -> Person | None:
    """The person `person_id` counts as, if `user` may see them."""
    return people(user).filter(id=clusters.kept_id(person_id)).first()


def ids_of(found: Person) -> list[int]:
    """Every id that counts as them."""
    return clusters.ids_of(found.pk)


def person_to_change(user: User, person_id: int) -> Person | None:
    """The same, held until the transaction ends: nobody else changes them meanwhile."""
    return people(user).select_for_update().filter(id=clusters.kept_id(person_id)).first()


def identifiers(user: User, found: Person) -> QuerySet[Identifier]:
    """Their keys."""
    return Identifier.objects.visible_to(user).filter(person_id__in=clusters.ids_of(found.pk))


def details(user: User, found: Person, *, on: date) -> QuerySet[Detail]:
    """What is remembered about them and holds on the day `on`."""
    mine = Detail.objects.visible_to(user).filter(person_id__in=clusters.ids_of(found.pk))
    return mine.filter(Q(expires_on=None) | Q(expires_on__gte=on))


def detail(user: User, detail_id: int) -> Detail | None:
    """One of them, by its id."""
    return Detail.objects.visible_to(user).filter(id=detail_id).first()


def occasions(user: User, found: Person) -> QuerySet[Occasion]:
    """Their days."""
    return Occasion.objects.visible_to(user).filter(person_id__in=clusters.ids_of(found.pk))


def occasion(user: User, occasion_id: int) -> Occasion | None:
    """One of them, by its id."""
    return Occasion.objects.visible_to(user).filter(id=occasion_id).first()


def consents(user: User, found: Person) -> QuerySet[Consent]:
    """What they stated."""
    return Consent.objects.visible_to(user).filter(person_id__in=clusters.ids_of(found.pk))


def events(user: User) -> QuerySet[Event]:
    """What happened."""
    return Event.objects.visible_to(user)


def events_of(user: User, found: Person) -> QuerySet[Event]:
    """What happened with them."""
    return events(user).filter(person_id__in=clusters.ids_of(found.pk))


def suggestions(user: User) -> QuerySet[Suggestion]:
    """Cards."""
    return Suggestion.objects.visible_to(user)


def imports(user: User) -> QuerySet[ImportRun]:
    """Files brought in."""
    return ImportRun.objects.visible_to(user)
