from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "hafawa.recovery"
    label = "recovery"
    default_auto_field = "django.db.models.BigAutoField"
