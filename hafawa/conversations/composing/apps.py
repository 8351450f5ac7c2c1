from django.apps import AppConfig


class ComposingConfig(AppConfig):
    name = "hafawa.conversations.composing"
    label = "composing"
    default_auto_field = "django.db.models.BigAutoField"
