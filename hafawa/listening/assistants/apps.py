from django.apps import AppConfig


class AssistantsConfig(AppConfig):
    name = "hafawa.listening.assistants"
    label = "assistants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hafawa.tasks.schedules import every

        every(
            "assistants",
            "hafawa.listening.assistants.stage.refine_now",
            seconds=5,
            key="assistants",
            only_if=_is_anything_to_ask,
        )


def _is_anything_to_ask() -> bool:
    from hafawa.listening.assistants import stage  # with all that reads words: half of what a process takes to start

    return stage.is_anything_to_ask()
