"""How does a file come in through a program: sent, asked about, answered, started, watched?"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path as FilePath
from typing import Annotated, Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Body, File, Path, Status
from ninja.files import UploadedFile

from hafawa import flow
from hafawa.api import pages, visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Cursor, Id, Limit
from hafawa.api.problems import Stop
from hafawa.api.schemas import imports as shapes
from hafawa.channels.importers import rejections, runs
from hafawa.channels.models import ImportRun, ImportState, RejectedRow
from hafawa.kernel import clock
from hafawa.team.permissions import Level

RunId = Annotated[Id, Path(...)]
_ONE = "/imports/{run_id}"
_TOLD = ("questions", "answers")


@operation("POST", "/imports", area="imports", level=Level.MANAGER, answer=shapes.Import, status=201, may_miss=False)
def send_import(request: HttpRequest, file: Annotated[UploadedFile, File(...)]) -> Any:
    """Send a file. It is kept and looked at; nothing comes in before it is started. Brought in before is 409."""
    if not file.size:
        raise Stop(422, _("The file is empty. Nothing was kept."), code="empty-file")
    name = FilePath(str(file.name or "")).name.lstrip(".") or "file"
    with tempfile.TemporaryDirectory(prefix="upload-", dir=settings.HAFAWA_DATA_DIR) as folder:
        path = FilePath(folder) / "file"
        if isinstance(file, TemporaryUploadedFile):
            shutil.copyfile(file.temporary_file_path(), path)
        else:
            path.write_bytes(file.read())
        return Status(201, _shown(runs.receive(path, name=name, by=caller(request).user, now=clock.now())))


@operation("GET", "/imports", area="imports", level=Level.VIEWER, answer=shapes.Imports, may_miss=False)
def list_imports(request: HttpRequest, limit: Limit, cursor: Cursor) -> Any:
    """Every import, newest first."""
    items, following = pages.page(
        visible.imports(caller(request).user), by=("-id",), limit=limit, cursor=cursor, of="imports"
    )
    return {"items": [_shown(r) for r in items], "next": following}


@operation("GET", _ONE, area="imports", level=Level.VIEWER, answer=shapes.Import)
def get_import(request: HttpRequest, run_id: RunId) -> Any:
    """One import: what is still asked, how far it is, or what came of it."""
    return _shown(_known(request, run_id))


@operation("POST", f"{_ONE}/answers", area="imports", level=Level.MANAGER, answer=shapes.Import)
def answer_import(request: HttpRequest, run_id: RunId, sent: Annotated[shapes.Answers, Body(...)]) -> Any:
    """Say how the file is to be read. Not once it has begun (409)."""
    return _shown(runs.answer(_known(request, run_id), sent.answers, clock.now()))


@operation("POST", f"{_ONE}/start", area="imports", level=Level.MANAGER, answer=shapes.Import, status=202)
def start_import(request: HttpRequest, run_id: RunId) -> Any:
    """Bring it in, in the background; twice is the same as once. With a question open it is 422."""
    run = _known(request, run_id)
    if run.state == ImportState.WAITING:
        raise runs.NeedsAnswers(runs.questions(run))
    flow.bring_in(run)
    return Status(202, _shown(run))


@operation("GET", f"{_ONE}/rejected", area="imports", level=Level.MANAGER, answer=shapes.RejectedRows)
def list_rejected_rows(request: HttpRequest, run_id: RunId, limit: Limit, cursor: Cursor) -> Any:
    """The rows that could not be read, with the reasons."""
    run = _known(request, run_id)
    of = f"rejected:{run.pk}"
    items, following = pages.page(
        RejectedRow.objects.visible_to(caller(request).user).filter(import_run=run),
        by=("id",),
        limit=limit,
        cursor=cursor,
        of=of,
    )
    return {"items": [_rejected(r) for r in items], "next": following}


def _known(request: HttpRequest, run_id: int) -> ImportRun:
    found = visible.imports(caller(request).user).filter(id=run_id).first()
    if found is None:
        raise Stop(404, _("There is no such import, or not for this key. Nothing was changed."), code="no-such-import")
    return found


def _shown(run: ImportRun) -> dict[str, Any]:
    said = {name: getattr(run, name) for name in shapes.Import.model_fields if name not in _TOLD}
    asked = [
        {
            "key": q.key,
            "ask": q.ask.words(),
            "options": [
                {"value": o.value, "label": o.label.words(), "reads": [list(p) for p in o.told()]} for o in q.options
            ],
        }
        for q in runs.questions(run)
    ]
    return said | {"questions": asked, "answers": run.answers}


def _rejected(row: Any) -> dict[str, Any]:
    words = rejections.words(row.reason, row.facts)
    return {"row_number": row.row_number, "file": row.file, "reason": row.reason, "detail": words, "cells": row.cells}
