"""How does a mail service hand us what it received? By a POST to the address of its door, whose secret is in it.

No operation of the API: the services say in which form they send, and each its own.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from hafawa.api import problems
from hafawa.channels.mail_doors import receiving
from hafawa.kernel import clock
from hafawa.team.permissions import Level

_CHUNK = 2**20
_SIGNED_IN = ("X-Mandrill-Signature", "X-Postal-Signature", "Signature")
METHODS = ("POST", "HEAD", "GET")


@csrf_exempt
def receive_mail(request: HttpRequest, name: str, secret: str) -> HttpResponseBase:
    """Keep it, then say yes. GET and HEAD say whether there is such a door: some services look before they send."""
    if request.method not in METHODS:
        return problems.response(405, headers={"Allow": ", ".join(METHODS)})
    now = clock.now()
    try:
        door = receiving.door_of(name, secret, now=now)
        if request.method != "POST":
            return HttpResponse(status=200)
        body = _whole(request)
        if not body:
            return problems.response(400)
        given = {header: request.headers[header] for header in _SIGNED_IN if header in request.headers}
        kind = request.headers.get("Content-Type", "")
        receiving.receive(door, body, content_type=kind, headers=given, url=_sent_to(request), now=now)
    except UnreadablePostError:  # it broke off: nothing was kept, and nobody is there to be told
        return problems.response(400)
    except receiving.NoSuchDoor as refused:
        return problems.response(404, detail=refused.message, code="no-such-door")
    except receiving.DoorIsOff as refused:
        return problems.response(503, detail=refused.message, code="door-is-off", headers={"Retry-After": "600"})
    except receiving.NotTheService as refused:
        return problems.response(401, detail=refused.message, code="not-signed")
    return HttpResponse(status=200)


receive_mail.policy = dict.fromkeys(METHODS, ("", Level.ANYONE))  # type: ignore[attr-defined]


def _whole(request: HttpRequest) -> bytes:
    """The body, as many bytes as were announced: one that breaks off raises UnreadablePostError."""
    pieces = []
    while piece := request.read(_CHUNK):
        pieces.append(piece)
    return b"".join(pieces)


def _sent_to(request: HttpRequest) -> str:
    """The address as the service knows it, for some sign it: https where the shop is served so."""
    scheme = "https" if settings.HAFAWA_HTTPS or request.is_secure() else "http"
    return f"{scheme}://{request.get_host()}{request.get_full_path()}"
