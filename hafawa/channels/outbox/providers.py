"""Which mail services send for others, and what has to be typed of each? Pure.

All are spoken to by SMTP: what they take is the message's own bytes, with its own Message-ID, and one way out has one
kind of certainty (ADR 0018). Hosts and sign-in: the services' own help pages, November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

SMTP = "smtp"


@dataclass(frozen=True)
class Service:
    """`username` is what all of its customers sign in with; "" asks for one, "=" is the key itself."""

    key: str
    title: str
    host: str
    username: str
    keeps_copies: bool = True
    port: int = 465

    @property
    def asks_username(self) -> bool:
        """Whether a name of one's own is needed beside the key."""
        return not self.username


SERVICES = {
    one.key: one
    for one in (
        Service("postmark", "Postmark", "smtp.postmarkapp.com", "=", port=587),
        Service("sendgrid", "SendGrid", "smtp.sendgrid.net", "apikey"),
        Service("mailgun", "Mailgun", "smtp.mailgun.org", ""),
        Service("mailgun_eu", "Mailgun (EU)", "smtp.eu.mailgun.org", ""),
        Service("ses", "Amazon SES", "email-smtp.eu-west-1.amazonaws.com", ""),
        Service("brevo", "Brevo", "smtp-relay.brevo.com", "", port=587),
        Service("mailjet", "Mailjet", "in-v3.mailjet.com", ""),
        Service("resend", "Resend", "smtp.resend.com", "resend"),
        Service("mailersend", "MailerSend", "smtp.mailersend.net", "", port=587),
        Service("sparkpost", "SparkPost", "smtp.sparkpostmail.com", "SMTP_Injection", port=587),
    )
}


def username(service: Service, *, typed: str, key: str) -> str:
    """What is signed in with."""
    return key if service.username == "=" else service.username or typed
