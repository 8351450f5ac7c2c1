"""Is the data folder ours alone, writable and roomy, and its secret kept?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.kernel.text import isolate_ltr
from hafawa.operations import room
from hafawa.operations.findings import Finding, Looking, fault, warning
from hafawa.team import second_steps as steps

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folder(_looking: Looking) -> Iterator[Finding]:
    """Owner, rights, and whether it can be written."""
    place: Path = settings.HAFAWA_DATA_DIR
    found, shown = place.stat(), isolate_ltr(str(place))
    if found.st_uid != os.geteuid():
        yield warning(
            "folder.owner",
            _("The data folder %(folder)s belongs to another user (%(owner)d) than the one who asks (%(we)d).")
            % {"folder": shown, "owner": found.st_uid, "we": os.geteuid()},
            why=_("Files made by one cannot be written by the other, and Hafawa stops in the middle."),
            do=f"sudo -u '#{found.st_uid}' hafawa doctor",
        )
    if stat.S_IMODE(found.st_mode) & _OTHERS:
        yield warning(
            "folder.open",
            _("Other users of this machine can look into the data folder %(folder)s.") % {"folder": shown},
            why=_("It holds everything customers ever told you."),
            do=f"chmod 700 {place}",
        )
    if (refused := _written(place)) is not None:
        yield fault(
            "folder.read-only",
            _("The data folder %(folder)s cannot be written: %(error)s.") % {"folder": shown, "error": refused},
            why=_("Nothing new can be kept."),
            do=_("Give the folder to the user Hafawa runs as, or make its disk writable again."),
        )


def space(_looking: Looking) -> Iterator[Finding]:
    """Is enough of the disk free?"""
    free, needed = room.free_bytes(), room.needed_bytes()
    if free < needed:
        yield fault(
            "space.low",
            _("%(free)d MiB are free where the data folder lies; there should be %(needed)d.")
            % {"free": free // 2**20, "needed": needed // 2**20},
            why=_("When the disk is full nothing new can be kept, and backups fail."),
            do=_("Make room, or move the data folder to a larger disk and set HAFAWA_DATA_DIR."),
        )


def secret(_looking: Looking) -> Iterator[Finding]:
    """Is the key that signs sessions there, long enough and ours alone?"""
    path = settings.HAFAWA_DATA_DIR / "secret_key"
    if len(settings.SECRET_KEY) < 32:
        yield fault(
            "secret.short",
            _("The secret key is shorter than 32 characters."),
            why=_("Who guesses it can sign in as anybody."),
            do=_("Leave HAFAWA_SECRET_KEY unset and remove the file secret_key: a long one is made. All sign in anew."),
        )
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        yield fault(
            "secret.open",
            _("Other users of this machine can read the secret key."),
            why=_("Who has it can sign in as anybody."),
            do=f"chmod 600 {path}",
        )


def second_steps(_looking: Looking) -> Iterator[Finding]:
    """Does the key in use open the codes that were set up?"""
    if locked := steps.not_ours():
        yield fault(
            "second_steps.locked",
            ngettext(
                "The second step of %(n)d colleague was kept under another secret key.",
                "The second steps of %(n)d colleagues were kept under another secret key.",
                locked,
            )
            % {"n": locked},
            why=_("No code of theirs opens the door, though their password is right."),
            do=_(
                "Put the secret_key file of that time back, or remove their second step: under Settings, Team, or with "
                "hafawa password-link --without-second-step."
            ),
        )


def _written(place: Path) -> str | None:
    """Why nothing can be written there; None when something can."""
    probe = place / f".doctor-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.strerror or type(error).__name__
    return None
