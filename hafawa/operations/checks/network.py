"""Is Hafawa found under the right names, at its port, by the right clock?"""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.operations import listeners
from hafawa.operations.findings import Finding, Looking, fault, warning
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

_HERE = {"localhost", "127.0.0.1", "::1"}
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)  # this was written after it
_AHEAD = timedelta(hours=1)


def addresses(_looking: Looking) -> Iterator[Finding]:
    """Do host names and https fit each other?"""
    names = settings.HAFAWA_HOSTNAMES
    if wrong := [name for name in names if "/" in name or ":" in name or "*" in name]:
        yield fault(
            "addresses.name",
            _("HAFAWA_HOSTNAMES holds “%(name)s”, which is not a host name.") % {"name": wrong[0]},
            why=_("Browsers that come under the real name are turned away."),
            do="HAFAWA_HOSTNAMES=crm.example.com",
        )
    if settings.HAFAWA_HTTPS and not names:
        yield fault(
            "addresses.none",
            _("https is switched on, but no host name is set."),
            why=_("Whoever comes through the reverse proxy is turned away."),
            do="HAFAWA_HOSTNAMES=crm.example.com",
        )
    if not settings.HAFAWA_HTTPS and (names or settings.HAFAWA_HOST not in _HERE):
        yield warning(
            "addresses.plain",
            _("Other machines may reach Hafawa, and https is switched off."),
            why=_("Passwords and customers' words travel so that anyone on the way can read them."),
            do=_("Put a reverse proxy with https before it (docs/deploy.md) and set HAFAWA_HTTPS=yes"),
        )


def port(_looking: Looking) -> Iterator[Finding]:
    """Free, or ours; where another programme has it, which one?"""
    host, number = settings.HAFAWA_HOST, settings.HAFAWA_PORT
    if _is_free(host, number) or _is_hafawa(host, number):
        return
    yield fault(
        "port.taken",
        _("Port %(port)d is taken by another programme: %(who)s.")
        % {"port": number, "who": listeners.who_listens(number) or _("which one cannot be seen by this user")},
        why=_("Hafawa cannot serve its pages there."),
        do=_("Stop that programme, or choose another port: HAFAWA_PORT=%(port)d") % {"port": number + 1},
    )


def clock_and_zone(_looking: Looking) -> Iterator[Finding]:
    """Does the clock go right, as far as can be seen from within, and is the shop's zone known?"""
    now = clock.now()
    newest = Event.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    if now < _EARLIEST or (newest is not None and newest > now + _AHEAD):
        yield fault(
            "clock.wrong",
            _("The clock says %(now)s, which is before what has been recorded already.")
            % {"now": now.strftime("%Y-%m-%d %H:%M UTC")},
            why=_("Who is due for what is judged by the clock."),
            do="timedatectl set-ntp true",
        )
    shop = Shop.objects.filter(id=1).first()
    if shop is not None and shop.set_up_at is not None and not _is_zone(shop.time_zone):
        yield fault(
            "clock.zone",
            _("The shop's time zone “%(zone)s” is not known on this machine.") % {"zone": shop.time_zone},
            why=_("Days, opening hours and promises cannot be reckoned."),
            do=_("Choose it again under Settings, or install the package tzdata."),
        )
    elif shop is not None and shop.set_up_at is not None and shop.time_zone == "UTC":
        yield warning(
            "clock.utc",
            _("The shop's time zone was never chosen: it is UTC."),
            why=_("Days begin and promises end at the wrong hour, unless the shop lies there."),
            do=_("Choose the shop's own under Settings; where UTC is right, choose Africa/Abidjan or the like."),
        )


def _is_free(host: str, number: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.create_server((host, number), family=family):
            return True
    except OSError:
        return False


def _is_hafawa(host: str, number: int) -> bool:
    """Whether what listens answers as we do."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(here, number, timeout=3)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().read(8) == b"ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True
