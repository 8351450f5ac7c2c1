"""Which pages lie under Listening, and which is being looked at?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """All of them, in order: title, url, is_here, which is said of the pages below one, too."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    listed = [
        (("listening", "listening_messages"), _("At a glance")),
        (("themes",), _("Themes")),
        (("listening_backlog", "listening_demand"), _("What to change")),
        (("listening_words",), _("Our words and theirs")),
        (("listening_mentions",), _("Spoken in public")),
        (("listening_learned",), _("What the reader learned")),
    ]
    return [{"title": title, "url": reverse(f"web:{names[0]}"), "is_here": here in names} for names, title in listed]
