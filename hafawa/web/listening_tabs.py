"""Which pages lie under Listening, and which is being looked at?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """All of them, in order: title, url, is_here."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    listed = [
        ("listening", _("At a glance")),
        ("themes", _("Themes")),
        ("listening_backlog", _("What to change")),
        ("listening_words", _("Our words and theirs")),
        ("listening_mentions", _("Spoken in public")),
        ("listening_learned", _("What the reader learned")),
    ]
    return [{"title": title, "url": reverse(f"web:{name}"), "is_here": name == here} for name, title in listed]
