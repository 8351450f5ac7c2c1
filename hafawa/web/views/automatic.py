"""Which answers go out without a hand, in which words, how often, and why the rest did not?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hafawa.channels.chat import site
from hafawa.channels.models import Sending
from hafawa.conversations.automatic import keeping, wording
from hafawa.conversations.automatic.deciding import CHANNELS, KINDS, LANGUAGES
from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.kernel import clock
from hafawa.kernel.text import direction
from hafawa.team.models import LANGUAGES as OWN_NAMES
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.words import automatic as words

SHOWN = 50
LEAST = 20  # answers of people before a mean is shown


@policy(Level.MANAGER)
def automatic(request: HttpRequest) -> HttpResponseBase:
    """The rules, and what became of the last messages."""
    return _page(request)


@posts(Level.MANAGER)
def automatic_keep(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Switch one on or off, and keep its words."""
    if kind not in KINDS:
        raise Http404
    own = {lang: request.POST.get(f"words_{lang}", "") for lang in LANGUAGES}
    on = [channel for channel in CHANNELS if f"on_{channel}" in request.POST]
    try:
        rule = keeping.change(kind, on=on, words=own, by=member(request), now=clock.now())
    except wording.WrongWords as refused:
        return _page(request, wrong=kind, said=own, error=refused.message)
    messages.success(request, _("It answers from now on.") if rule.is_on else _("It answers nothing."))
    return redirect("web:automatic")


def _page(
    request: HttpRequest, *, wrong: str = "", said: dict[str, str] | None = None, error: str = ""
) -> HttpResponseBase:
    now = clock.now()
    decided = Decision.objects.visible_to(member(request)).select_related("event__person").order_by("-at")
    context: dict[str, Any] = {
        "rules": [_rule(r, said=said, error=error) if r.kind == wrong else _rule(r) for r in keeping.rules()],
        "told": keeping.told(now=now),
        "least": LEAST,
        "decided": [_decided(d) for d in decided[:SHOWN]],
        "can_send": Sending.objects.filter(is_paused=False).exists(),
        "has_chat": site.is_on(),
    }
    return render(request, "settings/automatic.html", context, status=422 if error else 200)


def _rule(rule: Rule, *, said: dict[str, str] | None = None, error: str = "") -> dict[str, Any]:
    title, meaning = words.KINDS[rule.kind]
    fields = []
    for lang, own_name in OWN_NAMES:
        ours = wording.OURS[rule.kind][lang]
        text = said[lang] if said else rule.words.get(lang, "") or ours
        fields.append({"language": lang, "title": own_name, "text": text, "direction": direction(ours)})
    names = [(name, words.NAMES[name]) for name in wording.NAMES[rule.kind]]
    on = rule.channels if rule.is_on else []
    places = [(channel, words.CHANNELS[channel], channel in on) for channel in CHANNELS]
    return {
        "rule": rule,
        "places": places,
        "title": title,
        "meaning": meaning,
        "fields": fields,
        "names": names,
        "error": error,
    }


def _decided(found: Decision) -> dict[str, Any]:
    return {
        "one": found,
        "title": words.KINDS[found.kind][0] if found.kind else "",
        "why": [words.WHYS.get(name, name) for name in found.why],
    }
