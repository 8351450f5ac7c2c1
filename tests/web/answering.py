"""An answer with files, as the browser of one of us would give it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hafawa.conversations import counting
from hafawa.conversations.composing.models import DraftFile
from hafawa.conversations.models import Conversation

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
GEORGIAN = "ფასების ჩამონათვალი.pdf"
HTMX = {"HX-Request": "true"}


def attach(client: Client, talk: Conversation, *files: tuple[str, bytes], **more: Any) -> Any:
    given = [SimpleUploadedFile("x", data) for _name, data in files]
    for one, (name, _data) in zip(given, files, strict=True):
        vars(one)["_name"] = name  # as a hostile browser sends it
    return client.post(reverse("web:inbox_write_files", args=[talk.pk]), {"files": given, **more}, headers=HTMX)


def box(client: Client, talk: Conversation) -> str:
    return client.get(reverse("web:inbox_write", args=[talk.pk])).content.decode()


def reply(client: Client, talk: Conversation, text: str, *ids: str, **more: Any) -> Any:
    said = {"text": text, "seen": counting.events_of(talk).latest("id").pk, "file": list(ids), **more}
    return client.post(reverse("web:inbox_write_reply", args=[talk.pk]), said)


def ids() -> list[str]:
    return list(DraftFile.objects.filter(gone_at=None).values_list("public_id", flat=True))
