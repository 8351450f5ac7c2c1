"""With whose leave is a mailbox read that has no password here? What its provider granted us (OAuth 2)."""

from __future__ import annotations

from django.db import models

from hafawa.channels.models.mailboxes import Mailbox


class MailboxGrant(models.Model):
    """The keys of one mailbox at its provider, sealed. `refused_at` is when the provider took them back."""

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, related_name="grant")
    provider = models.CharField(max_length=20, help_text="key of mailbox.oauth.providers")
    tenant = models.CharField(max_length=100, blank=True, default="", help_text="Microsoft's name of the organisation")
    authorize_url = models.CharField(max_length=2000)
    token_url = models.CharField(max_length=2000)
    scope = models.CharField(max_length=500)
    client_id = models.CharField(max_length=300)
    sealed_client_secret = models.TextField(blank=True, default="")
    sealed_refresh = models.TextField()
    sealed_access = models.TextField(blank=True, default="")
    access_until = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.mailbox_id}: {self.provider}"
