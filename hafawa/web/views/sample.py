"""How does one look around with people who are not real, and send them home again?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from hafawa.tasks import enqueue
from hafawa.tasks.models import State, Task
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.tasks import FILL, REMOVE


@posts(Level.MANAGER)
def sample_fill(request: HttpRequest) -> HttpResponseBase:
    """Bring in the sample shop, in the background."""
    if not Shop.get().is_sample:
        enqueue(FILL, key="sample")
    return redirect("web:sample")


@posts(Level.MANAGER)
def sample_remove(request: HttpRequest) -> HttpResponseBase:
    """Take it away, in the background."""
    if Shop.get().is_sample:
        enqueue(REMOVE, key="sample")
    return redirect("web:sample")


@policy(Level.MANAGER)
def sample(request: HttpRequest) -> HttpResponseBase:
    """How far it is; then on to Today, or back to bringing real customers."""
    task = Task.objects.visible_to(member(request)).filter(key="sample").order_by("-id").first()
    is_htmx = bool(request.htmx)  # type: ignore[attr-defined]
    if task is None or task.state == State.DONE:
        to = "web:today" if Shop.get().is_sample else "web:welcome_customers"
        response = redirect(to)
        return HttpResponse(headers={"HX-Redirect": response["Location"]}) if is_htmx else response
    context = {"task": task, "is_stopped": task.state == State.PARKED, "is_leaving": task.function == REMOVE}
    return render(request, "entry/sample_progress.html" if is_htmx else "entry/sample.html", context)
