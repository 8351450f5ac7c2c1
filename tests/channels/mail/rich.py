"""Letters with pages, pictures, files, dates and packages, and the way they come in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.channels.mail.test_invitations import calendar
from tests.channels.mail.test_packages import package
from tests.channels.mail.test_pictures import png

if TYPE_CHECKING:  # used by programs that set the product up only later
    from hafawa.channels.models import ImportRun
    from hafawa.timeline.models import Event

SHOP = "support@finjan.example"
INVITATION = calendar(
    "SUMMARY:Cupping · دورة تذوق",
    "DTSTART;TZID=Asia/Dubai:20261210T180000",
    "DTEND;TZID=Asia/Dubai:20261210T193000",
    "LOCATION:თბილისი, რუსთაველის 12",
    "ORGANIZER;CN=Layla Haddad:mailto:layla@example.org",
    "ATTENDEE;CN=Finjan;PARTSTAT=TENTATIVE:mailto:support@finjan.example",
)
PACKAGE = package((b"BILL~1.PDF", b"%PDF-1.7 the bill", "فاتورة.pdf"))


class File(NamedTuple):
    """Something to come with a letter; with `cid` its pages may show it."""

    name: str
    kind: str
    data: bytes
    cid: str = ""


PHOTO = File("broken-cup.png", "image/png", png(60, 40, rows=40))
LOGO = File("", "image/png", png(120, 40, rows=40), "logo@layla")
DATES = File("invite.ics", "text/calendar", INVITATION)
WINMAIL = File("winmail.dat", "application/ms-tnef", PACKAGE)


def rich(
    *,
    words: str = "The cup came broken.",
    html: str = "",
    files: Sequence[File] = (),
    sender: str = "Layla Haddad <layla@example.org>",
    to: str = SHOP,
    subject: str = "A broken cup",
    number: int = 1,
    headers: Sequence[tuple[str, str]] = (),
) -> bytes:
    """One letter as bytes. `headers` are added as they are."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = "Tue, 10 Nov 2026 09:30:00 +0400"
    made["Message-ID"] = f"<rich-{number}@example.org>"
    for name, value in headers:
        made[name] = value
    made.set_content(words)
    if html:
        made.add_alternative(html, subtype="html")
    for file in files:
        main, _slash, sub = file.kind.partition("/")
        named = {"filename": file.name} if file.name else {}
        cid = {"cid": f"<{file.cid}>", "disposition": "inline"} if file.cid else {}
        made.add_attachment(file.data, maintype=main, subtype=sub, **named, **cid)
    for place, part in enumerate(p for p in made.walk() if p.is_multipart()):
        part.set_boundary(f"=_{number}_{place}_=")  # the same letter, the same bytes
    return made.as_bytes()


def bring(folder: Path, *letters: bytes, now: datetime, name: str = "letters") -> ImportRun:
    """`letters` as a folder of .eml files, brought in as a mailbox's are."""
    from hafawa.channels.importers import runs

    home = folder / name
    home.mkdir(parents=True)
    for n, raw in enumerate(letters, 1):
        (home / f"{n:03}.eml").write_bytes(raw)
    run = runs.receive(home, name=name, by=None, now=now)
    if run.questions:
        run = runs.answer(run, {"us": "finjan.example"}, now)
    return runs.carry_out(run, now=now)


def event_of(run: ImportRun, subject: str = "") -> Event:
    """The message of `run` with this subject; without one, its only one."""
    from hafawa.timeline.models import Event

    found = Event.objects.filter(import_run_id=run.pk, kind__startswith="message.")
    return found.get(data__subject=subject) if subject else found.get()
