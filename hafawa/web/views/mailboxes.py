"""Which mailboxes are read, how far, and what stands in the way?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.channels.mailbox import connecting, fetching, keeping
from hafawa.channels.models import ImportRun, Mailbox, MailboxGrant
from hafawa.channels.outbox import accounts
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop, User
from hafawa.team.permissions import Level
from hafawa.web.mailbox_forms import MailboxForm, PasswordForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.reads import sending as sending_read
from hafawa.web.sending_forms import SendingForm

_LATEST = 10
_COUNTED = {name: Sum(f"folders__{name}", default=0) for name in ("fetched", "waiting")}  # of no folders, none


@policy(Level.MANAGER, write=Level.MANAGER)
def settings_mailboxes(request: HttpRequest) -> HttpResponseBase:
    """All that are read, and the place to connect one."""
    form = MailboxForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (made := _connected(request, form)):
        messages.success(request, _("It is connected. What lies in it comes in from now on, the oldest first."))
        if not accounts.begin(made, by=member(request), now=clock.now()):
            messages.info(request, _("It is only read so far. To answer from here, say below how mail is sent."))
        return _at(made)
    mailboxes = Mailbox.objects.annotate(**_COUNTED)
    context = {
        "mailboxes": [{"mailbox": m, "state": state(m)} for m in mailboxes],
        "form": form,
        "says_server": bool(form.errors) and (form.data.get("host") or not form.errors.get("address")),
    }
    return render(request, "settings/mailboxes.html", context, status=422 if form.errors else 200)


def _connected(request: HttpRequest, form: MailboxForm) -> Mailbox | None:
    """The mailbox, or None with what was refused said at the form."""
    now, shop = clock.now(), Shop.get()
    if shop.is_sample:
        form.add_error(None, _("This is the sample shop; your customers' mail would lie among its invented people."))
        return None
    try:
        return keeping.connect(
            address=form.cleaned_data["address"],
            account=form.account(),
            since=form.since(today=now.astimezone(shop.zone).date()),
            by=member(request),
            now=now,
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return None


@policy(Level.MANAGER)
def settings_mailbox(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """One: how it stands, what came, which folders."""
    return page_of(request, found(mailbox_id))


@posts(Level.MANAGER)
def settings_mailbox_act(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """Look at once, pause, go on, look for new folders, let go."""
    mailbox, act = found(mailbox_id), request.POST.get("act", "")
    if act not in _ACTS:
        raise Http404
    messages.success(request, _ACTS[act](mailbox, member(request), clock.now()))
    return redirect("web:settings_mailboxes") if act == "let_go" else _at(mailbox)


@posts(Level.MANAGER)
def settings_mailbox_folders(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """Choose the folders that are read."""
    mailbox = found(mailbox_id)
    keeping.choose_folders(mailbox, request.POST.getlist("folder"), by=member(request), now=clock.now())
    messages.success(request, _("Kept."))
    return _at(mailbox)


@posts(Level.MANAGER)
def settings_mailbox_password(request: HttpRequest, mailbox_id: int) -> HttpResponseBase:
    """Keep another password, once the server has taken it."""
    mailbox, form = found(mailbox_id), PasswordForm(request.POST)
    if form.is_valid():
        try:
            keeping.new_password(mailbox, form.cleaned_data["password"], by=member(request), now=clock.now())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            accounts.try_anew(mailbox)
            messages.success(request, _("The server took it. The mailbox is read again, from where it was."))
            return _at(mailbox)
    return page_of(request, mailbox, form=form)


def state(mailbox: Mailbox) -> dict[str, Any]:
    """How it stands: a chip's words and tone, and the words of what stands in the way."""
    trouble = str(connecting.WORDS[mailbox.trouble]) if mailbox.trouble in connecting.WORDS else ""
    if mailbox.is_paused:
        return {"words": _("Paused"), "tone": "", "trouble": trouble}
    if mailbox.trouble:
        waits = fetching.is_stuck(mailbox)
        return {"words": _("Needs you") if waits else _("Not reached"), "tone": "wrong", "trouble": trouble}
    if mailbox.looked_at is None:
        return {"words": _("Being read for the first time"), "tone": "accent", "trouble": ""}
    return {"words": _("Up to date"), "tone": "ok", "trouble": ""}


def found(mailbox_id: int) -> Mailbox:
    """The mailbox with what came counted; 404 where it is not there."""
    annotated = Mailbox.objects.annotate(**_COUNTED)
    return get_object_or_404(annotated, id=mailbox_id)


def page_of(
    request: HttpRequest, mailbox: Mailbox, *, form: PasswordForm | None = None, sending_form: SendingForm | None = None
) -> HttpResponseBase:
    """The page of one mailbox, with a form on it that was refused where there is one."""
    runs = ImportRun.objects.visible_to(member(request)).filter(mailbox=mailbox)
    folders = list(mailbox.folders.all())
    is_well = not mailbox.is_paused and not mailbox.trouble
    context = {
        "mailbox": mailbox,
        "state": state(mailbox),
        "folders": folders,
        "runs": list(runs.order_by("-id")[:_LATEST]),
        "left_out": runs.aggregate(n=Sum("rows_rejected"))["n"] or 0,
        "is_coming": is_well and (mailbox.looked_at is None or any(f.waiting for f in folders)),
        "form": form or PasswordForm(),
        **sending_read.part(mailbox, by=member(request)),
        "sending_form": sending_form or SendingForm(mailbox),
        "grant": MailboxGrant.objects.filter(mailbox=mailbox).first(),
    }
    is_part = request.htmx and request.method == "GET"  # type: ignore[attr-defined]
    template = "settings/mailbox_state.html" if is_part else "settings/mailbox.html"
    return render(request, template, context, status=422 if any(f and f.errors for f in (form, sending_form)) else 200)


def _at(mailbox: Mailbox) -> HttpResponseBase:
    return redirect("web:settings_mailbox", mailbox_id=mailbox.pk)


def _look(mailbox: Mailbox, by: User, now: datetime) -> str:
    keeping.look_soon(mailbox)
    return _("It is looked at in a moment.")


def _pause(mailbox: Mailbox, by: User, now: datetime) -> str:
    keeping.pause(mailbox, is_paused=True, by=by, now=now)
    return _("It is not looked at for now. What arrives meanwhile comes in when it goes on.")


def _go_on(mailbox: Mailbox, by: User, now: datetime) -> str:
    keeping.pause(mailbox, is_paused=False, by=by, now=now)
    return _("It is read again, from where it was.")


def _new_folders(mailbox: Mailbox, by: User, now: datetime) -> str:
    n = keeping.look_for_folders(mailbox)
    if not n:
        return _("There are no other folders.")
    return ngettext("%(n)d folder was found.", "%(n)d folders were found.", n) % {"n": n}


def _let_go(mailbox: Mailbox, by: User, now: datetime) -> str:
    keeping.let_go(mailbox, by=by, now=now)
    return _("It is read no longer, and its password is forgotten. What came from it stays.")


_ACTS: dict[str, Callable[[Mailbox, User, datetime], str]] = {
    "look": _look,
    "pause": _pause,
    "go_on": _go_on,
    "new_folders": _new_folders,
    "let_go": _let_go,
}
