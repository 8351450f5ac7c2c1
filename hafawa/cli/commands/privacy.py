"""`hafawa privacy`: a copy of all that is kept about one person, a certificate checked, what retention would remove."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel.errors import Refused

if TYPE_CHECKING:
    from hafawa.people.models import Person


class NobodyThere(Refused):
    """No person is known by what was given."""


class NotACertificate(Refused):
    """It is not one, or was changed, or another installation signed it."""


@click.group(help=_("What one may ask about themselves: a copy, a certificate; and what goes by age."))
def command() -> None:
    pass


@command.command("export", help=_("Write a copy of all we keep about PERSON (number, address or phone) as a zip."))
@click.argument("person")
@click.option("--language", type=click.Choice(["en", "ar", "ka"]), help=_("Language of the page; theirs by default."))
@click.option("--to", type=click.Path(path_type=Path), help=_("Where to write it; the present folder by default."))
def export(person: str, language: str | None, to: Path | None) -> None:
    from hafawa.kernel import clock
    from hafawa.privacy import exporting

    found, now = _person(person), clock.now()
    asked = exporting.ask(found.pk, language=language or exporting.language_for(found), by=None, now=now)
    made = exporting.make(asked, now=now, progress=_progress)
    target = to or Path(f"person-{found.pk}.zip")
    target = target / f"person-{found.pk}.zip" if target.is_dir() else target
    shutil.copyfile(exporting.path_of(made, by=None, now=now), target)
    target.chmod(0o600)
    click.echo(_("All we keep about them is in %(path)s.") % {"path": target})


@command.command("verify", help=_("Say whether the certificate of an erasure in FILE is ours and unchanged."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    from hafawa.privacy import certificate

    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        is_ours = isinstance(found, dict) and certificate.is_ours(found)
    except (ValueError, RecursionError):
        is_ours = False
    if not is_ours:
        raise NotACertificate(_("This is no certificate of this installation, or it was changed."))
    click.echo(_("It is ours: number %(n)s, done at %(at)s.") % {"n": found["number"], "at": found["done_at"]})


@command.command("retention", help=_("Say what goes by age with what is kept now; nothing is changed."))
def retention() -> None:
    from hafawa.kernel import clock
    from hafawa.privacy import retention as kept

    for would in kept.dry_run(kept.months(), now=clock.now()):
        term = _("for good") if would.months is None else _months(would.months)
        click.echo(f"{would.kind.title}: {term}; {would.count} / {would.total}")


def _months(months: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def _progress(done: int, total: int) -> None:
    click.echo(f"\r{done} / {total}", nl=done == total, err=True)


def _person(text: str) -> Person:
    from hafawa.people import clusters
    from hafawa.people.models import Person
    from hafawa.search import queries
    from hafawa.team.permissions import AT_THE_MACHINE

    by_number = (
        Person.objects.visible_to(AT_THE_MACHINE).filter(id=int(text)).first()
        if text.isdecimal() and len(text) < 12
        else None
    )
    found = [by_number] if by_number else queries.people(text, user=None, limit=2)
    if len(found) != 1:
        raise NobodyThere(_("Nobody, or more than one, is known by “%(text)s”. Give a whole address.") % {"text": text})
    return Person.objects.visible_to(AT_THE_MACHINE).get(id=clusters.kept_id(found[0].pk))
