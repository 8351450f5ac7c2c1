"""What may one JSON line say, and is it of the right type? No guess: each fault is refused with its reason."""

from __future__ import annotations

import hashlib
import json
import math
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from django.utils.translation import gettext_noop as _

from hafawa.channels.importers.registry import Arrival, DetailSaid, Key, OccasionSaid, Refusal, Said, Setting, Who
from hafawa.channels.importers.rejections import REASONS
from hafawa.kernel.text import ascii_digits
from hafawa.people.identifiers import normal_customer_id, normal_email, normal_phone
from hafawa.timeline.events import KINDS, Happening

SOURCE = "events"
ENVELOPE = ("kind", "at", "id", "person", "about", "source")
PERSON = ("email", "phone", "customer_id", "name", "first_name", "language")
NOT_FROM_FILES = ("about_id", "suggestion_id", "shown_back")
LONGEST = {"ref": 320, "channel": 30}
SCORES = {"review.posted": (1, 5), "survey.answered": (0, 10)}
PURPOSES = ("marketing", "care")
MOST_MINOR = 10**15
MOST_DIGITS = 18
_SOURCE = re.compile(r"[a-z0-9][a-z0-9._-]{0,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,4})?")

REASONS.update(
    {
        "json": _("The line is not one JSON object: %(error)s."),
        "json_deep": _("The line holds brackets within brackets too deep to be read."),
        "json_twice": _("The name “%(name)s” stands twice in one object, so it is not clear which counts."),
        "json_number": _("“%(cell)s” is not a number we can keep."),
        "json_text": _("The line holds half a character (a lone surrogate) or a NUL, which is not text."),
        "json_kind": _("There is no kind of event called “%(kind)s”."),
        "json_field": _("“%(name)s” is not a field of %(kind)s."),
        "json_missing": _("%(kind)s needs “%(name)s”."),
        "json_type_text": _("“%(name)s” should be text."),
        "json_type_whole": _("“%(name)s” should be a whole number."),
        "json_type_yes_no": _("“%(name)s” should be true or false."),
        "json_type_instant": _("“%(name)s” should be a date and time as in 2026-11-22T09:30:00+04:00."),
        "json_type_object": _("“%(name)s” should be an object."),
        "json_type_objects": _("“%(name)s” should be a list of objects."),
        "json_type_texts": _("“%(name)s” should be a list of texts."),
        "json_range": _("“%(name)s” is outside what it may be; the reference of events says what is."),
        "json_person": _("“%(cell)s” does not look like a valid %(name)s."),
        "json_grant": _("A file never grants consent: only the person can, in their own words to you."),
    }
)


class NotAccepted(Exception):
    """A line that is refused: `reason` is a key of `rejections.REASONS`, `facts` fill its words."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: Mapping[str, Any] = facts


def arrival(number: int, raw: bytes, *, setting: Setting) -> Arrival:
    """What the line says. Raises `NotAccepted`, and nothing else whatever the bytes."""
    return arrival_of(number, parsed(raw), setting=setting)


def arrival_of(number: int, line: Mapping[str, Any], *, setting: Setting) -> Arrival:
    """What an object says that was `parsed` already. Raises `NotAccepted`, and nothing else."""
    kind = _typed(line, "kind", "text")
    who = _who(line, setting)
    if kind in _OTHERS:
        if who is None:
            raise NotAccepted("no_key")
        return _OTHERS[kind](number, line, who, setting)
    if kind not in KINDS or not kind:
        raise NotAccepted("json_kind", kind=kind[:60])
    what = _happening(KINDS[kind], line, setting)
    if who is None and not getattr(what, "ref", ""):
        raise NotAccepted("no_key")
    said = Said(what, _instant(line, "at", setting), _id(line), _text(line, "about", 320), _source(line))
    return Arrival(number, who, (said,))


def parsed(raw: bytes) -> dict[str, Any]:
    """The JSON object in `raw`, without what JSON leaves open: NaN, names twice, half characters, long digits."""
    try:
        found = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_finite,
        )
        plain = json.dumps(found, ensure_ascii=False)
        plain.encode("utf-8")
    except RecursionError:
        raise NotAccepted("json_deep") from None
    except UnicodeError:
        raise NotAccepted("json_text") from None
    except ValueError as error:
        raise NotAccepted("json", error=str(error)[:200]) from None
    if not isinstance(found, dict):
        raise NotAccepted("json", error=type(found).__name__)
    if "\\u0000" in plain and _holds_nul(found):
        raise NotAccepted("json_text")
    return found


def _holds_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_nul(part) for pair in value.items() for part in pair)
    return any(map(_holds_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise NotAccepted("json_twice", name=name[:60].encode("utf-8", "replace").decode())
        found[name] = value
    return found


def _no_number(text: str) -> float:
    raise NotAccepted("json_number", cell=text)


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS + 1:
        raise NotAccepted("json_number", cell=text[:60])
    return int(text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotAccepted("json_number", cell=text[:60])
    return value


@cache
def shape(kind: str) -> dict[str, tuple[str, bool]]:
    """The fields a line of `kind` may have: name to (what it is: text, whole, yes_no …; whether it is needed)."""
    hints = typing.get_type_hints(KINDS[kind])
    found = {}
    for one in fields(KINDS[kind]):
        if one.name not in NOT_FROM_FILES:
            needed = one.default is MISSING and one.default_factory is MISSING
            found[one.name] = (_expected(hints[one.name]), needed)
    return found


def needs_about(kind: str) -> bool:
    """Whether an event of `kind` must name the event it is about."""
    return any(one.name == "about_id" and one.default is MISSING for one in fields(KINDS[kind]))


def _expected(hint: Any) -> str:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is list:
        return "texts" if typing.get_args(hint) == (str,) else "objects"
    return {str: "text", int: "whole", bool: "yes_no", datetime: "instant"}[hint]


def _happening(kind: type[Happening], line: Mapping[str, Any], setting: Setting) -> Happening:
    known = shape(kind.kind)
    _only(line, tuple(known))
    for name, (_expect, is_needed) in known.items():
        if is_needed and line.get(name) in (None, ""):
            raise NotAccepted("json_missing", name=name, kind=kind.kind)
    values = {name: _value(line, name, known[name][0], setting) for name in known if line.get(name) is not None}
    _check(kind.kind, values)
    if needs_about(kind.kind):
        if not line.get("about"):
            raise NotAccepted("json_missing", name="about", kind=kind.kind)
        values["about_id"] = 0  # the writer puts in the id of the event that `about` names
    return kind(**values)


def _value(line: Mapping[str, Any], name: str, expect: str, setting: Setting) -> Any:
    return _instant(line, name, setting) if expect == "instant" else _typed(line, name, expect)


def _typed(line: Mapping[str, Any], name: str, expect: str) -> Any:
    value = line.get(name)
    is_right = {
        "text": isinstance(value, str),
        "whole": isinstance(value, int) and not isinstance(value, bool),
        "yes_no": isinstance(value, bool),
        "instant": isinstance(value, str),
        "object": isinstance(value, dict),
        "objects": isinstance(value, list) and all(isinstance(v, dict) for v in value),
        "texts": isinstance(value, list) and all(isinstance(v, str) for v in value),
    }[expect]
    if not is_right:
        raise NotAccepted(f"json_type_{expect}", name=name)
    return value


def _check(kind: str, values: Mapping[str, Any]) -> None:
    for name, most in LONGEST.items():
        if len(values.get(name) or "") > most:
            raise NotAccepted("json_range", name=name)
    if values.get("currency") and not re.fullmatch("[A-Z]{3}", values["currency"]):
        raise NotAccepted("currency", cell=values["currency"][:20])
    for name in ("amount_minor", "margin_minor"):
        if abs(values.get(name) or 0) > MOST_MINOR:
            raise NotAccepted("amount_range", cell=str(values[name]))
    if (values.get("amount_minor") or 0) < 0:
        raise NotAccepted("negative", cell=str(values["amount_minor"]))
    low, high = SCORES.get(kind, (0, 100))
    if values.get("score") is not None and not low <= values["score"] <= high:
        raise NotAccepted("json_range", name="score")


def _instant(line: Mapping[str, Any], name: str, setting: Setting) -> datetime:
    """A time without a zone is one in the shop's."""
    if line.get(name) in (None, ""):
        raise NotAccepted("no_date")
    text = ascii_digits(_typed(line, name, "instant"))
    try:
        found = datetime.fromisoformat(text[:40])
        found = (found if found.tzinfo else found.replace(tzinfo=setting.zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotAccepted("json_type_instant", name=name) from None
    if not 1970 <= found.year <= 2100:
        raise NotAccepted("date_range", cell=text[:60])
    return found


def _text(line: Mapping[str, Any], name: str, most: int) -> str:
    value = "" if line.get(name) is None else str(_typed(line, name, "text"))
    if len(value) > most:
        raise NotAccepted("json_range", name=name)
    return value


def _id(line: Mapping[str, Any]) -> str:
    """The line's own id, else one made of what it says."""
    given = _text(line, "id", 300)
    if given:
        return given
    return "sha256-" + hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


def _source(line: Mapping[str, Any]) -> str:
    source = _text(line, "source", 60)
    if source and not _SOURCE.fullmatch(source):
        raise NotAccepted("json_person", name="source", cell=source)
    return source


def _who(line: Mapping[str, Any], setting: Setting) -> Who | None:
    if line.get("person") is None:
        return None
    person = _typed(line, "person", "object")
    for name in person:
        if name not in PERSON:
            raise NotAccepted("json_field", name=name[:60], kind="person")
    keys = _keys(person, source=_source(line) or SOURCE, country=setting.country)
    if not keys:
        raise NotAccepted("no_key")
    language = _text(person, "language", 8)
    if language and not _LANGUAGE.fullmatch(language):
        raise NotAccepted("json_person", name="language", cell=language)
    return Who(keys, _text(person, "name", 300), _text(person, "first_name", 150), language)


def _keys(person: Mapping[str, Any], *, source: str, country: str) -> tuple[Key, ...]:
    found = []
    for kind in ("customer_id", "email", "phone"):
        typed = _text(person, kind, 254)
        if typed:
            value = _normal(kind, typed, source=source, country=country)
            if not value:
                raise NotAccepted("json_person", name=kind, cell=typed)
            found.append(Key(kind, value, typed))
    return tuple(found)


def _normal(kind: str, typed: str, *, source: str, country: str) -> str | None:
    if kind == "email":
        return normal_email(typed)
    return normal_phone(typed, country=country) if kind == "phone" else normal_customer_id(typed, source=source)


def _detail(number: int, line: Mapping[str, Any], who: Who, setting: Setting) -> Arrival:
    _only(line, ("text", "subject"))
    text = _text(line, "text", 5_000).strip()
    if not text:
        raise NotAccepted("json_missing", name="text", kind="detail")
    learned = _instant(line, "at", setting).astimezone(setting.zone).date()
    return Arrival(number, who, details=(DetailSaid(text, learned, _text(line, "subject", 200)),))


def _occasion(number: int, line: Mapping[str, Any], who: Who, setting: Setting) -> Arrival:
    _only(line, ("title", "month", "day", "year", "occasion", "subject", "calendar"))
    title, calendar = _text(line, "title", 200).strip(), _text(line, "calendar", 20) or "gregorian"
    month, day = _typed(line, "month", "whole"), _typed(line, "day", "whole")
    year = None if line.get("year") is None else _typed(line, "year", "whole")
    if not title:
        raise NotAccepted("json_missing", name="title", kind="occasion")
    if calendar not in ("gregorian", "hijri") or not _is_day(year, month, day, calendar=calendar):
        raise NotAccepted("json_range", name="day")
    kind, subject = _text(line, "occasion", 30) or "other", _text(line, "subject", 200)
    return Arrival(number, who, occasions=(OccasionSaid(title, month, day, year, kind, subject, calendar),))


def _is_day(year: int | None, month: int, day: int, *, calendar: str) -> bool:
    if calendar == "hijri":
        return 1 <= month <= 12 and 1 <= day <= 30 and (year is None or 1200 <= year <= 1600)
    try:
        return date(2000 if year is None else year, month, day).year >= 1900
    except (ValueError, OverflowError):
        return False


def _consent(number: int, line: Mapping[str, Any], who: Who, setting: Setting) -> Arrival:
    _only(line, ("purpose", "channel", "granted", "wording"))
    purpose = _text(line, "purpose", 30)
    if purpose not in PURPOSES:
        raise NotAccepted("json_range", name="purpose")
    if _typed(line, "granted", "yes_no"):
        raise NotAccepted("json_grant")
    wording, stated = _text(line, "wording", 2_000), _instant(line, "at", setting)
    return Arrival(number, who, refusals=(Refusal(purpose, stated, _text(line, "channel", 30), wording),))


def _only(line: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in line:
        if name not in names and name not in ENVELOPE:
            raise NotAccepted("json_field", name=name[:60], kind=str(line.get("kind"))[:60])


_OTHERS = {"detail": _detail, "occasion": _occasion, "consent": _consent}
