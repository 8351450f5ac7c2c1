import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Happened",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "message_id",
                    models.CharField(help_text="webhook-id; the same at every endpoint", max_length=64),
                ),
                ("kind", models.CharField(max_length=40)),
                ("person_id", models.BigIntegerField(blank=True, help_text="people.Person", null=True)),
                (
                    "event_id",
                    models.BigIntegerField(blank=True, help_text="timeline.Event by which it happened", null=True),
                ),
                (
                    "after_event_id",
                    models.BigIntegerField(help_text="the newest event then; what came before is told before"),
                ),
                ("facts", models.JSONField(default=dict, help_text="ids")),
                ("at", models.DateTimeField()),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="happened",
                        to="webhooks.endpoint",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("endpoint", "message_id"), name="happened_once")],
            },
        ),
    ]
