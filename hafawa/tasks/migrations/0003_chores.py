"""What waits under the name a function had in `hafawa.flow` waits under the one it has in `hafawa.chores`."""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace

MOVED = ("alike_now", "index_now", "gather_now", "answer_now", "fetch_mail_now", "send_mail_now", "gather_mail_now", "sweep_mail_now", "sweep_attached_now", "ask_now")


def rename(apps, schema_editor, *, old="hafawa.flow.", new="hafawa.chores."):
    tasks = apps.get_model("tasks", "Task").objects.filter(function__in=[f"{old}{name}" for name in MOVED])
    tasks.update(function=Replace(F("function"), Value(old), Value(new)))


def rename_back(apps, schema_editor):
    rename(apps, schema_editor, old="hafawa.chores.", new="hafawa.flow.")


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_worker_seen")]

    operations = [migrations.RunPython(rename, rename_back)]
