"""How do files come in through the browser: dropped, mapped, tried, brought in, watched, taken back?"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hafawa import flow
from hafawa.channels.importers import keeping, rejections, runs, undoing
from hafawa.channels.importers.registry import look, surest
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import imports as imports_read
from hafawa.web.words.imports import left_out

LIST = 50
_NAME_BYTES = 200  # of one the disk takes, a number before it, too


class NoFile(Refused):
    """The form came without a file."""


class FileTooLarge(Refused):
    """More than this installation takes through the browser."""


@policy(Level.MANAGER)
def imports(request: HttpRequest) -> HttpResponse:
    """Every import, newest first, and the place to bring the next."""
    listed = list(_runs(request).filter(mailbox=None, door=None).select_related("by")[:LIST])
    return render(request, "imports/list.html", {"runs": listed, "upload_max_mib": settings.HAFAWA_UPLOAD_MAX_MIB})


@posts(Level.MANAGER)
def import_upload(request: HttpRequest) -> HttpResponseBase:
    """Keep what was dropped; one import for files that belong together, else one a file."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.HAFAWA_UPLOAD_MAX_MIB * 2**20:
        raise FileTooLarge(
            _(
                "That is more than this installation takes through the browser. Nothing was kept. "
                "Use “hafawa import” on the machine itself."
            )
        )
    files = [f for f in request.FILES.getlist("files") if f.size]
    if not files:
        raise NoFile(_("No file came with the form, or it was empty. Choose a file and send it again."))
    found = _receive(request, files)
    to = reverse("web:import", args=[found[0].pk]) if len(found) == 1 else reverse("web:imports")
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": to})
    return redirect(to)


@policy(Level.MANAGER)
def import_(request: HttpRequest, run_id: int) -> HttpResponse:
    """One import: how it will be read, how far it is, or what came of it."""
    run = get_object_or_404(_runs(request), id=run_id)
    page = imports_read.read(run, to=member(request), now=clock.now())
    context = {"page": page, "run": run, "is_news": page.stage == "done" and flow.is_anything_new()}
    template = "imports/stage.html" if request.htmx else "imports/import.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@policy(Level.MANAGER)
def import_dry_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """What would come in, counted without keeping anything."""
    run = get_object_or_404(_runs(request), id=run_id)
    if run.state != ImportState.READY or run.rows_read:
        return HttpResponse(status=204)
    try:
        preview = runs.preview(run)
    except Refused as refused:
        return render(request, "imports/dry_run.html", {"run": run, "refused": refused.message})
    return render(request, "imports/dry_run.html", {"run": run, "preview": preview} | _odd(preview))


@posts(Level.MANAGER)
def import_answer(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Keep what was answered about how to read the file."""
    run = get_object_or_404(_runs(request), id=run_id)
    given = {k: v for k, v in request.POST.items() if k != "csrfmiddlewaretoken"}
    runs.answer(run, {k: str(v) for k, v in given.items()}, clock.now())
    return redirect("web:import", run_id=run.pk)


@posts(Level.MANAGER)
def import_start(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Bring it in, in the background; twice is the same as once."""
    run = get_object_or_404(_runs(request), id=run_id)
    if run.state == ImportState.WAITING:
        raise runs.NeedsAnswers(runs.questions(run))
    flow.bring_in(run)
    return redirect("web:import", run_id=run.pk)


@policy(Level.MANAGER, write=Level.MANAGER)
def import_undo(request: HttpRequest, run_id: int) -> HttpResponseBase:
    """Show what would be taken back; on POST, take it back in the background."""
    run = get_object_or_404(_runs(request), id=run_id)
    page = imports_read.read(run, to=member(request), now=clock.now())
    if request.method == "POST":
        if page.stage in {"undone", "undoing"}:
            return redirect("web:import", run_id=run.pk)
        if not page.may_undo:
            undoing.undo(run, by=member(request), now=clock.now())  # says in words why not
        with transaction.atomic():
            audit.note(by=member(request), what="imports.undone", about=f"import:{run.pk}", now=clock.now())
            enqueue("hafawa.channels.tasks.undo", run.pk, key=f"import.{run.pk}")
            enqueue(imports_read.AFTER, run.pk, key=f"after-import.{run.pk}")
        return redirect("web:import", run_id=run.pk)
    return render(request, "imports/undo.html", {"page": page, "run": run})


@policy(Level.MANAGER)
def import_rejected(request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """The rows that could not be read, with their reasons, as CSV."""
    run = get_object_or_404(_runs(request), id=run_id)
    if not run.rows_rejected:
        raise Http404
    response = StreamingHttpResponse(runs.rejected_csv(run), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="left-out-{run.pk}.csv"'
    return response


def _runs(request: HttpRequest) -> QuerySet[ImportRun]:
    return ImportRun.objects.visible_to(member(request))


def _odd(preview: runs.Preview) -> dict[str, list[tuple[str, int]]]:
    """What was left out or looked strange, in words, with how often."""
    counts = preview.counts
    if counts is None:
        return {"reasons": [], "oddities": []}
    return {
        "reasons": [(left_out(key), n) for key, n in counts.reasons.most_common()],
        "oddities": [(rejections.odd_words(key), n) for key, n in counts.odd.most_common()],
    }


def _receive(request: HttpRequest, files: list[UploadedFile[Any]]) -> list[ImportRun]:
    by, now = member(request), clock.now()
    with _on_disk(files) as folder:
        paths = sorted(folder.iterdir())
        if len(paths) > 1 and surest(look(folder, name=folder.name)) is not None:
            name = ", ".join(p.name for p in paths[:3]) + (" …" if len(paths) > 3 else "")
            return [runs.receive(folder, name=name, by=by, now=now)]
        return [runs.receive(path, name=path.name, by=by, now=now) for path in paths]


@contextmanager
def _on_disk(files: list[UploadedFile[Any]]) -> Iterator[Path]:
    """A folder with the files under the names the person knows them by."""
    with tempfile.TemporaryDirectory(prefix="upload-", dir=settings.HAFAWA_DATA_DIR) as made:
        folder = Path(made)
        for place, file in enumerate(files):
            name = Path(str(file.name or "")).name.lstrip(".") or f"file-{place}"
            name = name if len(name.encode()) < _NAME_BYTES else keeping.safe_name(name)
            target = folder / name if not (folder / name).exists() else folder / f"{place}-{name}"
            if isinstance(file, TemporaryUploadedFile):
                shutil.copyfile(file.temporary_file_path(), target)
            else:
                target.write_bytes(file.read())
        yield folder
