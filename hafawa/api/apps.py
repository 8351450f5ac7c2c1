from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "hafawa.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.tasks.schedules import every

        every("api.sweep", "hafawa.api.idempotency.sweep", seconds=3600)
