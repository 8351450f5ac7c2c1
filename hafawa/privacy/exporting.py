"""How does one person get a copy of all we keep about them? Asked for, made in the background, fetched, expired."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _

from hafawa.channels.chat import files
from hafawa.channels.importers import keeping
from hafawa.channels.models import ChatFile, ImportRun
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.privacy import exported, exported_files, redacting, traces, words
from hafawa.privacy.exported_files import Part
from hafawa.privacy.models import ExportState, PersonExport, Terms
from hafawa.privacy.redacting import Redactor
from hafawa.privacy.subject import Subject
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.models import LANGUAGES, Shop, User

MAKE = "hafawa.privacy.tasks.export"
FORMAT = 1
Progress = Callable[[int, int], None]


class NotReady(Refused):
    """It is being made, has stopped, or has expired."""


def language_for(person: Person) -> str:
    """Theirs where we write it, else the shop's."""
    return person.language if person.language in dict(LANGUAGES) else Shop.get().language


def ask(person_id: int, *, language: str, by: User | None, now: datetime) -> PersonExport:
    """Have it made; one that is being made already comes back as it is."""
    kept = clusters.kept_id(person_id)
    going = PersonExport.objects.filter(person_id=kept, state=ExportState.MAKING, language=language).first()
    if going is not None:
        return going
    with transaction.atomic():
        made = PersonExport.objects.create(
            person_id=kept,
            language=language if language in dict(LANGUAGES) else "en",
            asked_by=by,
            asked_at=now,
            expires_at=now + timedelta(days=Terms.get().export_days),
        )
        audit.note(by=by, what="privacy.export_asked", about=f"person:{kept}", facts={"export": made.pk}, now=now)
        enqueue(MAKE, made.pk, key=f"privacy.export.{made.pk}")
    return made


def make(export: PersonExport, *, now: datetime, progress: Progress | None = None) -> PersonExport:
    """Write the zip; called again after a crash, it is written again."""
    if export.state not in (ExportState.MAKING, ExportState.FAILED):
        return export
    try:
        path = _write(export, now=now, progress=progress)
    except Exception as error:
        PersonExport.objects.filter(pk=export.pk).update(state=ExportState.FAILED, error=type(error).__name__)
        raise
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    PersonExport.objects.filter(pk=export.pk).update(
        state=ExportState.READY,
        path=str(path.relative_to(settings.HAFAWA_DATA_DIR)),
        sha256=sha256,
        size_bytes=path.stat().st_size,
        error="",
    )
    export.refresh_from_db()
    return export


def path_of(export: PersonExport, *, by: User | None, now: datetime) -> Path:
    """Where it lies, for handing out; noted. Raises `NotReady`."""
    path = Path(settings.HAFAWA_DATA_DIR) / export.path if export.path else None
    if export.state != ExportState.READY or export.expires_at <= now or path is None or not path.exists():
        raise NotReady(_("This export cannot be fetched (any more). Ask for a new one on the person's page."))
    facts = {"export": export.pk}
    audit.note(by=by, what="privacy.export_fetched", about=f"person:{export.person_id}", facts=facts, now=now)
    return path


def expire(*, now: datetime) -> int:
    """Take away the files of exports whose days have passed; how many."""
    over = PersonExport.objects.filter(expires_at__lte=now).exclude(state=ExportState.EXPIRED)
    gone = over.update(state=ExportState.EXPIRED, path="", sha256="")
    traces.remove_exports()
    return gone


def _write(export: PersonExport, *, now: datetime, progress: Progress | None) -> Path:
    subject = Subject.of(export.person_id)
    runs = _runs()
    told = _Told(export, total=len(runs) + 3, progress=progress)
    found = exported.rows(subject)
    told.step()
    parts: list[Part] = []
    for run in runs:
        parts += exported_files.parts(subject, run, at=now)
        told.step()
    texts = [*redacting.texts_of(found), *(t for part in parts for t in exported_files.texts(part))]
    redactor = Redactor(subject, texts)
    found = _clean(found, redactor)
    told.step()
    folder = traces.exports_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming, path = folder / f".{export.pk}", folder / f"{export.pk}-{secrets.token_hex(8)}.zip"
    with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            sent = _sent_in_chat(subject)
            _fill(archive, export, found, parts, sent, redactor=redactor, now=now)
        file.flush()
        os.fsync(file.fileno())
    coming.replace(path)
    told.step()
    return path


def _fill(
    archive: zipfile.ZipFile,
    export: PersonExport,
    found: exported.Rows,
    parts: list[Part],
    sent: list[ChatFile],
    *,
    redactor: Redactor,
    now: datetime,
) -> None:
    names: list[str] = []
    for place, part in enumerate(parts, 1):
        for name, data in exported_files.written(part, redactor=redactor, now=now):
            names.append(f"files/{place:03}-{name}")
            archive.writestr(names[-1], data)
    for place, file in enumerate(sent, 1):
        names.append(f"files/chat-{place:03}-{keeping.safe_name(file.name)}")
        archive.write(files.path_of(file.sha256), names[-1])
    whole = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "shop": Shop.get().name,
        "what_is_what": exported.documented(),
        "tables": found,
        "files": names,
    }
    archive.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=1))
    archive.writestr("index.html", _page(export, found, names, now=now))


def _sent_in_chat(subject: Subject) -> list[ChatFile]:
    """The files they sent in the chat, as far as they are there."""
    found = ChatFile.objects.filter(visitor__person_id__in=subject.ids, sent_at__isnull=False).order_by("id")
    return [file for file in found if files.path_of(file.sha256).is_file()]


def _clean(found: exported.Rows, redactor: Redactor) -> exported.Rows:
    """Their own keys are theirs; everything else is looked through."""
    own = ("people.Person", "people.Identifier")
    return {label: rows if label in own else redactor.clean(rows) for label, rows in found.items()}


def _page(export: PersonExport, found: exported.Rows, names: list[str], *, now: datetime) -> str:
    with override(export.language):
        context: dict[str, Any] = {
            "language": export.language,
            "direction": "rtl" if get_language_info(export.language)["bidi"] else "ltr",
            "shop": Shop.get(),
            "made_at": now,
            "people": found.get("people.Person", []),
            "keys": found.get("people.Identifier", []),
            "details": found.get("people.Detail", []),
            "occasions": found.get("people.Occasion", []),
            "consents": found.get("people.Consent", []),
            "gifts": found.get("people.Gift", []),
            "events": [_event(row) for row in reversed(found.get("timeline.Event", []))],
            "counts": [(words.table(label), len(rows)) for label, rows in found.items()],
            "files": names,
        }
        return render_to_string("privacy/export.html", context)


def _event(row: dict[str, Any]) -> dict[str, Any]:
    data = row["data"]
    said = {n: data[n] for n in ("subject", "title", "text", "quoted", "note", "what", "question") if data.get(n)}
    return {"title": words.event(row["kind"]), "on": row["occurred_at"][:10], "ref": row["ref"], "said": said.values()}


def _runs() -> list[ImportRun]:
    return list(ImportRun.objects.filter(gone_at__isnull=True).exclude(path="").order_by("id"))


class _Told:
    """Says how far it is, on the row of the export and to the task."""

    def __init__(self, export: PersonExport, *, total: int, progress: Progress | None) -> None:
        self._export, self._progress = export, progress
        self._done, self._total = 0, total

    def step(self) -> None:
        """One step is behind us."""
        self._done += 1
        PersonExport.objects.filter(pk=self._export.pk).update(done=self._done, total=self._total)
        if self._progress:
            self._progress(self._done, self._total)
