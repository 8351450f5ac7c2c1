from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "hafawa.channels.calls"
    label = "phone"
    default_auto_field = "django.db.models.BigAutoField"
