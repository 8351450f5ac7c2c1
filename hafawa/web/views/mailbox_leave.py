"""How does an owner let us into a mailbox at its provider's own page, without a password?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hafawa.channels.mailbox import keeping, oauth
from hafawa.channels.mailbox.connecting import Account
from hafawa.channels.models import Mailbox, MailboxGrant, Security
from hafawa.channels.outbox import accounts
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web.mail_door_forms import LeaveForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.where import link_to

_KEPT = "mailbox_leave"  # in the session, sealed


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_mailbox_leave(request: HttpRequest) -> HttpResponseBase:
    """The application at the provider, then the way to its page."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if Shop.get().is_sample:
            words = _("This is the sample shop; your customers' mail would lie among its invented people.")
            form.add_error(None, words)
        else:
            of, said = form.application(), form.cleaned_data
            box = {
                "address": said["address"].lower(),
                "host": said["host"].strip() or of.provider.host,
                "port": said["port"] or 993,
                "security": Security.TLS.value,
                "back": said["back"],
            }
            return _onward(request, of, box)
    context = {"form": form, "redirect_uri": _back_to(request)}
    return render(request, "settings/mailbox_leave.html", context, status=422 if form.errors else 200)


@posts(Level.MANAGER)
def settings_mailbox_again(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """The same for a mailbox whose leave has ended, with the application it had."""
    box = get_object_or_404(Mailbox, id=mailbox_id)
    grant = get_object_or_404(MailboxGrant, mailbox=box)
    kept = {"address": box.address, "host": box.host, "port": box.port, "security": box.security, "back": ""}
    return _onward(request, oauth.application_of(grant), kept)


@policy(Level.MANAGER)
def settings_mailbox_granted(request: HttpRequest) -> HttpResponseBase:
    """Where the provider leads back to: with a code, or with a no."""
    now = clock.now()
    try:
        begun = oauth.unpack(request.session.get(_KEPT, ""))
        if request.GET.get("error"):
            raise oauth.NotGranted(_("Leave was not given. Nothing was kept: begin again when you like."))
        state, code = request.GET.get("state", ""), request.GET.get("code", "")[:4000]
        keys = oauth.granted(begun.asking, begun.application, state=state, code=code, now=now)
        made = _connected(request, begun, keys)
    except Refused as refused:
        return _refused(request, refused)
    request.session.pop(_KEPT, None)
    accounts.begin(made, by=member(request), now=now)
    messages.success(request, _("It is connected. What lies in it comes in from now on, the oldest first."))
    return redirect("web:settings_mailbox", mailbox_id=made.pk)


def _connected(request: HttpRequest, begun: oauth.Begun, keys: oauth.Keys) -> Mailbox:
    box, now = begun.mailbox, clock.now()
    account = Account(box["host"], box["port"], box["security"], box["address"], "", keys.access)
    return keeping.connect_granted(
        address=box["address"],
        account=account,
        of=begun.application,
        keys=keys,
        since=_since(box["back"], today=timezone.localdate(now)),
        by=member(request),
        now=now,
    )


def _onward(request: HttpRequest, of: oauth.Application, box: dict[str, Any]) -> HttpResponseBase:
    """A page with the way on: a form of ours may lead nowhere else by itself (Content-Security-Policy)."""
    asking = oauth.ask(_back_to(request), now=clock.now())
    request.session[_KEPT] = oauth.pack(oauth.Begun(asking, of, box))
    context = {
        "to": oauth.address(asking, of, mailbox=box["address"]),
        "provider": of.provider,
        "address": box["address"],
    }
    answer = render(request, "settings/mailbox_onward.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _refused(request: HttpRequest, refused: Refused) -> HttpResponseBase:
    context = {"form": LeaveForm(), "redirect_uri": _back_to(request), "refused": refused.message}
    return render(request, "settings/mailbox_leave.html", context, status=422)


def _back_to(request: HttpRequest) -> str:
    return link_to(request, reverse("web:settings_mailbox_granted"))


def _since(back: str, *, today: date) -> date | None:
    return today - timedelta(days=int(back)) if back else None
