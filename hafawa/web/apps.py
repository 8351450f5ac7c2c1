from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hafawa.web"
    label = "web"

    def ready(self) -> None:
        from hafawa.web import noting

        noting.connect()
