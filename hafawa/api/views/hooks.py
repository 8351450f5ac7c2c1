"""How does another system tell what happened without a key of ours? Signed, as Standard Webhooks."""

from __future__ import annotations

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Header, Path
from ninja.errors import ValidationError as NotValid
from pydantic import ValidationError

from hafawa.api.door import operation
from hafawa.api.parsing import strict
from hafawa.api.problems import Stop
from hafawa.api.schemas import events as shapes
from hafawa.api.views.events import new_ones, results
from hafawa.channels import direct
from hafawa.kernel import clock
from hafawa.team.permissions import Level
from hafawa.webhooks import incoming

_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/EventsSent"}}},
    }
}
Source = Annotated[str, Path(..., pattern=r"^[a-z0-9][a-z0-9._-]{0,40}$", description="the door's name")]


@operation("POST", "/hooks/{source}", area="", level=Level.ANYONE, answer=shapes.Results, extra=_BODY, may_miss=False)
def receive_hook(
    request: HttpRequest,
    source: Source,
    webhook_id: Annotated[str, Header(..., alias="webhook-id", min_length=1, max_length=200)],
    webhook_timestamp: Annotated[str, Header(..., alias="webhook-timestamp", pattern=r"^[0-9]{1,12}$")],
    webhook_signature: Annotated[str, Header(..., alias="webhook-signature", max_length=2000)],
) -> Any:
    """Take events from a system that signs them, as Standard Webhooks says.

    The signature is checked over the raw body, within five minutes of the timestamp. The same `webhook-id` sent again
    counts once. Doors and their secrets are made in the settings.
    """
    sealed = incoming.Sealed(webhook_id, webhook_timestamp, webhook_signature, request.body)
    try:
        door = incoming.open_(source, sealed, now=clock.now())
    except incoming.NotSigned as refused:
        raise Stop(401, refused.message, code="not-signed") from None
    sent = _read(request.body)
    now = clock.now()
    with transaction.atomic():
        heard, is_first = incoming.hear(door, sealed, now=now)
        found = direct.take_in(sent.events, now=now, source=door.source)
        if is_first:
            incoming.heard_first(heard, new=new_ones(found), now=now)
    return results(found, new=heard.new)


def _read(body: bytes) -> shapes.EventsSent:
    try:
        return shapes.EventsSent.model_validate(strict(body))
    except ValidationError as error:
        faults: list[Any] = [{**e, "loc": ("body", "", *e["loc"])} for e in error.errors(include_url=False)]
        raise NotValid(faults) from None
