import logging
from datetime import timedelta

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "hafawa.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.backups import queries
        from hafawa.kernel import clock
        from hafawa.operations import proofs
        from hafawa.timeline.models import Event

        def told() -> proofs.Proof:
            made, proven = queries.last_made(), queries.last_proven()
            first = Event.objects.order_by("id").values_list("recorded_at", flat=True).first()
            is_old = first is not None and clock.now() - first > timedelta(days=2)  # before, there is little to lose
            return proofs.Proof(
                made.made_at if made else None,
                proven.proven_at if proven else None,
                is_known=made is not None or is_old,
            )

        logging.captureWarnings(True)
        proofs.told_by(told)
