"""What are pages made of? Each piece in both directions, three languages, two themes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import clock
from hafawa.team.permissions import Level
from hafawa.web.policy import policy
from hafawa.web.words.story import Item

#: Real words in three scripts, mixed as they are in life.
SAMPLES: dict[str, dict[str, Any]] = {
    "en": {
        "direction": "ltr",
        "name": "Margaret O’Brien",
        "text": "The kettle is lovely, thank you. Order HF-2041 came a day early!",
    },
    "ar": {
        "direction": "rtl",
        "name": "ليلى حدّاد",
        "text": "وصل iPhone متأخراً، ورقمي \u2066+995 555 12-34-56\u2069. أين الطلب HF-2041؟",
    },
    "ka": {
        "direction": "ltr",
        "name": "გიორგი ბერიძე",
        "text": "ძალიან მომეწონა, მადლობა! შეკვეთა HF-2041 დროულად მოვიდა.",
    },
}
THEMES = ("light", "dark")
ACTIONS = ("answer", "make_right", "call", "thank", "celebrate", "check_in", "reward", "ask")


class _Example(forms.Form):
    """One of each sort of field, one with an error."""

    name = forms.CharField(label=_("Your name"), help_text=_("As you write it."))
    language = forms.ChoiceField(label=_("Language"), choices=[("en", "English"), ("ar", "العربية"), ("ka", "ქართული")])
    amount = forms.IntegerField(label=_("Minutes a day for customers"))


@policy(Level.VIEWER)
def patterns(request: HttpRequest) -> HttpResponse:
    """All pieces; `?language=` and `?theme=` narrow it to one."""
    languages = [c for c in SAMPLES if request.GET.get("language") in (None, "", c)]
    themes = [t for t in THEMES if request.GET.get("theme") in (None, "", t)]
    shown = [_sample(code, theme) for code in languages for theme in themes]
    return render(request, "patterns/patterns.html", {"shown": shown, "actions": ACTIONS})


def _sample(code: str, theme: str) -> dict[str, Any]:
    sample = SAMPLES[code]
    prefix = f"{code}-{theme}"
    answers = {"name": sample["name"], "language": code, "amount": "?"}
    form = _Example({f"{prefix}-{name}": value for name, value in answers.items()}, prefix=prefix)
    item = Item(
        id=0,
        kind="message.received",
        icon="mail",
        tone="thank",
        side="them",
        title=sample["name"],
        text=sample["text"],
        text_direction=sample["direction"],
        text_language=code,
        chips=(),
        is_read=False,
        at=clock.now(),
        source="",
        is_evidence=False,
    )
    return {"code": code, "theme": theme, "form": form, "item": item, "key": f"{code}-{theme}"} | sample
