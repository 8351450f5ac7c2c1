"""How does one get in: the first run, signing in and out, the language of the pages?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.team import actions
from hafawa.team.models import LANGUAGES, Shop, User
from hafawa.web import throttle
from hafawa.web.forms import FirstQuestionsForm, OwnerForm, SignInForm
from hafawa.web.policy import Level, member, policy, posts


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
            _let_in(request, owner)
            return redirect("web:welcome_shop")
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
        actions.answer_first_questions(form.cleaned_data, now=clock.now())
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
            _let_in(request, user)
            return HttpResponseRedirect(_next(request))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "entry/sign_in.html", context, status=422 if form.errors else 200)


@posts(Level.ANYONE)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Close the door."""
    logout(request)
    return redirect("web:sign_in")


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


def _known(request: HttpRequest, form: SignInForm) -> User | None:
    email, address = form.cleaned_data["email"].strip().lower(), request.META.get("REMOTE_ADDR", "")
    if throttle.is_blocked(email, address):
        form.add_error(None, _("There were too many wrong guesses. Wait a quarter of an hour, then try again."))
        return None
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if isinstance(user, User):
        throttle.forget(email, address)
        return user
    throttle.note_failure(email, address)
    form.add_error(None, _("This email address and this password do not belong together. Try again."))
    return None


def _let_in(request: HttpRequest, user: User) -> None:
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_ours else reverse("web:today")
