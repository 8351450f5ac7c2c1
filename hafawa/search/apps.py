from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "hafawa.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After any migration the index's tables and triggers are there: SQLite loses triggers of remade tables."""
        from hafawa.search import schema

        post_migrate.connect(schema.after_migrations, dispatch_uid="search.schema")
