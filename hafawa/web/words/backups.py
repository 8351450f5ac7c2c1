"""What is said about a backup: how it stands, why it failed, and what an owner must know on every page?"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.backups.models import Backup, Made, Proven
from hafawa.backups.queries import Trouble
from hafawa.web.templatetags.page import day, moment, number


def why(key: str) -> str:
    """The reason a failed backup remembers, in few words."""
    return {
        "no_room": _("the disk is full"),
        "not_writable": _("its folder cannot be written"),
        "damaged": _("its file is damaged"),
        "locked": _("its key is not here"),
        "cut_off": _("it was cut off"),
    }.get(key, _("something else went wrong"))


def tone(backup: Backup) -> str:
    """The colour of its chip."""
    if backup.state == Made.FAILED or backup.proof == Proven.FAILED:
        return "wrong"
    return "ok" if backup.proof in {Proven.RESTORED, Proven.UNCHANGED} else "accent"


def standing(backup: Backup) -> str:
    """One or two words for its chip."""
    if backup.state == Made.DONE:
        return str(Proven(backup.proof).label)
    return str(Made(backup.state).label)


def reason(backup: Backup) -> str:
    """Why it failed, as a sentence; empty where it did not."""
    if backup.state != Made.FAILED and backup.proof != Proven.FAILED:
        return ""
    return backup.error or _("It did not work: %(why)s.") % {"why": why(backup.error_key)}


def trouble(found: Trouble) -> str:
    """The banner's sentences."""
    if found.since is not None:
        words = _("No backup was made since %(date)s, though the plan asks for it. See that the worker runs.") % {
            "date": day(found.since)
        }
    else:
        words = ngettext(
            "The last backup failed: %(why)s.", "The last %(n)s backups failed: %(why)s.", found.failed
        ) % {"n": number(found.failed), "why": why(found.reason)}
    if found.proven is None or found.proven.proven_at is None:
        return " ".join([words, _("None was proven yet.")])
    last = _("Your last proven one is from %(date)s.") % {"date": moment(found.proven.begun_at)}
    return " ".join([words, last])
