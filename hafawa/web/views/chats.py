"""What does one of us do in a conversation of the bubble beside answering: type, read along, say who they are?"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hafawa.channels.chat import actions, speaking
from hafawa.kernel import clock
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import member, posts

_GREATEST = 2**63 - 1


@posts(Level.AGENT)
def chat_stirs(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """They see that one of us types (`typing`), and up to where one of us has read (`read`)."""
    ref, now = _met(request, public_id), clock.now()
    read = request.POST.get("read", "")
    if read.isascii() and read.isdigit() and 0 < len(read) < 19:
        actions.has_read(ref, int(read), now=now)
    if request.POST.get("typing"):
        actions.types(ref, by=member(request), now=now)
    return HttpResponse(status=204)


@posts(Level.AGENT)
def chat_confirm(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """They are who they say: from now on they and whom we knew by that address are one."""
    person_id = actions.confirm(_met(request, public_id), by=member(request), now=clock.now())
    messages.success(request, _("Noted. If it proves wrong, take the two apart again on their page."))
    return redirect("web:person", person_id=person_id)


def _met(request: HttpRequest, public_id: str) -> str:
    """The conversation's key; 404 where there is none, or none they may meet."""
    ref = f"{speaking.PREFIX}{public_id}"
    if not Event.objects.visible_to(request.user).filter(ref=ref).exists():
        raise Http404
    return ref
