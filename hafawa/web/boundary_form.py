"""What is asked of whoever proposes to keep to a boundary with somebody?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.boundaries.models import Step


class BoundaryForm(forms.Form):
    """The step, what happened, what it rests on, the words they are told, its last day."""

    step = forms.ChoiceField(label=_("What we would keep to"), choices=Step.choices)
    why = forms.CharField(
        label=_("What happened?"),
        help_text=_("What was said or done, not what somebody is."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    evidence = forms.MultipleChoiceField(
        label=_("What it rests on"), error_messages={"required": _("Choose at least one.")}
    )
    words = forms.CharField(
        label=_("What they are told"),
        help_text=_(
            "Left empty, the suggested words below are used, in their language. A note among us tells nothing."
        ),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 5, "dir": "auto"}),
    )
    expires_on = forms.DateField(
        label=_("Its last day"),
        help_text=_("Within half a year. It ends by itself; a week before, it is looked at again."),
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, *args: Any, events: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`events` are the choices of what it rests on."""
        super().__init__(*args, **kwargs)
        field = self.fields["evidence"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(events)
