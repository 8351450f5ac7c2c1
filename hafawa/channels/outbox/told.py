"""How does a message the server took get into the timeline, so that its copy in the Sent folder is known?"""

from __future__ import annotations

from datetime import datetime

from hafawa.channels.mail import addresses, parse
from hafawa.channels.models import Outgoing
from hafawa.people import intake
from hafawa.timeline import log
from hafawa.timeline.events import MessageSent
from hafawa.timeline.models import Event

SOURCE = "mail"


def external_id(raw: bytes, *, now: datetime) -> str:
    """What reading these bytes, from whatever folder, will call the message."""
    return parse.read(raw, now=now).external_id


def append(outgoing: Outgoing, *, now: datetime) -> Event | None:
    """`message.sent`, once; None where it is there already. Inside the transaction that notes it as sent."""
    read = parse.read(bytes(outgoing.raw), now=now)
    what = MessageSent(
        channel="email",
        ref=outgoing.ref,
        text=outgoing.text,
        subject=outgoing.subject,
        message_id=outgoing.message_id,
        by=outgoing.by.name if outgoing.by else "",
        is_sales=outgoing.is_sales,
        is_automatic=outgoing.is_automatic,
        raw_sha256=read.sha256,
        quoted=read.quoted,
        attachments=list(read.attachments),
        participants=recipients(outgoing),
        order_ref=read.order_ref,
        suggestion_id=outgoing.suggestion_id,
    )
    return log.append(log.Entry(what, now, SOURCE, outgoing.external_id, _person(outgoing, now=now)), now=now)


def recipients(outgoing: Outgoing) -> list[str]:
    """Those it goes to, as the timeline writes addresses."""
    return [a.email for one in (*outgoing.to, *outgoing.cc) for a in addresses.read(one)]


def _person(outgoing: Outgoing, *, now: datetime) -> int | None:
    """Whose timeline: as was said, else whoever has the first address, as an import would find them."""
    if outgoing.person_id is not None:
        return outgoing.person_id
    first = addresses.read(outgoing.to[0]) if outgoing.to else []
    keys = (("email", first[0].email, first[0].as_typed),) if first else ()
    return intake.find_or_make_many([intake.Wanted(keys, said_at=now)], now=now).person_ids[0]
