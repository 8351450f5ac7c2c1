from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "hafawa.conversations.boundaries"
    default_auto_field = "django.db.models.BigAutoField"
