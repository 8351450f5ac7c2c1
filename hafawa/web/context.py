"""What does every page need to know to draw its frame?"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from hafawa.backups import queries
from hafawa.channels.mailbox import fetching
from hafawa.conversations.composing import mentioning
from hafawa.kernel import clock
from hafawa.team.models import LANGUAGES, Shop
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.policy import level_of, member
from hafawa.web.tabs import groups
from hafawa.web.words import backups as backup_words
from hafawa.webhooks.models import Endpoint

_HOME = {
    "person": "people", "reading": "listening", "import": "imports", "theme": "listening", "themes": "listening",
    "call": "calls",
}  # fmt: skip
THEMES = ("auto", "light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """The shop, the places to go, the language and the theme; of the database one look, and only where it is drawn."""
    shop = SimpleLazyObject(lambda: _shop(request))
    theme = request.COOKIES.get("hafawa_theme", "auto")
    return {
        "shop": shop,
        "places": SimpleLazyObject(lambda: _places(request)),
        "settings_groups": SimpleLazyObject(lambda: groups(request)),
        "own_languages": LANGUAGES,
        "theme": theme if theme in THEMES else "auto",
        "may_act": SimpleLazyObject(lambda: level_of(request) >= Level.AGENT),
        "may_own": SimpleLazyObject(lambda: level_of(request) >= Level.OWNER),
        "may_manage": SimpleLazyObject(lambda: level_of(request) >= Level.MANAGER),
        "backup_trouble": SimpleLazyObject(lambda: _backup_trouble(shop)),
        "live_after": SimpleLazyObject(lambda: _newest(shop)),
        "mail_unread": SimpleLazyObject(lambda: _mail_unread(shop)),
        "named_in_notes": SimpleLazyObject(lambda: getattr(shop, "n_named", None) or 0),
        "webhooks_stopped": SimpleLazyObject(lambda: _webhooks_stopped(shop)),
    }


def _shop(request: HttpRequest) -> Any:
    """The shop with the signs of trouble every page tells them of: one statement, and right in every process."""
    newest = Event.objects.order_by("-id").values("id")[:1]
    asked: dict[str, Any] = {"newest_event_id": Subquery(newest)} | _named(request)
    if level_of(request) >= Level.MANAGER:
        asked["is_one_stopped"] = Exists(Endpoint.objects.filter(stopped_why__in=["failing", "gone"]))
        asked["is_mail_unread"] = Exists(fetching.unread(now=clock.now()))
    if level_of(request) >= Level.OWNER:
        asked |= queries.signs()
    return Shop.objects.annotate(**asked).filter(id=1).first() or Shop.get()


def _backup_trouble(shop: Any) -> str:
    """What an owner must know of the backups on every page; empty for others, and when all is well."""
    if not hasattr(shop, "backup_often"):
        return ""
    found = queries.trouble(now=clock.now(), seen=shop)
    return backup_words.trouble(found) if found else ""


def _newest(shop: Any) -> int:
    """The last event when the page was drawn: what comes after it, the page hears of (`<live-stream>`)."""
    return getattr(shop, "newest_event_id", None) or 0


def _mail_unread(shop: Any) -> bool:
    """Whether a mailbox is not read, and only a person can help, or it has lasted."""
    return bool(getattr(shop, "is_mail_unread", False))


def _webhooks_stopped(shop: Any) -> bool:
    """Whether somebody outside is told nothing any more, and no person stopped it."""
    return bool(getattr(shop, "is_one_stopped", False))


def _named(request: HttpRequest) -> dict[str, Any]:
    """In how many notes they were named and have not looked; for those who read notes."""
    if level_of(request) < Level.AGENT:
        return {}
    mine = mentioning.unseen(member(request)).order_by().values("user").annotate(n=Count("id"))
    return {"n_named": Subquery(mine.values("n"))}


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    may_manage = level_of(request) >= Level.MANAGER
    listed = [
        ("today", "sun", _("Today"), reverse("web:today"), "t"),
        ("inbox", "mail", _("Inbox"), reverse("web:inbox"), "i"),
        ("people", "people", _("People"), reverse("web:people"), "p"),
        ("calls", "phone", _("Calls"), reverse("web:calls"), "c"),
        ("listening", "speak", _("Listening"), reverse("web:listening"), "l"),
        ("imports", "tray", _("Imports"), reverse("web:imports"), "m"),
        ("results", "chart", _("Results"), reverse("web:results"), "r"),
        ("figures", "figures", _("Figures"), reverse("web:figures"), "f"),
        ("settings", "sliders", _("Settings"), reverse("web:settings" if may_manage else "web:account"), "s"),
    ]
    here = (
        request.resolver_match.url_name.split("_")[0]
        if request.resolver_match and request.resolver_match.url_name
        else ""
    )
    home = "settings" if any(group.is_here for group in groups(request)) else _HOME.get(here, here)
    return [
        {"name": n, "icon": icon, "title": title, "url": url, "key": key, "is_here": n == home}
        for n, icon, title, url, key in listed
        if n != "imports" or may_manage
    ]
