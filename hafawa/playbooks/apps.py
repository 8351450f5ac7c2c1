"""Who these rows belong to, and what they hold on to."""

from __future__ import annotations

from collections.abc import Collection

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "hafawa.playbooks"
    label = "playbooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A person somebody has dealt with a card of is not taken away with an import."""
        from hafawa.people import holds

        holds.register("playbooks", _dealt_with)


def _dealt_with(person_ids: Collection[int]) -> set[int]:
    from hafawa.playbooks.models import Suggestion

    closed = Suggestion.objects.filter(person_id__in=person_ids, closed_by__isnull=False)
    return set(closed.values_list("person_id", flat=True))
