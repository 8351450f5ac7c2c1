"""What is asked when a mailbox is connected?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.channels.mailbox.connecting import Account
from hafawa.channels.mailbox.guessing import guess
from hafawa.channels.models import Security

BACK = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year")), ("", _("To the first message"))]
_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "off", "dir": "ltr"})


class MailboxForm(forms.Form):
    """An address and a password are enough; the server is guessed, and may be said."""

    address = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        help_text=_("The one customers write to."),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=_PASSWORD,
        help_text=_("Many providers want one made for programs (an “app password”). It is kept encrypted."),
    )
    back = forms.ChoiceField(
        label=_("How far back?"),
        choices=BACK,
        initial="90",
        required=False,
        help_text=_("Of what is older nothing is read."),
    )
    host = forms.CharField(
        label=_("Mail server (IMAP)"),
        max_length=253,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Left empty, it is guessed from the address."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, required=False)
    security = forms.ChoiceField(label=_("Encryption"), choices=Security.choices, required=False)
    username = forms.CharField(
        label=_("Sign-in name, if it is not the address"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_host(self) -> str:
        """No address of a page, no spaces."""
        host = str(self.cleaned_data["host"]).strip().lower()
        if any(c in host for c in "/@ \\") or host.endswith(":"):
            raise ValidationError(_("Only the name of the server, for instance imap.example.com."))
        return host

    def account(self) -> Account:
        """What was said, and what was guessed of the rest."""
        said: dict[str, Any] = self.cleaned_data
        guessed = guess(said["address"])
        security = said["security"] or Security.TLS
        usual = 143 if security == Security.STARTTLS else guessed.port
        return Account(
            host=said["host"] or guessed.host,
            port=said["port"] or usual,
            security=security,
            username=said["username"] or said["address"],
            password=said["password"],
        )

    def since(self, *, today: date) -> date | None:
        """The day from which on it is read; None from the start."""
        back = self.cleaned_data["back"]
        return today - timedelta(days=int(back)) if back else None


class PasswordForm(forms.Form):
    """Another password for a mailbox."""

    password = forms.CharField(label=_("New password"), max_length=1000, strip=False, widget=_PASSWORD)
