"""How is sending set up for a mailbox, tried out, held back and switched off?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from hafawa.channels.models import Mailbox, Sending
from hafawa.channels.outbox import accounts
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate_ltr
from hafawa.team.models import Shop, User
from hafawa.team.permissions import Level
from hafawa.web.policy import member, posts
from hafawa.web.sending_forms import SendingForm
from hafawa.web.views import mailboxes


class Unguessed(Refused):
    """No server was found that takes mail with the name and password of reading."""


@posts(Level.MANAGER)
def settings_mailbox_sending(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """Sign in with what was said, and keep it if that works."""
    mailbox = get_object_or_404(Mailbox, id=mailbox_id)
    form = SendingForm(mailbox, request.POST)
    if Shop.get().is_sample:
        form.add_error(None, _("This is the sample shop: nobody in it is real, and nothing is sent to anyone."))
    if form.is_valid():
        try:
            accounts.keep(mailbox, form.setup(), by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The server took it. Mail can be sent from here."))
            return _at(mailbox)
    return mailboxes.page_of(request, mailboxes.found(mailbox_id), sending_form=form)


@posts(Level.MANAGER)
def settings_mailbox_sending_act(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """Find it out, send a test, pause, go on, only read."""
    mailbox, act = get_object_or_404(Mailbox, id=mailbox_id), request.POST.get("act", "")
    if act not in _ACTS:
        raise Http404
    messages.success(request, _ACTS[act](mailbox, member(request), clock.now()))
    return _at(mailbox)


def _at(mailbox: Mailbox) -> HttpResponseBase:
    return redirect("web:settings_mailbox", mailbox_id=mailbox.pk)


def _sending(mailbox: Mailbox) -> Sending:
    return get_object_or_404(Sending.objects.select_related("mailbox"), mailbox=mailbox)


def _guess(mailbox: Mailbox, by: User, now: datetime) -> str:
    if Shop.get().is_sample:
        raise Unguessed(_("This is the sample shop: nobody in it is real, and nothing is sent to anyone."))
    if accounts.keep_guessed(mailbox, by=by, now=now) is None:
        raise Unguessed(
            _(
                "No server was found that takes mail with the name and password for reading. Nothing was changed: say "
                "below how mail is sent."
            )
        )
    return _("Found: mail can be sent from here.")


def _test(mailbox: Mailbox, by: User, now: datetime) -> str:
    accounts.send_test(_sending(mailbox), to=by.email, now=now)
    return _("The server took it. Look whether it arrives at %(address)s.") % {"address": isolate_ltr(by.email)}


def _pause(mailbox: Mailbox, by: User, now: datetime) -> str:
    accounts.pause(_sending(mailbox), is_paused=True, by=by, now=now)
    return _("Nothing goes out for now; it waits in the outbox.")


def _go_on(mailbox: Mailbox, by: User, now: datetime) -> str:
    accounts.pause(_sending(mailbox), is_paused=False, by=by, now=now)
    return _("Mail goes out again.")


def _off(mailbox: Mailbox, by: User, now: datetime) -> str:
    accounts.only_read(mailbox, by=by, now=now)
    return _("This mailbox is only read from now on.")


_ACTS: dict[str, Callable[[Mailbox, User, datetime], str]] = {
    "guess": _guess,
    "test": _test,
    "pause": _pause,
    "go_on": _go_on,
    "off": _off,
}
