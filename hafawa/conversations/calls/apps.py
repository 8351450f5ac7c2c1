from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "hafawa.conversations.calls"
    label = "calls"
    default_auto_field = "django.db.models.BigAutoField"
