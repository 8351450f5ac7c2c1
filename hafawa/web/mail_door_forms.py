"""What is asked when a mail service is to hand us mail, or a mailbox is to open without a password?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.channels.mailbox import providers
from hafawa.channels.mailbox.oauth import Application
from hafawa.kernel import safe_fetch
from hafawa.web.mailbox_forms import BACK

_LTR = {"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
_KINDS = [(service.key, service.title) for service in SERVICES.values()]


class MailDoorForm(forms.Form):
    """Which service, and for which address."""

    kind = forms.ChoiceField(label=_("Mail service"), choices=_KINDS)
    address = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs=_LTR),
        help_text=_("The one customers write to, and whose mail the service receives."),
    )


class KeyForm(forms.Form):
    """The key a service signs with."""

    key = forms.CharField(max_length=2000, widget=forms.PasswordInput(attrs=_LTR), label=_("Key"))


class LeaveForm(forms.Form):
    """A mailbox whose provider is asked for leave: the address, and the owner's application there."""

    provider = forms.ChoiceField(
        label=_("Provider"),
        choices=[
            (providers.GOOGLE, "Google"),
            (providers.MICROSOFT, "Microsoft"),
            (providers.OTHER, _("Another, that speaks OAuth 2")),
        ],
    )
    address = forms.EmailField(label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs=_LTR))
    client_id = forms.CharField(label=_("Client id"), max_length=300, widget=forms.TextInput(attrs=_LTR))
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=1000,
        required=False,
        widget=forms.PasswordInput(attrs=_LTR),
        help_text=_("It is kept encrypted."),
    )
    back = forms.ChoiceField(label=_("How far back?"), choices=BACK, initial="90", required=False)
    tenant = forms.CharField(
        label=_("Microsoft: directory (tenant)"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
        help_text=_("Left empty, any account may sign in."),
    )
    authorize_url = forms.CharField(
        label=_("Another: address where leave is given"), max_length=2000, required=False,
        widget=forms.URLInput(attrs=_LTR),
    )  # fmt: skip
    token_url = forms.CharField(
        label=_("Another: address where keys are fetched"), max_length=2000, required=False,
        widget=forms.URLInput(attrs=_LTR),
    )  # fmt: skip
    scope = forms.CharField(
        label=_("Another: scope"), max_length=500, required=False, widget=forms.TextInput(attrs=_LTR)
    )
    host = forms.CharField(
        label=_("Mail server (IMAP)"),
        max_length=253,
        required=False,
        widget=forms.TextInput(attrs=_LTR),
        help_text=_("Left empty, it is the provider's."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, required=False)

    def clean(self) -> dict[str, Any]:
        """Another provider says its addresses, which are looked at before anything is sent there."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("provider") == providers.OTHER:
            for name in ("authorize_url", "token_url", "host"):
                if not said.get(name):
                    self.add_error(name, _("It is needed for another provider."))
            for name in ("authorize_url", "token_url"):
                self._check(name, said.get(name, ""))
        return said

    def clean_tenant(self) -> str:
        """A name or number of an organisation."""
        tenant = str(self.cleaned_data["tenant"]).strip()
        try:
            providers.of(providers.MICROSOFT, tenant=tenant)
        except providers.NoTenant as error:
            raise ValidationError(_("Only the name or number of the directory.")) from error
        return tenant

    def application(self) -> Application:
        """The application that was typed in."""
        said = self.cleaned_data
        more = {name: said[name] for name in ("tenant", "authorize_url", "token_url", "scope")}
        provider = providers.of(said["provider"], **more)
        return Application(provider, said["tenant"], said["client_id"].strip(), said["client_secret"].strip())

    def _check(self, name: str, url: str) -> None:
        try:
            if url:
                safe_fetch.check(url)
        except safe_fetch.NotFetched as refused:
            self.add_error(name, refused.message)
