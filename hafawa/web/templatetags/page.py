"""How do icons, names, dates, numbers and money get onto a page, in the reader's language?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, cast

from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal, format_percent
from django import template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.kernel import money as kernel_money
from hafawa.kernel import text as kernel_text
from hafawa.privacy.consents import PURPOSE_WORDS

register = template.Library()

# Shapes that point along the line of reading are mirrored; a clock, a tick, a telephone are not.
MIRRORED = {"answer", "back", "forward", "undo", "send", "sign-out", "newer", "older"}
ACTION_ICONS = {
    "answer": "answer",
    "make_right": "mend",
    "call": "phone",
    "thank": "thank",
    "celebrate": "celebrate",
    "check_in": "check-in",
    "reward": "gift",
    "ask": "ask",
}


def language() -> str:
    """The language of the page, as Babel names it."""
    return (get_language() or "en").split("-", maxsplit=1)[0]


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, more: str = "") -> SafeString:
    """A picture from the sprite; it never stands without a word beside it, so screen readers skip it."""
    mirrored = " icon-mirrored" if name in MIRRORED else ""
    return format_html(
        '<svg class="icon{} {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        mirrored,
        more,
        static("icons.svg"),
        name,
    )


class OnceNode(template.Node):
    """Rendered at the first turn of a loop, and the same again at all others."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """What the first turn gave."""
        kept = context.render_context
        if self not in kept:
            kept[self] = self.nodelist.render(context)
        return cast("SafeString", kept[self])


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """`{% once %}…{% endonce %}` in a loop holds what does not depend on the turn: words, menus, the form's token."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist)


@register.simple_tag
@lru_cache(maxsize=4096)
def address(name: str, row_id: int) -> str:
    """`{% url %}` of one row, remembered: a list asks for many, and for the same ones all day."""
    return reverse(name, args=[row_id])


@register.simple_tag
def action_chip(action: str) -> SafeString:
    """What the card asks for: picture, word, colour."""
    words = {
        "answer": _("Answer"),
        "make_right": _("Make right"),
        "call": _("Call"),
        "thank": _("Thank"),
        "celebrate": _("Celebrate"),
        "check_in": _("Check in"),
        "reward": _("Reward"),
        "ask": _("Ask"),
    }
    shown = icon(ACTION_ICONS.get(action, "ask"))
    return format_html('<span class="chip" data-action="{}">{}{}</span>', action, shown, words.get(action, action))


@register.filter
def direction(text: object) -> str:
    """`rtl` or `ltr`, by the majority of the letters."""
    return kernel_text.direction(str(text or ""))


@register.filter
def number(value: int | float | None, decimals: int | None = None) -> str:
    """`value` with the digits and groups usual in the page's language, rounded to at most `decimals` where given."""
    if value is None:
        return ""
    rounded = value if decimals is None else round(value, decimals)
    return _in_digits(rounded, language(), is_cut=decimals is None)  # of itself Babel cuts to three decimals


@lru_cache(maxsize=1024)
def _in_digits(value: int | float, spoken: str, *, is_cut: bool) -> str:
    return str(format_decimal(value, locale=spoken, numbering_system="default", decimal_quantization=is_cut))


def listed(words: Iterable[str]) -> str:
    """`words` one after the other, with the comma of the page's language between them."""
    return ("، " if language() == "ar" else ", ").join(words)


@register.filter
def share(value: float | None) -> str:
    """0 to 1 as a percentage."""
    return "" if value is None else str(format_percent(value, locale=language(), numbering_system="default"))


@register.filter
def money(amount_minor: int | None, currency: str) -> str:
    """An amount in minor units, in words of the page's language; empty when it is not known."""
    if amount_minor is None or not currency:
        return ""
    return kernel_money.show(amount_minor, currency=currency, language=language())


def _local(value: date | datetime | str) -> date | datetime:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
    if isinstance(value, datetime):
        aware = value if timezone.is_aware(value) else timezone.make_aware(value, timezone.get_default_timezone())
        return timezone.localtime(aware)
    return value


@register.filter
def day(value: date | datetime | str | None) -> str:
    """A date in words: 3 May 2026."""
    if not value:
        return ""
    return _date(value, "long")


@register.filter
def short_day(value: date | datetime | str | None) -> str:
    """A date in little room: 3 May 2026 with the month cut."""
    if not value:
        return ""
    # Arabic's medium form is three numbers between strokes.
    return _date(value, "long" if language() == "ar" else "medium")


@register.filter
def short_month(value: date | None) -> str:
    """The month and year of a date, for an axis."""
    return "" if value is None else str(format_skeleton("yMMM", value, locale=language()))


@register.filter
def month_of_year(value: date | None) -> str:
    """The month a date lies in: May 2026."""
    return str(format_skeleton("yMMMM", value, locale=language())) if value else ""


@register.filter
def weekday(value: date | datetime | str | None) -> str:
    """A date with its day of the week: Monday, 3 May 2026."""
    if not value:
        return ""
    return _date(value, "full")


def _date(value: date | datetime | str, form: Literal["long", "medium", "full"]) -> str:
    local = _local(value)
    return _date_in(local.date() if isinstance(local, datetime) else local, form, language())


@lru_cache(maxsize=4096)
def _date_in(value: date, form: Literal["long", "medium", "full"], spoken: str) -> str:
    return str(format_date(value, format=form, locale=spoken))


@register.filter
def moment(value: datetime | str | None) -> str:
    """A date with the time of day."""
    if not value:
        return ""
    local = _local(value)
    return _in_words(_to_the_minute(local), language()) if isinstance(local, datetime) else day(local)


@lru_cache(maxsize=4096)
def _in_words(local: datetime, spoken: str) -> str:
    return _("{date}, {time}").format(date=short_day(local.date()), time=_time(local, spoken))


def _to_the_minute(local: datetime) -> datetime:
    """What a reader's clock shows, without its zone: two that name one instant in two zones are not the same words."""
    return local.replace(second=0, microsecond=0, tzinfo=None)


def _time(local: datetime, spoken: str) -> str:
    return str(format_time(local.time(), format="short", locale=spoken))


@register.filter
def near_moment(value: datetime | None) -> str:
    """The same where room is dear: of today only the time, of this year without the year."""
    if not value:
        return ""
    local, today = timezone.localtime(value), timezone.localdate(clock.now())
    if local.year != today.year:
        return moment(value)
    return _nearer(_to_the_minute(local), language(), is_today=local.date() == today)


@lru_cache(maxsize=4096)
def _nearer(local: datetime, spoken: str, *, is_today: bool) -> str:
    if is_today:
        return _time(local, spoken)
    date = format_skeleton("MMMd", local.date(), locale=spoken)
    return _("{date}, {time}").format(date=date, time=_time(local, spoken))


@register.filter
def clock_time(value: Any) -> str:
    """A time of day."""
    return str(format_time(value, format="short", locale=language())) if value else ""


@register.filter
def iso(value: Any) -> str:
    """For `<time datetime>`."""
    if not value:
        return ""
    return value if isinstance(value, str) else str(value.isoformat())


@register.filter
def ago(value: timedelta | None) -> str:
    """How long ago, in words."""
    return "" if value is None else str(format_timedelta(-value, add_direction=True, locale=language()))


@register.filter
def file_size(size: int | None) -> str:
    """Bytes as a person reads them."""
    amount, units = float(size or 0), [_("{size} B"), _("{size} kB"), _("{size} MB"), _("{size} GB")]
    while amount >= 1000 and len(units) > 1:
        amount /= 1000
        units.pop(0)
    shown = format_decimal(round(amount, 1), locale=language(), numbering_system="default")
    return units[0].format(size=shown).replace(" ", "\u00a0")


@register.simple_tag
def interval(share: tuple[float, float, float]) -> SafeString:
    """A share (0 to 1) as a point on its interval, along a line from 0 to 1; the text beside it says it."""
    point, low, high = (f"{100 * value:.2f}%" for value in share)
    return format_html(
        '<svg class="interval" aria-hidden="true" focusable="false">'
        '<line class="interval-base" x1="0" x2="100%" y1="6" y2="6"/>'
        '<line class="interval-range" x1="{}" x2="{}" y1="6" y2="6"/><circle class="interval-point" cx="{}" '
        'cy="6" r="4"/></svg>',
        low,
        high,
        point,
    )


@register.simple_tag
def page_direction() -> str:
    """The way the page runs."""
    return "rtl" if get_language_bidi() else "ltr"


@register.filter
def ltr(text: object) -> SafeString:
    """Phone, email, order number: always from left to right, whatever stands around it."""
    return format_html('<bdi dir="ltr" class="ltr">{}</bdi>', text)


@register.filter
def name(text: object) -> SafeString:
    """A name, kept from scrambling the sentence around it."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def item(mapping: Any, key: str) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def purpose(key: str) -> str:
    """For what somebody may be contacted, in words."""
    return str(PURPOSE_WORDS.get(key, key))
