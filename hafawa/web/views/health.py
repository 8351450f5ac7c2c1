"""How is this installation, and what is to be done? What `hafawa doctor` finds, and the tasks set aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.listening import rereading
from hafawa.operations import doctor
from hafawa.operations.redaction import redacted
from hafawa.tasks import parked
from hafawa.tasks.models import Task
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts


@policy(Level.MANAGER)
def health(request: HttpRequest) -> HttpResponse:
    """Everything the doctor looks at quickly; asked anew each time the page is."""
    examined = doctor.examine(quick=True)
    context = {
        "troubled": [e for e in examined if e.findings and e.question.key != "tasks"],  # they have a list
        "well": [e for e in examined if e.is_asked and not e.findings],
        "unasked": [e for e in examined if not e.is_asked],
        "worst": int(doctor.worst(examined)),
        "parked": [_told(task) for task in parked.parked()[:100]],
        "let_go": [_told(task) for task in parked.let_go()[:20]],
        "rereading": rereading.state(),
        "asked_at": clock.now(),
    }
    return render(request, "settings/health.html", context)


@posts(Level.MANAGER)
def task_retry(request: HttpRequest, task_id: int) -> HttpResponseBase:
    """Once more, with a clean slate."""
    if parked.retry(task_id, by=member(request), now=clock.now()):
        messages.success(request, _("The task waits again and is tried at once."))
    else:
        messages.success(request, _("One like it waits already, which is enough."))
    return redirect("web:health")


@posts(Level.MANAGER)
def task_discard(request: HttpRequest, task_id: int) -> HttpResponseBase:
    """Let it go; for a week it can be brought back."""
    parked.discard(task_id, by=member(request), now=clock.now())
    messages.success(request, _("The task was let go. For a week it can be brought back below."))
    return redirect("web:health")


def _told(task: Task) -> dict[str, object]:
    """What a page shows of `task`."""
    about = redacted(task.error)
    return {"id": task.pk, "function": task.function, "error": about, "at": task.finished_at, "tries": task.tries}
