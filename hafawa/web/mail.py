"""How does a link reach somebody by mail? A short letter in their language; it holds nothing of a customer."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from hafawa.team.models import Shop, User


def send_link(kind: str, *, email: str, address: str) -> None:
    """Send the link `address`, an invitation (`invited`) or for a new password (`reset`), to `email`."""
    user = User.objects.filter(email=email).first()
    shop = Shop.get()
    with translation.override(user.language if user else shop.language):
        subject = _("You are invited to Hafawa") if kind == "invited" else _("A new password for Hafawa")
        context = {"kind": kind, "address": address, "shop": shop.name or "Hafawa"}
        text = render_to_string("mail/link.txt", context)
        letter = EmailMultiAlternatives(subject, text, to=[email])
        letter.attach_alternative(render_to_string("mail/link.html", context), "text/html")
    letter.send()
