"""How is the bubble set up: where it may stand, what it says, with which secret the shop vouches for somebody?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels.chat import identity
from hafawa.channels.models import ChatSite
from hafawa.kernel import sealed
from hafawa.kernel.errors import Refused
from hafawa.team import audit
from hafawa.team.models import LANGUAGES, User

OVERLAP = timedelta(hours=24)
ORIGINS_MOST = 30
WORDS_MOST = 500
PURPOSE = "chat"
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*|\[[0-9a-f:.]+\]")


class NotAnOrigin(Refused):
    """It is no address of a site."""


class NoPlace(Refused):
    """It is to be on, and stands nowhere."""


def origin_of(typed: str) -> str:
    """The origin (`https://shop.example`) of what somebody typed. Raises NotAnOrigin; http only on this machine."""
    text = typed.strip().lower()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or ""), parts.port
        host = f"[{host}]" if ":" in host else host.encode("idna").decode() if host else ""
    except (ValueError, UnicodeError):
        raise _no_origin(typed) from None
    is_here = host in {"localhost", "127.0.0.1", "[::1]"}
    if (
        not _HOST.fullmatch(host)
        or parts.username
        or not (parts.scheme == "https" or (parts.scheme == "http" and is_here))
    ):
        raise _no_origin(typed)
    usual = port is None or (parts.scheme, port) in {("https", 443), ("http", 80)}
    return f"{parts.scheme}://{host}" + ("" if usual else f":{port}")


def origins_of(lines: str) -> list[str]:
    """The origins in `lines`, each once, in order. Raises NotAnOrigin."""
    found = list(dict.fromkeys(origin_of(word) for word in re.split(r"[\s,]+", lines) if word))
    if len(found) > ORIGINS_MOST:
        raise NotAnOrigin(
            _("At most %(most)d sites can have the bubble. Nothing was changed.") % {"most": ORIGINS_MOST}
        )
    return found


def change(
    *,
    is_on: bool,
    origins: Iterable[str],
    greetings: Mapping[str, str],
    away_words: Mapping[str, str],
    takes_files: bool,
    by: User | None,
    now: datetime,
) -> ChatSite:
    """Keep the settings. Raises NoPlace where it is on and may stand nowhere."""
    places = list(origins)
    if is_on and not places:
        raise NoPlace(_("Say on which site the bubble stands before you turn it on. Nothing was changed."))
    with transaction.atomic():
        site = _held()
        site.is_on, site.origins, site.takes_files = is_on, places, takes_files
        site.greetings, site.away_words = _kept(greetings), _kept(away_words)
        site.changed_at = now
        site.save()
        audit.note(by=by, what="chat.changed", about="chat:site", facts={"is_on": is_on}, now=now)
    return site


def new_secret(*, by: User | None, now: datetime) -> str:
    """A new secret, shown this once; the one before holds for another day, older ones end at once."""
    secret = identity.new_secret()
    with transaction.atomic():
        site = _held()
        if site.sealed_secret:
            site.sealed_before, site.before_until = site.sealed_secret, now + OVERLAP
        site.sealed_secret = sealed.seal(secret, purpose=PURPOSE)
        site.changed_at = now
        site.save()
        audit.note(by=by, what="chat.secret_changed", about="chat:site", now=now)
    return secret


def is_on() -> bool:
    """Whether the bubble is there at all."""
    return ChatSite.objects.filter(id=1, is_on=True).exists()


def keys(site: ChatSite, *, now: datetime) -> list[str]:
    """The secrets that hold now; one that cannot be read any more holds no longer."""
    kept = [site.sealed_secret]
    if site.before_until and site.before_until > now:
        kept.append(site.sealed_before)
    return [key for key in map(_opened, kept) if key]


def _opened(kept: str) -> str:
    try:
        return sealed.opened(kept, purpose=PURPOSE)
    except sealed.CannotOpen:
        return ""


def _held() -> ChatSite:
    ChatSite.objects.get_or_create(id=1)
    return ChatSite.objects.select_for_update().get(id=1)


def _kept(words: Mapping[str, str]) -> dict[str, str]:
    return {code: text for code, _name in LANGUAGES if (text := words.get(code, "").strip()[:WORDS_MOST])}


def _no_origin(typed: str) -> NotAnOrigin:
    return NotAnOrigin(
        _("“%(typed)s” is not the address of a site. Write it as https://shop.example. Nothing was changed.")
        % {"typed": typed[:100]}
    )
