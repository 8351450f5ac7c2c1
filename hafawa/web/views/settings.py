"""What does the shop say about itself, and a member of the team about themselves?"""

from __future__ import annotations

from babel.core import get_global
from babel.numbers import get_territory_currencies
from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.team import actions
from hafawa.team.models import Shop
from hafawa.team.permissions import Level
from hafawa.web.context import THEMES
from hafawa.web.forms import AccountForm, countries
from hafawa.web.policy import member, policy
from hafawa.web.shop_form import ShopForm

_FIELDS = (
    "name", "language", "country", "currency", "time_zone", "sender_name", "staff_addresses", "opens_at", "closes_at",
    "open_weekdays", "closed_on", "assigns", "minutes_a_day", "contacts_per_person", "contact_window_days",
)  # fmt: skip


@policy(Level.MANAGER, write=Level.MANAGER)
def settings(request: HttpRequest) -> HttpResponseBase:
    """The shop's settings."""
    shop = Shop.get()
    initial = {name: getattr(shop, name) for name in _FIELDS} | {"held_out_percent": round(shop.held_out_share * 100)}
    form = ShopForm(request.POST or None, initial=initial, reply_minutes=shop.reply_minutes)
    if request.method == "POST" and form.is_valid():
        actions.answer_first_questions(form.changes(), by=member(request), now=clock.now())
        messages.success(request, _("Kept."))
        return redirect("web:settings")
    return render(request, "settings/shop.html", {"form": form}, status=422 if form.errors else 200)


@policy(Level.VIEWER, write=Level.VIEWER)
def account(request: HttpRequest) -> HttpResponseBase:
    """Name, language, light or dark."""
    user = member(request)
    theme = request.COOKIES.get("hafawa_theme", "auto")
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language, "theme": theme})
    if request.method == "POST" and form.is_valid():
        actions.change_account(user, name=form.cleaned_data["name"], language=form.cleaned_data["language"])
        with translation.override(user.language):
            messages.success(request, _("Kept."))
        return _with_theme(redirect("web:account"), form.cleaned_data["theme"])
    return render(request, "settings/account.html", {"form": form}, status=422 if form.errors else 200)


@policy(Level.MANAGER)
def guess(request: HttpRequest) -> JsonResponse:
    """Country and currency a browser's time zone and language point to; empty where they do not."""
    zone = request.GET.get("zone", "")
    country = get_global("zone_territories").get(zone, "")
    said = request.GET.get("language", "").rsplit("-", 1)
    if not country and len(said) == 2 and said[1].upper() in dict(countries()):
        country = said[1].upper()
    currency = next(iter(get_territory_currencies(country)), "") if country else ""
    return JsonResponse({"country": country, "currency": currency})


def _with_theme(response: HttpResponseBase, theme: str) -> HttpResponseBase:
    if theme in THEMES and isinstance(response, HttpResponse):
        response.set_cookie(
            "hafawa_theme",
            theme,
            max_age=365 * 86400,
            samesite="Lax",
            httponly=True,
            secure=django_settings.HAFAWA_HTTPS,
        )
    return response
