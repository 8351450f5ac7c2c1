"""How does a phone system tell of calls? As Twilio's status callbacks, or as JSON signed as Standard Webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Body, Header
from ninja.errors import ValidationError as NotValid
from pydantic import ValidationError

from hafawa.api.door import operation
from hafawa.api.parsing import strict
from hafawa.api.problems import Stop
from hafawa.api.schemas import calls as shapes
from hafawa.api.schemas import events as event_shapes
from hafawa.api.views.events import new_ones, results
from hafawa.api.views.hooks import Source
from hafawa.channels import direct
from hafawa.channels.call import Call
from hafawa.channels.calls import doors, taking, twilio
from hafawa.kernel import clock
from hafawa.people.identifiers import normal_phone
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.webhooks import incoming

SOURCE = "calls"
WHY: dict[str, str | Promise] = {
    "not_a_form": _("The body is no form as a phone service posts it. Nothing was kept."),
    "no_id": _("The message names no call. Nothing was kept."),
    "no_status": _("The message does not say how the call stands. Nothing was kept."),
    "no_number": _("The number of the other side is withheld or is none, so nobody can be found by it."),
    "no_time": _("The time or length of the call is none. Nothing was kept."),
    "too_old": _("The call is more than a week old, or to come. Bring in the log of the phone system instead."),
}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}},
    }
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CallsSent"}}},
    }
}


@operation("POST", "/phone/{source}", area="", level=Level.ANYONE, answer=shapes.Taken, extra=_FORM, may_miss=False)
def receive_phone_call(
    request: HttpRequest,
    source: Source,
    x_twilio_signature: Annotated[str, Header(..., alias="X-Twilio-Signature", min_length=1, max_length=200)],
) -> Any:
    """Take a status callback of a call, as Twilio posts it.

    The signature is checked over the address of the door and all fields. A call counts once, when it has ended; in
    which order its callbacks come, and how often, changes nothing.
    """
    now = clock.now()
    try:
        sent = twilio.params(request.body)
        door = doors.open_(source, sent, given=x_twilio_signature, now=now)
        call = twilio.call(sent, country=Shop.get().country, now=now)
    except doors.NotSigned as refused:
        raise Stop(401, refused.message, code="not-signed") from None
    except twilio.NotACallError as refused:
        raise Stop(422, WHY[refused.reason], code=refused.reason.replace("_", "-")) from None
    doors.heard(door, now=now)
    if call is None:
        return {"status": "going_on"}
    return dict(vars(taking.take_in(call, source=door.source, now=now)))


@operation(
    "POST", "/hooks/{source}/calls", area="", level=Level.ANYONE, answer=event_shapes.Results, extra=_BODY,
    may_miss=False,
)  # fmt: skip
def receive_calls(
    request: HttpRequest,
    source: Source,
    webhook_id: Annotated[str, Header(..., alias="webhook-id", min_length=1, max_length=200)],
    webhook_timestamp: Annotated[str, Header(..., alias="webhook-timestamp", pattern=r"^[0-9]{1,12}$")],
    webhook_signature: Annotated[str, Header(..., alias="webhook-signature", max_length=2000)],
) -> Any:
    """Take calls from a phone system that signs them, as Standard Webhooks says.

    A number nobody has makes somebody without a name where they called; where we called, the call is refused.
    """
    sealed = incoming.Sealed(webhook_id, webhook_timestamp, webhook_signature, request.body)
    try:
        door = incoming.open_(source, sealed, now=clock.now())
    except incoming.NotSigned as refused:
        raise Stop(401, refused.message, code="not-signed") from None
    sent, now = _read(request.body), clock.now()
    with transaction.atomic():
        heard, is_first = incoming.hear(door, sealed, now=now)
        found = _all_taken(sent, source=door.source, now=now)
        if is_first:
            incoming.heard_first(heard, new=new_ones(found), now=now)
    return results(found, new=heard.new)


@operation("POST", "/calls", area="events", level=Level.AGENT, answer=event_shapes.Results, may_miss=False)
def tell_calls(request: HttpRequest, sent: Annotated[shapes.CallsSent, Body(...)]) -> Any:
    """Tell of calls that ended, up to five hundred at once.

    A call is known by its id and arrives once, however often it is sent. A number nobody has makes somebody without a
    name where they called; where we called, the call is refused.
    """
    with transaction.atomic():
        return results(_all_taken(sent, source=SOURCE, now=clock.now()))


def _all_taken(sent: shapes.CallsSent, *, source: str, now: datetime) -> list[direct.Result]:
    country = Shop.get().country
    return [_taken(i, c, source=source, country=country, now=now) for i, c in enumerate(sent.calls)]


def _taken(index: int, sent: shapes.CallSent, *, source: str, country: str, now: datetime) -> direct.Result:
    number = normal_phone(sent.number, country=country)
    if number is None:
        return direct.Result(index, "refused", reason="no-number", detail=str(WHY["no_number"]))
    if not now - twilio.LATEST * 520 <= sent.began_at <= now + twilio.EARLY:
        return direct.Result(index, "refused", reason="no-time", detail=str(WHY["no_time"]))
    call = Call(
        call_id=sent.id, direction=sent.direction, number=number, as_typed=sent.number.strip()[:60],
        outcome=sent.outcome, began_at=sent.began_at, duration_seconds=sent.duration_seconds, text=sent.note.strip(),
        name=sent.name.strip() if sent.direction == "in" else "", by=sent.by.strip()[:150],
    )  # fmt: skip
    found = taking.take_in(call, source=source, now=now)
    if found.status in (taking.NEW, taking.KNOWN):
        return direct.Result(index, found.status, found.event_id, found.person_id)
    return direct.Result(index, "refused", reason=found.status.replace("_", "-"), detail=str(_not_kept(found.status)))


def _not_kept(status: str) -> str | Promise:
    if status == taking.ERASED:
        return _("They asked to be forgotten, and this is from before that day. Nothing of it was kept.")
    return _("We called a number nobody here has. Nothing was kept.")


def _read(body: bytes) -> shapes.CallsSent:
    try:
        return shapes.CallsSent.model_validate(strict(body))
    except ValidationError as error:
        faults: list[Any] = [{**e, "loc": ("body", "", *e["loc"])} for e in error.errors(include_url=False)]
        raise NotValid(faults) from None
