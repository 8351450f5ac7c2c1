"""What is asked when mail is to be sent from a mailbox?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.channels.models import Mailbox, Sending
from hafawa.channels.outbox import guessing, providers
from hafawa.channels.outbox.accounts import Setup

_LTR = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
_SECURITY = [("tls", _("TLS (usually port 465)")), ("starttls", _("STARTTLS (usually port 587)"))]
_BREAKS = set("\r\n\x00")


class SendingForm(forms.Form):
    """Through the provider's own server, or a mail service with a key; what is left empty is as for reading."""

    service = forms.ChoiceField(
        label=_("Through"),
        help_text=_("A mail service sends for the shop's domain; its key stands in its own settings."),
    )
    host = forms.CharField(
        label=_("Mail server (SMTP)"),
        max_length=253,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
        help_text=_("Left empty, it is guessed. Of a mail service it is known."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, required=False)
    security = forms.ChoiceField(label=_("Encryption"), choices=_SECURITY, required=False)
    username = forms.CharField(
        label=_("Sign-in name, if it is not the one for reading"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
    )
    password = forms.CharField(
        label=_("Password or key, if it is not the one for reading"),
        max_length=1000,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("It is kept encrypted. Left empty, the one for reading is used."),
    )
    name = forms.CharField(
        label=_("Name beside the address"),
        max_length=100,
        required=False,
        help_text=_("Whom they see it is from. Left empty, it is the shop's name."),
    )
    keeps_copies = forms.BooleanField(
        label=_("Lay a copy into the Sent folder"),
        required=False,
        help_text=_("Some providers (Gmail, Outlook) do so themselves; then leave it off."),
    )

    def __init__(self, mailbox: Mailbox, data: Any = None) -> None:
        self.mailbox = mailbox
        super().__init__(data, initial=_initial(mailbox), prefix="sending")
        own = [(providers.SMTP, _("The provider's own server (SMTP)"))]
        self.fields["service"].choices = own + [(s.key, s.title) for s in providers.SERVICES.values()]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """It stands in a header."""
        name = str(self.cleaned_data["name"])
        if _BREAKS & set(name):
            raise ValidationError(_("A name is one line."))
        return name

    def clean_host(self) -> str:
        """No address of a page, no spaces."""
        host = str(self.cleaned_data["host"]).strip().lower()
        if any(c in host for c in "/@ \\") or host.endswith(":"):
            raise ValidationError(_("Only the name of the server, for instance smtp.example.com."))
        return host

    def clean(self) -> dict[str, Any]:
        """A service wants its key, and some a name."""
        said = super().clean() or {}
        service = providers.SERVICES.get(said.get("service", ""))
        if service and not said.get("password"):
            self.add_error("password", ValidationError(_("Paste the key the service gave you.")))
        if service and service.asks_username and not said.get("username"):
            self.add_error("username", ValidationError(_("This service wants the name it gave you beside the key.")))
        return said

    def setup(self) -> Setup:
        """What was said, and what is known or guessed of the rest."""
        said = self.cleaned_data
        if service := providers.SERVICES.get(said["service"]):
            host, port = said["host"] or service.host, said["port"] or service.port
            security = "starttls" if port != 465 else "tls"
            username = providers.username(service, typed=said["username"], key=said["password"])
        else:
            place = guessing.places(self.mailbox.host)[0]
            security = said["security"] or (place.security if not said["host"] else "tls")
            usual = place.port if not said["host"] else 587 if security == "starttls" else 465
            host, port, username = said["host"] or place.host, said["port"] or usual, said["username"]
        return Setup(
            host=host, port=port, security=security, username=username, password=said["password"],
            service=said["service"], name=said["name"], keeps_copies=said["keeps_copies"],
        )  # fmt: skip


def _initial(mailbox: Mailbox) -> dict[str, Any]:
    sending = Sending.objects.filter(mailbox=mailbox).first()
    if sending is None:
        place = guessing.places(mailbox.host)[0]
        copies = not guessing.copies_itself(mailbox.host)
        return {"service": providers.SMTP, "keeps_copies": copies, "security": place.security}
    named = ("service", "host", "port", "security", "username", "name", "keeps_copies")
    return {name: getattr(sending, name) for name in named}
