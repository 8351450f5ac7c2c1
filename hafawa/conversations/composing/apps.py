from django.apps import AppConfig
from django.db.models.signals import post_delete


class ComposingConfig(AppConfig):
    name = "hafawa.conversations.composing"
    label = "composing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.conversations.composing import attaching
        from hafawa.conversations.composing.models import DraftFile

        post_delete.connect(attaching.let_go, sender=DraftFile, dispatch_uid="composing.files")
