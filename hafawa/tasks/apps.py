from datetime import time

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "hafawa.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.tasks.schedules import every

        every("tasks.sweep", "hafawa.tasks.sweeping.sweep", daily_at=time(4, 30))
