"""How does one get in: the first run, a link, signing in and out, the language of the pages?"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, get_user_model, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.tasks import enqueue
from hafawa.team import actions, audit, links, members
from hafawa.team.models import LANGUAGES, LinkKind, Shop, User
from hafawa.team.permissions import Level
from hafawa.web import throttle
from hafawa.web.forms import FirstQuestionsForm, OwnerForm, SignInForm
from hafawa.web.forms_team import ForgottenForm, JoinForm, NewPasswordForm
from hafawa.web.policy import member, policy, posts
from hafawa.web.where import address_of, link_to


@policy(Level.ANYONE, write=Level.ANYONE)
def welcome(request: HttpRequest) -> HttpResponseBase:
    """The owner, when there is nobody yet."""
    if get_user_model().objects.exists():
        return redirect("web:today" if request.user.is_authenticated else "web:sign_in")
    form = OwnerForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            owner = actions.create_owner(**form.cleaned_data)
        except actions.PasswordTooWeak as refused:
            form.add_error("password", refused.message)
        else:
            return let_in(request, owner, to=reverse("web:welcome_shop"))
    return render(request, "entry/welcome.html", {"form": form}, status=422 if form.errors else 200)


@policy(Level.MANAGER, write=Level.MANAGER)
def welcome_shop(request: HttpRequest) -> HttpResponseBase:
    """The three questions."""
    shop = Shop.get()
    is_new = shop.set_up_at is None
    initial = {"name": shop.name, "language": member(request).language if is_new else shop.language}
    initial |= {"country": shop.country, "currency": shop.currency, "time_zone": shop.time_zone, "where": "files"}
    form = FirstQuestionsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        where = form.cleaned_data.pop("where")
        actions.answer_first_questions(form.cleaned_data, by=member(request), now=clock.now())
        return redirect("web:today" if where == "nowhere" else "web:welcome_customers")
    context = {"form": form, "guess": is_new and not form.is_bound}
    return render(request, "entry/shop.html", context, status=422 if form.errors else 200)


@policy(Level.MANAGER)
def welcome_customers(request: HttpRequest) -> HttpResponse:
    """Bring your customers, or look around first."""
    return render(request, "entry/customers.html", {"upload_max_mib": settings.HAFAWA_UPLOAD_MAX_MIB})


@policy(Level.ANYONE, write=Level.ANYONE)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Who knocks, with the same words whether the address is unknown or the password wrong."""
    if request.user.is_authenticated:
        return redirect("web:today")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _known(request, form)
        if user is not None:
            return let_in(request, user, to=_next(request))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "entry/sign_in.html", context, status=422 if form.errors else 200)


@posts(Level.ANYONE)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Close the door."""
    if isinstance(request.user, User):
        audit.note(by=request.user, what="team.signed_out", about=f"user:{request.user.pk}", now=clock.now())
    logout(request)
    return redirect("web:sign_in")


@policy(Level.ANYONE, write=Level.ANYONE)
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """The invited one says a name and a password, and is in."""
    link = links.find(token, kind=LinkKind.INVITE, now=clock.now())
    form = JoinForm(request.POST or None, initial={"language": translation.get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            user = members.join(token, **form.cleaned_data, now=clock.now())
        except actions.PasswordTooWeak as refused:
            form.add_error("password", refused.message)
        else:
            return let_in(request, user, to=reverse("web:today"))
    return render(request, "entry/join.html", {"form": form, "link": link}, status=422 if form.errors else 200)


@policy(Level.ANYONE, write=Level.ANYONE)
def new_password(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who has the link says a new password, then signs in with it: a second step is asked for as ever."""
    link = links.find(token, kind=LinkKind.PASSWORD, now=clock.now())
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            members.set_password(token, password=form.cleaned_data["password"], now=clock.now())
        except actions.PasswordTooWeak as refused:
            form.add_error("password", refused.message)
        else:
            logout(request)
            messages.success(request, _("The new password holds from now on. Sign in with it."))
            return redirect("web:sign_in")
    return render(request, "entry/new_password.html", {"form": form, "link": link}, status=422 if form.errors else 200)


@policy(Level.ANYONE, write=Level.ANYONE)
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """A link by mail, where mail is set up; the answer and the work are the same for an address nobody has."""
    by_mail = bool(settings.HAFAWA_MAIL_URL)
    form = ForgottenForm(request.POST or None) if by_mail else None
    if form is None or request.method != "POST" or not form.is_valid():
        context = {"form": form}
        return render(request, "entry/forgotten.html", context, status=422 if form and form.errors else 200)
    email, address = form.cleaned_data["email"].strip().lower(), address_of(request)
    if throttle.may_ask("forgotten", f"to {email}", most=3, now=clock.now()) and throttle.may_ask(
        "forgotten", f"from {address}", most=20, now=clock.now()
    ):
        enqueue("hafawa.web.tasks.mail_password_link", email, link_to(request, "/"))
    return render(request, "entry/forgotten.html", {"is_asked": True})


@posts(Level.ANYONE)
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """The language of the pages before anybody has signed in."""
    response = HttpResponseRedirect(_next(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 86400,
            samesite="Lax",
            secure=settings.HAFAWA_HTTPS,
            httponly=True,
        )
    return response


def let_in(request: HttpRequest, user: User, *, to: str) -> HttpResponseBase:
    """They showed a right password: on to the second step if they have one, else in, and on `to` one of our pages."""
    from allauth.account.internal.flows.login import perform_login, record_authentication
    from allauth.account.models import Login

    # Who has just typed the password is not asked for it again at once.
    record_authentication(request, user, method="password", reauthenticated=True)
    response: HttpResponseBase = perform_login(request, Login(user=user, redirect_url=to))
    return response


def _known(request: HttpRequest, form: SignInForm) -> User | None:
    email, address, now = form.cleaned_data["email"].strip().lower(), address_of(request), clock.now()
    if not throttle.may_guess(email, address, now=now):
        form.add_error(None, _("There were too many wrong guesses. Wait a quarter of an hour, then try again."))
        return None
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if isinstance(user, User):
        throttle.was_right(email, address)
        return user
    _note_failure(email, address, now=now)
    form.add_error(None, _("This email address and this password do not belong together. Try again."))
    return None


def _note_failure(email: str, address: str, *, now: datetime) -> None:
    """Who was meant, where it is one of us; what else was typed may be a password in the wrong field."""
    meant = User.objects.filter(email=email).values_list("pk", flat=True).first()
    about = f"user:{meant}" if meant else ""
    facts = {"step": "password", "from": address}
    audit.note(by=None, what="team.sign_in_failed", about=about, facts=facts, now=now)


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted.startswith("/") and is_ours else reverse("web:today")
