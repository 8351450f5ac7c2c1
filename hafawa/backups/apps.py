from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "hafawa.backups"
    label = "backups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """When one is due, what of earlier states goes with somebody who is erased, what of them is not done again."""
        from hafawa.backups import after_restore, asides, schedule
        from hafawa.channels.outbox import restored
        from hafawa.privacy import elsewhere

        schedule.register()
        after_restore.register("outbox", lambda state: restored.doubt(now=state.now))
        elsewhere.register("backups", elsewhere.States(asides.with_everybody, asides.take_away))
