"""Which member of the team, or which visitor, may listen to what happens? The stream itself is `config.live`.

These pages only decide, with all that guards any page, and say so in a header that never leaves the house. Where no
stream stands before them (a server without one), there is nothing to listen to: 204.
"""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hafawa.channels.chat import door, speaking
from hafawa.channels.chat.site import is_on
from hafawa.team.permissions import Level
from hafawa.web.chat_door import bearer, from_outside
from hafawa.web.policy import member, policy

GRANT = "X-Hafawa-Live"
_GREATEST = 2**63 - 1


@policy(Level.VIEWER)
def live(request: HttpRequest) -> HttpResponseBase:
    """What happens in the shop, as far as they may see it."""
    return _granted(user_id=member(request).pk, came_to=_came_to(request))


@from_outside
@policy(Level.ANYONE)
def chat_live(request: HttpRequest) -> HttpResponseBase:
    """What is said in the visitor's own conversation."""
    if not is_on():
        return HttpResponse(status=403)
    visitor = door.known(bearer(request))
    return _granted(ref=f"{speaking.PREFIX}{visitor.public_id}", came_to=_came_to(request))


def _granted(**listener: int | str) -> HttpResponse:
    return HttpResponse(status=204, headers={GRANT: json.dumps(listener), "Cache-Control": "no-store"})


def _came_to(request: HttpRequest) -> int:
    """The last event they saw: what the browser says itself when it comes back, else what the page said."""
    said = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    return min(int(said), _GREATEST) if said.isascii() and said.isdigit() and len(said) < 20 else 0
