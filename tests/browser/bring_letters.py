"""Brings the letters of a folder into the shop of HAFAWA_DATA_DIR and makes an owner; says as JSON what became of each.

Run as a program of its own (`python -m tests.browser.bring_letters FOLDER`), beside a server on the same folder.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django


def main(folder: Path) -> dict[str, int]:
    """The messages' numbers, by their subjects."""
    from hafawa.channels.importers import runs
    from hafawa.kernel import clock
    from hafawa.team.models import Role, Shop, User
    from hafawa.timeline.models import Event
    from tests.browser.conftest import EMAIL, PASSWORD

    now = clock.now()
    shop = Shop.get()
    shop.name, shop.time_zone, shop.set_up_at = "Finjan", "Asia/Tbilisi", now
    shop.save()
    if not User.objects.filter(email=EMAIL).exists():
        User.objects.create_user(email=EMAIL, password=PASSWORD, name="ნინო", role=Role.OWNER)
    run = runs.receive(folder, name="support@finjan.example INBOX", by=None, now=now)
    if run.questions:
        run = runs.answer(run, {"us": "finjan.example"}, now)
    runs.carry_out(run, now=now)
    return {str(e.data.get("subject")): e.pk for e in Event.objects.filter(import_run_id=run.pk)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
    django.setup()
    print(json.dumps(main(Path(sys.argv[1]))))
