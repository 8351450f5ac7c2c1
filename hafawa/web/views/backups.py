"""How does an owner see, make, prove and fetch backups, and decide about them?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hafawa.backups import actions, asides, queries, schedule
from hafawa.backups.models import BackupPlan
from hafawa.backups.tasks import MAKE, PROVE
from hafawa.kernel import clock
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.permissions import Level
from hafawa.web.backup_form import FIELDS, BackupPlanForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.words import backups as words


@policy(Level.OWNER, write=Level.OWNER)
def backups(request: HttpRequest) -> HttpResponseBase:
    """What there is, whether it was proven, and the plan; on POST the plan is kept."""
    plan = BackupPlan.get()
    if request.method == "GET" and request.htmx:  # type: ignore[attr-defined]
        return render(request, "backups/now.html", _now(plan))
    form = BackupPlanForm(request.POST or None, initial={name: getattr(plan, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        actions.change_plan(form.plan(), by=member(request), now=clock.now())
        messages.success(request, _("Kept."))
        return redirect("web:backups")
    context = _now(plan) | {"form": form, "asides": asides.listed()}
    return render(request, "backups/backups.html", context, status=422 if form.errors else 200)


@posts(Level.OWNER)
def backups_make(request: HttpRequest) -> HttpResponseBase:
    """Make one now, in the background; twice is once."""
    enqueue(MAKE, member(request).pk, key=schedule.KEY)
    return redirect("web:backups")


@posts(Level.OWNER)
def backups_prove(request: HttpRequest) -> HttpResponseBase:
    """Prove one now, in the background: the one named, or the newest."""
    path = _named(request)
    enqueue(PROVE, str(path.parent), path.name, member(request).pk, key=schedule.PROVING)
    return redirect("web:backups")


@posts(Level.OWNER)
def backups_download(request: HttpRequest) -> HttpResponseBase:
    """The file itself. Posted, because it leaves a note: all customers are in it."""
    path = _named(request)
    audit.note(by=member(request), what="backups.downloaded", facts={"name": path.name}, now=clock.now())
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/octet-stream"
    )


def _named(request: HttpRequest) -> Path:
    """One of those on the page; anything else is not found."""
    there = [b.path for b in queries.listed(BackupPlan.get()) if b.is_there]
    asked = request.POST.get("name", "")
    found = next((p for p in there if p.name == asked or not asked), None)
    if found is None:
        raise Http404
    return found


def _now(plan: BackupPlan) -> dict[str, Any]:
    task = queries.under_way()
    listed = queries.listed(plan)
    return {
        "plan": plan,
        "task": task,
        "is_proving": task is not None and task.function == PROVE,
        "listed": [(b, words.standing(b), words.tone(b), words.reason(b)) for b in listed],
        "made": next((b for b in listed if b.is_there), None),
        "proven": queries.last_proven(),
    }
