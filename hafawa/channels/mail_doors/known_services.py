"""Which mail services can post what they receive to us, and what has a person to do there? Read like a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Service:
    """A service: its name, where the address is pasted there, and how its signing key is called there (empty: none)."""

    key: str
    title: str
    steps: str | Promise
    key_title: str | Promise = ""


_POSTMARK = _(
    "In Postmark open your server, then its inbound stream, then Settings. Paste the address under Webhook and tick "
    "“Include raw email content in JSON payload”."
)
_MAILGUN = _(
    "In Mailgun open Receiving, make a route for the address, choose Forward and paste the address, with “/mime” left "
    "at its end. The signing key lies under Settings, Webhooks."
)
_SENDGRID = _(
    "In SendGrid open Settings, Inbound Parse, add your host, paste the address and tick “POST the raw, "
    "full MIME message”."
)
_SES = _(
    "In Amazon SES make a receipt rule with the action “Publish to Amazon SNS topic” and the encoding Base64, then "
    "subscribe the address to that topic by HTTPS. The subscription is confirmed by itself."
)
_MANDRILL = _(
    "In Mandrill open Inbound, add a route for the address and paste the address as its webhook. The key is shown "
    "beside the webhook once it is made: make it first, then enter the key here."
)
_SPARKPOST = _("In SparkPost make an inbound domain and a relay webhook, and paste the address as its target.")
_POSTAL = _(
    "In Postal make an HTTP endpoint with the address, encoding “Sent as the raw message” and format “Hash”, and a "
    "route to it. The key is the public one of the installation: `postal default-dkim-record`, the part after p=."
)
_MAILERSEND = _("In MailerSend open the domain, then Inbound, make a route and paste the address. Its secret is there.")
_MAILJET = _("In Mailjet make a Parse route and give the address as its Url.")

SERVICES = {
    service.key: service
    for service in (
        Service("postmark", "Postmark", _POSTMARK),
        Service("mailgun", "Mailgun", _MAILGUN, _("HTTP webhook signing key")),
        Service("sendgrid", "SendGrid", _SENDGRID),
        Service("ses", "Amazon SES", _SES),
        Service("mandrill", "Mandrill", _MANDRILL, _("Webhook key")),
        Service("sparkpost", "SparkPost", _SPARKPOST),
        Service("postal", "Postal", _POSTAL, _("Public key")),
        Service("mailersend", "MailerSend", _MAILERSEND, _("Inbound secret")),
        Service("mailjet", "Mailjet", _MAILJET),
    )
}
