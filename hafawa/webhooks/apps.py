from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "hafawa.webhooks"
    label = "webhooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.tasks.schedules import every
        from hafawa.webhooks import tasks

        every("webhooks", "hafawa.webhooks.tasks.carry_on", seconds=2, key="webhooks", only_if=tasks.is_anything_to_do)
        every("webhooks.sweep", "hafawa.webhooks.tasks.sweep", seconds=86400)
