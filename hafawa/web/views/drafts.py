"""What may be looked at again in what is being written?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hafawa.kernel import clock
from hafawa.playbooks.models import Suggestion
from hafawa.team.permissions import Level
from hafawa.web.policy import member, posts
from hafawa.web.reads import drafts

LONGEST = 20_000


@posts(Level.AGENT)
def card_remarks(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """The remarks on the words of a card, as a piece of the page; nothing is kept."""
    to = member(request)
    suggestion = get_object_or_404(Suggestion.objects.visible_to(to).select_related("person"), id=suggestion_id)
    text = request.POST.get("words", "").replace("\r\n", "\n")[:LONGEST]
    channel = request.POST.get("channel", "")[:30]
    shown = drafts.remarks(text, suggestion, channel=channel, to=to, now=clock.now())
    return render(request, "today/remarks.html", {"remarks": shown, "field": f"words-{suggestion_id}"})
