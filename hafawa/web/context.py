"""What does every page need to know to draw its frame?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from hafawa.team.models import LANGUAGES, Shop
from hafawa.web.policy import Level, level_of

THEMES = ("auto", "light", "dark")


def page(request: HttpRequest) -> dict[str, Any]:
    """The shop, the places to go, the language and the theme."""
    theme = request.COOKIES.get("hafawa_theme", "auto")
    return {
        "shop": SimpleLazyObject(Shop.get),
        "places": SimpleLazyObject(lambda: _places(request)),
        "own_languages": LANGUAGES,
        "theme": theme if theme in THEMES else "auto",
        "may_act": SimpleLazyObject(lambda: level_of(request) >= Level.AGENT),
        "may_manage": SimpleLazyObject(lambda: level_of(request) >= Level.MANAGER),
    }


def _places(request: HttpRequest) -> list[dict[str, Any]]:
    listed = [
        ("today", "sun", _("Today"), reverse("web:today"), "t"),
        ("people", "people", _("People"), reverse("web:people"), "p"),
        ("imports", "tray", _("Imports"), reverse("web:imports"), "i"),
        ("results", "chart", _("Results"), reverse("web:results"), "r"),
        ("figures", "figures", _("Figures"), reverse("web:figures"), "f"),
        ("settings", "sliders", _("Settings"), reverse("web:settings"), "s"),
    ]
    here = (
        request.resolver_match.url_name.split("_")[0]
        if request.resolver_match and request.resolver_match.url_name
        else ""
    )
    home = {"person": "people", "import": "imports", "account": "settings"}.get(here, here)
    return [
        {"name": n, "icon": icon, "title": title, "url": url, "key": key, "is_here": n == home}
        for n, icon, title, url, key in listed
    ]
