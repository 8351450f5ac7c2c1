"""Did it feel as if a person cared? Asked of a customer after closing, by a link that needs no account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from hafawa.channels.models import Sending
from hafawa.conversations import after_closing
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.kernel.text import direction
from hafawa.surveys import asking, by_itself
from hafawa.surveys.models import ByItself
from hafawa.surveys.questions import QUESTIONS, is_low
from hafawa.team.models import LANGUAGES, Shop
from hafawa.team.permissions import Level
from hafawa.web.asking_form import AskingForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import surveys as reads
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


@csrf_exempt  # mail programs post it for whoever presses their “unsubscribe” (RFC 8058); the link itself is the key
@policy(Level.ANYONE, write=Level.ANYONE)
def felt_never(request: HttpRequest, token: str) -> HttpResponseBase:
    """They do not want to be asked, or after all they do; looking changes nothing."""
    now, state = clock.now(), ""
    if request.method == "POST":
        state = "asked" if request.POST.get("back") else "never"
        asked = asking.after_all(token, now=now) if state == "asked" else asking.never(token, now=now)
    else:
        asked = asking.of(token)
    with translation.override(asked.language):
        return render(request, "surveys/never.html", {"asked": asked, "state": state, "shop": Shop.get()})


@policy(Level.MANAGER, write=Level.MANAGER)
def asking_settings(request: HttpRequest) -> HttpResponseBase:
    """Whether people are asked by mail some hours after closing, in which words, and what came of it."""
    kept, now = ByItself.get(), clock.now()
    begins = {"address": kept.address or link_to(request, ""), "after_hours": kept.after_hours, "is_on": kept.is_on}
    form = AskingForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        try:
            kept = by_itself.change(**form.cleaned_data, by=member(request), now=now)
        except by_itself.BadAddress as refused:
            form.add_error("address", refused.message)
        else:
            messages.success(
                request, _("They are asked from now on.") if kept.is_on else _("Nobody is asked by itself.")
            )
            return redirect("web:asking")
    link = (kept.address or link_to(request, "")) + by_itself.path_of("…")
    context = {
        "form": form,
        "kept": kept,
        "letters": [
            (code, name, _paragraphs(by_itself.words(first_name="", link=link, language=code)), direction(name))
            for code, name in LANGUAGES
        ],
        "felt": reads.rates(now=now),
        "can_send": Sending.objects.filter(is_paused=False).exists(),
    }
    return render(request, "settings/asking.html", context, status=422 if form.errors else 200)


def _paragraphs(text: str) -> list[list[str]]:
    return [paragraph.split("\n") for paragraph in text.split("\n\n")]


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")[: asking.LONGEST]
