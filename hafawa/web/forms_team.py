"""What may be typed about the team, links and passwords, and what is said when it cannot be taken?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.team.models import LANGUAGES, Role, User
from hafawa.team.permissions import Level, level_of

_NEW = {"autocomplete": "new-password", "dir": "ltr"}


class JoinForm(forms.Form):
    """Who was invited."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least 10 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(_NEW, render_value=True),
    )
    language = forms.ChoiceField(label=_("Your language"), choices=LANGUAGES)


class NewPasswordForm(forms.Form):
    """A password for one who has a link."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(_NEW),
    )


class ForgottenForm(forms.Form):
    """To which address a link is sent."""

    email = forms.EmailField(
        label=_("Email address"), widget=forms.EmailInput({"autocomplete": "username", "dir": "ltr"})
    )


class PasswordForm(forms.Form):
    """A new password in place of the present one."""

    present = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput({"autocomplete": "current-password", "dir": "ltr"})
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters. Other browsers are signed out."),
        widget=forms.PasswordInput(_NEW),
    )


class InviteForm(forms.Form):
    """Whom to invite as what; only what `by` may give is offered."""

    email = forms.EmailField(label=_("Their email address"), widget=forms.EmailInput({"dir": "ltr"}))
    role = forms.ChoiceField(label=_("What they may do"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = roles_of(by)
            field.initial = Role.AGENT


def roles_of(by: User) -> list[tuple[str, str]]:
    """The roles `by` may give, with their names."""
    may = set(Role) if level_of(by) >= Level.OWNER else {Role.AGENT, Role.VIEWER}
    return [(str(r), str(r.label)) for r in Role if r in may]


class SecondStepForm(forms.Form):
    """From whom a second step is asked."""

    roles = forms.MultipleChoiceField(
        label=_("These must set up a second step before they can work"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AuditForm(forms.Form):
    """Which entries to show; anything that makes no sense is passed over."""

    who = forms.IntegerField(required=False, min_value=1, max_value=10**18)
    what = forms.CharField(max_length=60, required=False)
