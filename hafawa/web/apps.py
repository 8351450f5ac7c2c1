from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hafawa.web"
    label = "web"
