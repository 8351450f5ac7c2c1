"""What does an owner say of the language model that may be asked?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import safe_fetch
from hafawa.listening.assistants.actions import Settings
from hafawa.listening.assistants.models import Assistant, Where, WireName

MILLION = 1_000_000
_DEAREST = Decimal(1_000_000)


def _money(label: Any, help_text: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=_DEAREST, max_digits=13, decimal_places=6, help_text=help_text
    )


class AssistantForm(forms.Form):
    """Where it is, how it is talked to, and how much it may cost."""

    where = forms.ChoiceField(
        label=_("Where does it run?"), choices=Where.choices,
        help_text=_(
            "On a machine of our own: its host has to stand in HAFAWA_FETCH_ALLOW. At a company: only messages of "
            "people who said yes to it are given."
        ),
    )  # fmt: skip
    wire = forms.ChoiceField(label=_("How is it talked to?"), choices=WireName.choices)
    url = forms.CharField(
        label=_("Its address"), max_length=2000, widget=forms.URLInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("The part before /chat/completions or /v1/messages."),
    )  # fmt: skip
    model = forms.CharField(
        label=_("Name of the model"), max_length=200,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    key = forms.CharField(
        label=_("Its key"), required=False, max_length=1000,
        widget=forms.PasswordInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("Kept encrypted and never shown again. Empty leaves the one there is."),
    )  # fmt: skip
    drops_key = forms.BooleanField(label=_("Forget the key there is"), required=False)
    seconds = forms.IntegerField(label=_("Seconds to wait for an answer"), min_value=1, max_value=60)
    tokens_a_day = forms.IntegerField(label=_("Tokens a day at most"), min_value=0, max_value=1_000_000_000)
    money_a_day = _money(_("Money a day at most"), _("In the shop's currency."))
    price_in = _money(_("Price of a million tokens sent"), _("0 where it costs nothing."))
    price_out = _money(_("Price of a million tokens answered"))

    def clean(self) -> dict[str, Any]:
        """What can be known without asking it: that its host is ours, or that it is not."""
        said = super().clean() or {}
        url, where = str(said.get("url", "")).strip(), said.get("where")
        if url and where:
            try:
                target = safe_fetch.check(url)
            except safe_fetch.NotFetched as refused:
                self.add_error("url", refused.message)
                return said
            is_ours = safe_fetch.is_allowed(target.host, target.port)
            if where == Where.LOCAL and not is_ours:
                self.add_error("url", _("This host does not stand in HAFAWA_FETCH_ALLOW, so it is none of ours."))
            if where == Where.HOSTED and is_ours:
                self.add_error("url", _("This host is named as one of ours. Choose that it runs on our own machine."))
            if where == Where.HOSTED and target.scheme != "https":
                self.add_error("url", _("What leaves the house goes by https only."))
        return said

    def settings(self) -> Settings:
        """What was said, as it is kept."""
        said = self.cleaned_data
        return Settings(
            where=said["where"],
            wire=said["wire"],
            url=said["url"].strip().rstrip("/"),
            model=said["model"].strip(),
            key=said["key"].strip(),
            drops_key=said["drops_key"],
            seconds=said["seconds"],
            tokens_a_day=said["tokens_a_day"],
            micros_a_day=_micros(said["money_a_day"]),
            micros_per_million_in=_micros(said["price_in"]),
            micros_per_million_out=_micros(said["price_out"]),
        )


def initial(kept: Assistant) -> dict[str, Any]:
    """What the form shows at first; never the key."""
    return {
        "where": kept.where,
        "wire": kept.wire,
        "url": kept.url,
        "model": kept.model,
        "seconds": kept.seconds,
        "tokens_a_day": kept.tokens_a_day,
        "money_a_day": plain(kept.micros_a_day),
        "price_in": plain(kept.micros_per_million_in),
        "price_out": plain(kept.micros_per_million_out),
    }


def plain(micros: int) -> Decimal:
    """Millionths as a number of currency units, without needless zeros."""
    number = (Decimal(micros) / MILLION).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral() else number


def _micros(money: Decimal) -> int:
    return int(money * MILLION)
