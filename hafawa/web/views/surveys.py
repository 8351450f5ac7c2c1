"""Did it feel as if a person cared? Asked of a customer after closing, by a link that needs no account."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hafawa.conversations import after_closing
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.surveys import asking
from hafawa.surveys.questions import QUESTIONS, is_low
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web.policy import member, policy, posts
from hafawa.web.where import link_to


@policy(Level.ANYONE, write=Level.ANYONE)
def felt(request: HttpRequest, token: str) -> HttpResponseBase:
    """The question, in their language; only what is posted counts, and what they tap in a mail is chosen ahead."""
    now = clock.now()
    asked = asking.find(token, now=now)
    is_new = False
    if request.method == "POST":
        asked, is_new = asking.answer(token, said=request.POST.get("said", ""), text=_text(request), now=now)
        if is_new and is_low(asked.question, asked.answer):
            after_closing.wake(asked.ref, now=now)
        if is_new:
            return redirect("web:felt", token)
    question = QUESTIONS[asked.question]
    with translation.override(asked.language):
        context = {
            "asked": asked,
            "question": _(question.words),
            "answers": [(key, _(words)) for key, (words, _score) in question.answers.items()],
            "chosen": request.POST.get("said") or request.GET.get("a", ""),
            "shop": Shop.get(),
            "missing": request.method == "POST" and not asked.answered_at,
        }
        return render(request, "surveys/felt.html", context, status=422 if context["missing"] else 200)


@posts(Level.AGENT)
def survey_ask(request: HttpRequest, conversation_id: int) -> HttpResponseBase:
    """Ask about this conversation; where nothing sends the link by itself, it is shown to hand over."""
    me, now = member(request), clock.now()
    seen = Conversation.objects.visible_to(me).select_related("person")
    found = get_object_or_404(seen, id=conversation_id)
    if found.person is None or not after_closing.is_to_ask(found):
        raise asking.NotAsked(_("It is asked about once it was answered and closed. Nothing was sent."))
    asked, token = asking.ask(found.key, found.person, channel=found.channel, by=me, now=now)
    address = link_to(request, reverse("web:felt", args=[token]))
    with translation.override(asked.language):
        words = _("May we ask you one thing? Did it feel as if a person cared? One tap is enough:")
    return render(request, "surveys/asked.html", {"conversation": found, "asked": asked, "words": f"{words} {address}"})


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")[: asking.LONGEST]
