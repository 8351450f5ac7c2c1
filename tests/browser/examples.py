"""One of everything a page can show, in the shop of HAFAWA_DATA_DIR; says as JSON what each is called in an address.

Run as a program of its own (`python -m tests.browser.examples`), beside a server on the same folder.
"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import django

from tests.browser import letters

EMAIL, PASSWORD = "second.step@sample.shop", "another sentence altogether"  # somebody who signs in with codes
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
ORDERS = "order number,date,customer email,customer name,total\nX-{n},{date},ana{n}@one.example,Ana {n},20.00\n"


def make(now: datetime) -> dict[str, str]:
    """The values addresses are filled with, by the parameter's name; where routes differ, by `route.parameter`."""
    from hafawa.playbooks.models import Suggestion
    from hafawa.team.models import LinkKind, Role, User

    owner = User.objects.get(email="owner@sample.shop")
    first = Suggestion.objects.order_by("id").first()
    assert first is not None
    known = {"person_id": first.person_id, "name": "late"} | _people(first.person_id, owner, now)
    known |= (
        _outside(owner, now)
        | _talk(owner, now)
        | _imports(owner, now)
        | _heard(owner, now)
        | _mailbox(owner, now)
        | _calls(first.person_id, owner, now)
        | _routine(owner, now)
        | _themes(owner, now)
        | _letters(now)
    )

    from hafawa.team import links

    for kind, route in ((LinkKind.INVITE, "join"), (LinkKind.PASSWORD, "new_password")):
        email = owner.email if kind == LinkKind.PASSWORD else "mariam@sample.shop"
        known[f"{route}.token"] = links.make(kind=kind, email=email, by=owner, now=now, role=Role.AGENT)[1]
    return {key: str(value) for key, value in known.items()} | {"pk": str(_second_step(Role.MANAGER))}


def _talk(owner: object, now: datetime) -> dict[str, object]:
    """The conversation with most in it, tagged, noted beside, put off until later."""
    from hafawa.conversations import actions
    from hafawa.conversations.models import Conversation

    talk = Conversation.objects.order_by("-n_in", "id")[0]
    actions.tag([talk], "ბითუმად · بالجملة", now=now)
    actions.note(talk, "زارتنا يوم الاثنين, ask about order FN-12924", by=owner, now=now)
    actions.keep_for_later([talk], by=owner, now=now)
    return {"conversation_id": talk.pk} | _written(talk, owner, now) | _private(talk, owner, now)


def _written(talk: object, owner: object, now: datetime) -> dict[str, object]:
    """A saved reply in three languages, one put away, an answer begun, and the owner named in a note."""
    from hafawa.conversations import actions
    from hafawa.conversations.composing import drafts, mentioning, saved
    from hafawa.conversations.composing.saved import Said
    from hafawa.team.models import User

    texts = {
        "en": "Hello {first_name},\nyour order {order} comes back free of charge.\n{me}, {shop}",
        "ar": "مرحباً {first_name}،\nطلبك {order} يعود إلينا بلا مقابل.\n{me}، {shop}",
        "ka": "გამარჯობა {first_name},\nშეკვეთა {order} უფასოდ დაგვიბრუნდება.\n{me}, {shop}",
    }
    reply = saved.write(Said("How a return works · الإرجاع", "return", texts), by=owner, now=now)
    saved.archive(
        saved.write(Said("გახსნის საათები", "საათები", {"ka": "ათიდან"}), by=owner, now=now), by=owner, now=now
    )
    text = "iPhone وصل متأخراً.\nYou should have read the label! We will send a new one on Friday, {first_name}."
    drafts.keep(talk.key, text, user=owner, kind="reply", since=0, now=now, person_id=talk.person_id)
    colleague = User.objects.exclude(pk=owner.pk).first() or owner
    note = actions.note(talk, f"@{owner.name} اتصلي بها قبل الجمعة, she knows Nino", by=colleague, now=now)
    mentioning.tell(note, by=colleague, now=now)
    if colleague == owner:
        note.mentions.create(user=owner, by=owner, at=now)
    return {"reply_id": reply.pk}


def _private(talk: object, owner: object, now: datetime) -> dict[str, object]:
    """It is confidential; its person was asked something; a boundary is in force with somebody, another waits."""
    from hafawa.conversations import confidential
    from hafawa.conversations.boundaries import actions as boundaries
    from hafawa.conversations.models import Conversation
    from hafawa.surveys import asking
    from hafawa.surveys.models import Asked
    from hafawa.team.models import Role, User
    from hafawa.timeline.models import Event

    luka = User.objects.create_user(email="private.reader@sample.shop", password=PASSWORD, name="ლუკა", role=Role.AGENT)
    User.objects.create_user(email="private.other@sample.shop", password=PASSWORD, name="ريم", role=Role.AGENT)
    other = Conversation.objects.exclude(pk=talk.pk).exclude(person=None).order_by("-n_in", "id")[0]  # type: ignore[attr-defined]
    confidential.turn_on(other, why="طلبت ألا يعرف أحد · it is about her health", by=owner, now=now)  # type: ignore[arg-type]
    confidential.add_reader(other, luka, by=owner, now=now)  # type: ignore[arg-type]
    asked = Asked.objects.create(
        ref=other.key, person=other.person, question="felt_personal", language="ar", channel="", asked_at=now,
        expires_at=now + timedelta(days=14),
    )  # fmt: skip
    said = Event.objects.filter(person=other.person, kind="message.received").order_by("id")[0]
    until = {"evidence": [said.pk], "expires_on": now.date() + timedelta(days=5), "now": now}
    step = boundaries.propose(
        other.person, step="no_calls", why="Shouted at two of us, და შეურაცხყოფა მიაყენა", words="اكتب إلينا من فضلك.",
        by=luka, **until,
    )  # fmt: skip
    boundaries.agree(step.pk, by=owner, now=now)  # type: ignore[arg-type]
    boundaries.propose(other.person, step="limit", why="Once more, by telephone", words="Please.", by=luka, **until)
    return {
        "felt.token": asking.token_of(asked),
        "felt_never.token": asking.token_of(asked),
        "person_boundaries.person_id": other.person_id,
        "confidential.conversation_id": other.pk,
    }


def _people(person_id: int, owner: object, now: datetime) -> dict[str, object]:
    """Somebody with people around them, gifts, a detail long enough to wrap; two who may be one."""
    from hafawa.people import actions, belonging, gifts
    from hafawa.people.models import AlikePair, Person, Proposal, RelationKind

    person = Person.objects.get(id=person_id)
    one, other, near = Person.objects.exclude(id=person_id).order_by("id")[:3]
    belonging.relate(person, near, RelationKind.SPOUSE, now=now)
    belonging.live_together(person, near, now=now)
    belonging.works_at(person, "შპს ღვინის სახლი და მეგობრები", now=now, role="მთავარი ბუღალტერი")
    gifts.note(person, what="قهوة مطحونة لأمها", recipient=near, occasion="Birthday", now=now)
    told = "Prefers the parcel at the neighbour's, +995 555 12-34-56, order FN-12924; لا تتصل بعد السابعة مساءً"
    actions.add_detail(person, text=told, source="said", learned_on=now.date())
    read = {"person": person, "said_on": now.date(), "evidence_event_id": 1, "proposed_at": now}
    Proposal.objects.create(text="ابني يتحسس من المكسرات", about="son", kind="health", audience="never_show", **read)
    Proposal.objects.create(
        text="my wife's birthday, 12 Ramadan", about="wife", kind="occasion", occasion="birthday", calendar="hijri",
        month=9, day=12, **read,
    )  # fmt: skip
    Proposal.objects.create(
        text="ბებიას ტარხუნის ლიმონათი უყვარს და სხვას არაფერს სვამს", about="grandmother", kind="taste", **read
    )
    Proposal.objects.create(text="we moved to Lucan", kind="place", **read)
    pair = AlikePair.objects.order_by("id").first()
    return (
        {"kept_id": pair.low_id, "absorbed_id": pair.high_id} if pair else {"kept_id": one.pk, "absorbed_id": other.pk}
    )


def _outside(owner: object, now: datetime) -> dict[str, object]:
    """A webhook with a delivery that waits, a door, a key."""
    from hafawa.team import tokens
    from hafawa.team.models import User
    from hafawa.webhooks import actions, incoming

    assert isinstance(owner, User)
    endpoint, _secret = actions.make(
        url="https://93.184.216.34/a/long/path/of/a/shop?for=hafawa", kinds=[], by=owner, now=now
    )
    actions.ping(endpoint, now=now)
    incoming.make("till", by=owner, now=now)
    tokens.make(user=owner, name="ბუღალტერია · المحاسبة", scopes=tokens.all_scopes(), days=30, by=owner, now=now)
    return {"endpoint_id": endpoint.pk}


def _heard(owner: object, now: datetime) -> dict[str, object]:
    """A message corrected and corrected back, a demand of two that is done, an event of the world, our own text."""
    from hafawa.listening import correcting, noting
    from hafawa.listening.backlog import actions, gathering
    from hafawa.listening.backlog.models import Demand
    from hafawa.listening.models import Annotation
    from hafawa.listening.wording import counting
    from hafawa.team.models import User

    assert isinstance(owner, User)
    asked = list(Annotation.objects.filter(is_complaint=True, event__person__isnull=False).order_by("-event_id")[:2])
    for row, words in zip(
        asked, ("Make the bags resealable", "the bags should be resealable, order FN-12924"), strict=True
    ):
        row.found = [{"what": "demand", "words": words, "start": 0, "end": 1, "says": {}, "confidence": 0.93}]
        row.save()
    gathering.take_in(asked, now=now)
    demand = Demand.objects.latest("id")
    actions.decide(demand, state="done", because="From May on, with a zip", by=owner, now=now)
    made = correcting.correct(asked[0].event_id, what="feeling", value="mix", by=owner, now=now)
    correcting.take_back(made.pk, by=owner, now=now)
    correcting.correct(asked[1].event_id, what="kind", about="suggestion", value="yes", by=owner, now=now)
    noting.world("ფასი გაიზარდა, وارتفع السعر, 9 GEL", on_date=now.date(), kind="price", by=owner, now=now)
    noting.own_text("Our page", "Fast, fresh, roasted on Tuesdays.\nFast answers.", language="en", by=owner, now=now)
    counting.count(now=now)
    return {"demand_id": demand.pk, "event_id": asked[1].event_id}


def _mailbox(owner: object, now: datetime) -> dict[str, object]:
    """A mailbox whose password is refused, with folders in three scripts."""
    from hafawa.channels.mail_doors import opening
    from hafawa.channels.models import Mailbox, MailDoor, MailFolder
    from hafawa.team.models import User

    assert isinstance(owner, User)
    made = Mailbox.objects.create(
        address="a.long.address.of.a.shop@finjan.example", host="imap.finjan.example", username="finjan", by=owner,
        sealed_password="-", made_at=now, trouble="sign_in", trouble_since=now, tries=3, looked_at=now,
    )  # fmt: skip
    for name in ("INBOX", "شكاوى العملاء", "შეკვეთები და გარანტიები"):
        MailFolder.objects.create(mailbox=made, name=name, fetched=1234)
    door, _secret = opening.open_(kind="mailgun", address=made.address, key="k", by=owner, now=now)
    MailDoor.objects.filter(pk=door.pk).update(
        came=1234, last_came_at=now, last_refused_at=now, last_refused_why="not_signed"
    )
    return {"mailbox_id": made.pk, "mail_door_id": door.pk, "outgoing_id": _outbox(made, now)}


def _outbox(mailbox: object, now: datetime) -> int:
    """Mail in every state that waits for a person or for a server, in three scripts; the last waits."""
    from hafawa.channels.models import Outgoing, Sending
    from hafawa.people.models import Person

    Sending.objects.create(mailbox=mailbox, host="smtp.finjan.example", made_at=now, trouble="sign_in", tries=3)
    said = "550 5.1.1 <ana@one.example>: Recipient address rejected: User unknown in virtual mailbox table"
    for n, (state, reason, subject) in enumerate(
        [
            ("failed", "refused", "Re: შეკვეთა FN-12924: სად არის ჩემი ამანათი?"),
            ("unsure", "unsure", "رد: طلبي لم يصل بعد"),
            ("sent", "", "Your order is on its way"),
            ("held", "", "Happy birthday"),
            ("waiting", "later", "Re: A question about the roast"),
        ]
    ):
        made = Outgoing.objects.create(
            mailbox=mailbox, ref="mail:0", to=[f"ana{n}@one.example"], subject=subject, text="شكراً.\n\nThank you.",
            message_id=f"{n}@example", external_id=f"{n}@example#", raw=b"-", state=state, reason=reason, made_at=now,
            due_at=now + timedelta(days=state == "held"), until=now + timedelta(days=2),
            said={"refused": said, "later": "450 4.2.1 The mailbox is busy, try again later"}.get(reason, ""), ended_at=None if n > 2 else now,
            person=Person.objects.first() if state == "sent" else None,
            bounced_at=now if state == "sent" else None, tries=int(n != 3),
            bounces=[{"email": "ana2@one.example", "status": "5.1.1", "said": said}] if state == "sent" else [],
        )  # fmt: skip
    return made.pk


def _calls(person_id: int, owner: object, now: datetime) -> dict[str, object]:
    """A call promised and late, one for another day, one asked for, one they made in vain; a phone service."""
    from hafawa.channels.calls import doors
    from hafawa.conversations.calls import callbacks
    from hafawa.conversations.calls.models import Callback
    from hafawa.people.models import Person
    from hafawa.team.models import User
    from hafawa.timeline import log
    from hafawa.timeline.events import CallReceived

    assert isinstance(owner, User)
    one, other, third, fourth = Person.objects.exclude(id=person_id).order_by("id")[3:7]
    for n, person in enumerate((one, other, third, fourth)):
        number = f"+99555512345{n}"
        person.identifiers.create(kind="phone", value=number, as_typed=f"555 12 34 5{n}", created_at=now)
    wanted = callbacks.Wanted(now, "about the grinder, order FN-12924; لأن الطاحونة تعطلت", owner)
    callbacks.promise(one, wanted, by=owner, now=now)
    callbacks.promise(other, callbacks.Wanted(now + timedelta(days=2)), by=owner, now=now)
    Callback.objects.create(
        person=third, state="asked", why="დამირეკეთ ხვალ 5 საათზე", asked_event_id=1, made_at=now,
        due_at=now + timedelta(days=1),
    )  # fmt: skip
    rung = [
        log.Entry(CallReceived(outcome="not_reached"), now - timedelta(hours=h), "till", f"rung{h}", fourth.pk)
        for h in (2, 5)
    ]
    log.append_many(rung, now=now)
    address = "https://a.long.name.of.a.shop.example/api/v1/phone/twilio"
    doors.make(source="twilio", address=address, token="0" * 32, by=owner, now=now)
    return {"call.person_id": person_id}


def _routine(owner: object, now: datetime) -> dict[str, object]:
    """A shipped matter in use and one of the shop's own, with examples in three scripts; English being tried."""
    from hafawa.listening.models import RoutineLanguage
    from hafawa.listening.routine import keeping
    from hafawa.team.models import User

    assert isinstance(owner, User)
    keeping.use_shipped("opening_hours", by=owner, now=now)
    own = keeping.add_own("Can you engrave it? هل تنقشون عليه؟", by=owner, now=now)
    lines = "can you engrave it\nهل يمكنكم النقش على الخاتم رقم 12-3؟\nშეგიძლიათ, რომ ბეჭედზე ამოტვიფროთ?"
    keeping.paste(lines, own, by=owner, now=now)
    RoutineLanguage.objects.create(variety="en", state="shadow", changed_at=now, shadow_since=now)
    return {"intent_id": own.pk}


def _themes(owner: object, now: datetime) -> dict[str, object]:
    """A theme with a part made by hand, something done about it, a topic of the shop's own."""
    from hafawa.listening.themes import acts, kept
    from hafawa.listening.themes.models import Mention, Theme
    from hafawa.team.models import User

    assert isinstance(owner, User)
    theme = Theme.objects.get(topic="delivery", sign="wrong", parent=None)
    events = list(Mention.objects.filter(topic="delivery", sign="wrong").values_list("event_id", flat=True)[:2])
    acts.split(theme, events, "კურიერი წვიმაში · المندوب تحت المطر", by=owner, now=now)
    acts.did(theme, "A new courier from Monday, +995 555 12-34-56", done_on=now.date(), by=owner, now=now)
    kept.add_topic(
        name_loved="", name_wrong="The terrace", words=["terrace", "تراس"], examples=["Cold outside"], now=now
    )
    return {"theme_id": theme.pk, "event_id": events[0]}


def _imports(owner: object, now: datetime) -> dict[str, object]:
    """A file that is ready, one with a question."""
    from hafawa.channels.importers import runs
    from hafawa.team.models import User

    assert isinstance(owner, User)
    known: dict[str, object] = {}
    for n, (date, key) in enumerate((("2026-02-13", "run_id"), ("03/04/2026", "asked_run_id"))):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"orders-{n}.csv"
            path.write_text(ORDERS.format(n=n, date=date))
            known[key] = runs.receive(path, name=path.name, by=owner, now=now).pk
    return known


def _letters(now: datetime) -> dict[str, object]:
    """A letter in two scripts with all a letter can have, and one that cannot be read."""
    from hafawa.channels.importers import runs
    from hafawa.timeline.models import Event

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "a.eml").write_bytes(letters.everything())
        (path / "b.eml").write_bytes(letters.UNREADABLE)
        run = runs.receive(path, name="support@finjan.example INBOX", by=None, now=now)
        if run.questions:
            run = runs.answer(run, {"us": "finjan.example"}, now)
        runs.carry_out(run, now=now)
    event = Event.objects.get(import_run_id=run.pk, kind="message.received")
    shows = {f"{route}.event_id": event.pk for route in ("message", "message_as_sent")}
    return shows | {
        "message_invitation.event_id": event.pk, "message_invitation.number": letters.DATES_AT,
        "message_package.event_id": event.pk, "message_package.number": letters.PACKAGE_AT,
    }  # fmt: skip


def _second_step(role: str) -> int:
    """Somebody who signs in with codes, has recovery codes and a passkey; the passkey's number."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    from hafawa.team.models import User

    user = User.objects.create_user(email=EMAIL, password=PASSWORD, name="სალომე", role=role)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    data = {"name": "My laptop", "credential": _credential()}
    return int(Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data).pk)


def _credential() -> dict[str, object]:
    """What a browser answers when a passkey is made, of a device nobody holds."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import sha256, websafe_encode
    from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    held = AttestedCredentialData.create(b"\0" * 16, b"an example", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    answered = AuthenticatorData.create(sha256(b"localhost"), flags, 0, held)
    told = json.dumps({"type": "webauthn.create", "challenge": "", "origin": "http://localhost"}).encode()
    key = websafe_encode(b"an example")
    attested = websafe_encode(AttestationObject.create("none", answered, {}))
    response = {"clientDataJSON": websafe_encode(told), "attestationObject": attested}
    return {"id": key, "rawId": key, "type": "public-key", "response": response}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
    django.setup()
    from hafawa.kernel import clock

    print(json.dumps(make(clock.now())))
