from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "hafawa.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What is due again and again, and who is neither merged nor taken back with an import meanwhile."""
        from hafawa.people import holds, leaving
        from hafawa.privacy import erasing
        from hafawa.privacy.tasks import register

        register()
        holds.register("privacy", erasing.to_be_erased)
        leaving.register("privacy", lambda ids: bool(erasing.to_be_erased(ids)))
