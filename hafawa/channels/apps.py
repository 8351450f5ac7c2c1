from django.apps import AppConfig
from django.db.models.signals import post_delete


class ChannelsConfig(AppConfig):
    name = "hafawa.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.channels.chat import files
        from hafawa.channels.models import ChatFile

        post_delete.connect(files.let_go, sender=ChatFile, dispatch_uid="chat.files")
