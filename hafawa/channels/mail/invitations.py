"""What does a calendar invitation say: what, when, where, who? Read, never answered. Pure.

RFC 5545 and 5546, line by line, under caps; each line through vobject's grammar. Its own reading of time zones is not
used: it keeps what one letter says of a zone for all letters after it. Zones are known by their IANA name, by the name
Windows gives them, or by the one offset the invitation itself states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global
from vobject.base import VObjectError, parseLine

from hafawa.channels.mail.charsets import clean, text_of

KINDS = ("text/calendar", "application/ics")
BYTES_MOST = 512 * 1024
_LINES, _LINE, _MEETINGS, _GUESTS = 5_000, 8_000, 20, 60
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?")
_LASTS = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(?:\d\d)?")
_ZONE = re.compile(r"[A-Za-z_]{1,30}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")
_ESCAPED = re.compile(r"\\([\\;,nN])")
When = datetime | date


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody asked to come, or who asks; `answer` is accepted, declined, tentative, or empty: nothing said yet."""

    name: str
    email: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One entry. A time without zone is somebody's wall clock (`zone` names whose, where it is known)."""

    title: str = ""
    place: str = ""
    notes: str = ""
    begins: When | None = None
    ends: When | None = None
    zone: str = ""
    host: Guest | None = None
    guests: tuple[Guest, ...] = ()
    more_guests: int = 0
    repeats: str = ""  # daily, weekly, monthly, yearly, or empty
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the part says. `method` is request, cancel, reply, publish, counter or empty."""

    method: str
    meetings: tuple[Meeting, ...]


@dataclass
class _Reading:
    method: str = ""
    path: list[str] = field(default_factory=list)
    found: list[Meeting] = field(default_factory=list)
    offsets: dict[str, set[timedelta]] = field(default_factory=dict)
    zone_of: str = ""
    lasts: timedelta | None = None


def read(data: bytes) -> Invitation | None:
    """The invitation in `data`; None where it holds no entry that can be read."""
    text = text_of(data[:BYTES_MOST])[0]
    lines = list(_lines(text))
    reading = _Reading()
    for name, _parameters, value in lines:
        _zone_line(reading, name, value)
    reading.path = []
    for name, parameters, value in lines:
        _line(reading, name, parameters, value)
    is_off = reading.method == "cancel"
    whole = tuple(replace(m, is_cancelled=m.is_cancelled or is_off) for m in reading.found if m.title or m.begins)
    return Invitation(reading.method, whole) if whole else None


def _lines(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Name, parameters and value of each line, those that go on in the next put together."""
    whole = re.sub(r"\r\n?|\u2028|\u2029", "\n", text)
    for line in re.sub(r"\n[ \t]", "", whole).split("\n")[:_LINES]:
        if not line.strip():
            continue
        try:
            name, listed, value, _group = parseLine(line[:_LINE])
        except (VObjectError, ValueError, IndexError):
            continue
        yield name.upper(), {p[0].upper(): p[1] for p in listed if len(p) > 1}, value


def _zone_line(reading: _Reading, name: str, value: str) -> None:
    """What the invitation itself says of its zones."""
    if name == "BEGIN":
        reading.path.append(value.upper()[:20])
    elif name == "END" and reading.path:
        reading.path.pop()
    elif name == "TZID" and reading.path[-1:] == ["VTIMEZONE"]:
        reading.zone_of = value.strip()[:100]
        reading.offsets.setdefault(reading.zone_of, set())
    elif name == "TZOFFSETTO" and "VTIMEZONE" in reading.path and (match := _OFFSET.fullmatch(value.strip())):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        reading.offsets.setdefault(reading.zone_of, set()).add(-offset if match[1] == "-" else offset)


def _line(reading: _Reading, name: str, parameters: dict[str, str], value: str) -> None:
    if name == "BEGIN":
        reading.path.append(value.upper()[:20])
        if reading.path[-1] in ("VEVENT", "VTODO") and len(reading.found) < _MEETINGS:
            reading.found.append(Meeting())
            reading.lasts = None
    elif name == "END" and reading.path:
        reading.path.pop()
    elif name == "METHOD" and reading.path == ["VCALENDAR"]:
        reading.method = value.strip().lower()[:20]
    elif reading.path[-1:] in (["VEVENT"], ["VTODO"]) and reading.found:
        reading.found[-1] = _with(reading, reading.found[-1], name, parameters, value)


def _with(reading: _Reading, one: Meeting, name: str, parameters: dict[str, str], value: str) -> Meeting:
    if name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        at = {"SUMMARY": "title", "LOCATION": "place", "DESCRIPTION": "notes"}[name]
        return replace(one, **{at: _words(value, most=4_000 if at == "notes" else 300)})  # type: ignore[arg-type]
    if name in ("DTSTART", "DTEND", "DUE", "DURATION"):
        return _timed(reading, one, name, parameters, value)
    if name == "ORGANIZER":
        return replace(one, host=_guest(parameters, value))
    if name == "ATTENDEE":
        if len(one.guests) >= _GUESTS:
            return replace(one, more_guests=one.more_guests + 1)
        return replace(one, guests=(*one.guests, _guest(parameters, value)))
    if name == "RRULE":
        often = re.search(r"(?i)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)", value[:500])
        return replace(one, repeats=often[1].lower() if often else "")
    if name == "STATUS":
        return replace(one, is_cancelled=value.strip().lower() == "cancelled")
    return one


def _timed(reading: _Reading, one: Meeting, name: str, parameters: dict[str, str], value: str) -> Meeting:
    if name == "DURATION":
        lasts = _lasting(value)
        reading.lasts = lasts
    else:
        zone = parameters.get("TZID", "").strip('"')[:100]
        at = _instant(value, zone, reading.offsets)
        if name == "DTSTART":
            one = replace(one, begins=at, zone=zone if isinstance(at, datetime) else "")
        else:
            one = replace(one, ends=at)
    if reading.lasts and one.begins and not one.ends:
        try:
            return replace(one, ends=one.begins + reading.lasts)
        except OverflowError:
            return one
    return one


def _instant(value: str, zone: str, offsets: dict[str, set[timedelta]]) -> When | None:
    match = _STAMP.fullmatch(value.strip()[:20])
    if match is None:
        return None
    year, month, day, hour, minute, second, is_utc = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        wall = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second), 59))  # noqa: DTZ001
    except ValueError:
        return None
    known = UTC if is_utc else _known_zone(zone, offsets)
    return wall.replace(tzinfo=known) if known else wall


def _known_zone(name: str, offsets: dict[str, set[timedelta]]) -> tzinfo | None:
    """The zone called `name`, by IANA, by Windows, or by the one offset the invitation has for it."""
    if not name:
        return None
    windows: dict[str, str] = get_global("windows_zone_mapping")  # type: ignore[assignment]
    tail = "/".join(name.strip("/").split("/")[-2:])  # "/freeassociation.sourceforge.net/Europe/Dublin"
    for one in (name, windows.get(name, ""), tail):
        if one and _ZONE.fullmatch(one):
            try:
                return ZoneInfo(one)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    only = offsets.get(name, set())
    return timezone(next(iter(only))) if len(only) == 1 and abs(next(iter(only))) < timedelta(hours=24) else None


def _lasting(value: str) -> timedelta | None:
    match = _LASTS.fullmatch(value.strip()[:40])
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(n or 0) for n in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _guest(parameters: dict[str, str], value: str) -> Guest:
    email = clean(value.strip())[:254]
    email = email[7:] if email.lower().startswith("mailto:") else ""
    answer = parameters.get("PARTSTAT", "").lower()
    answer = answer if answer in ("accepted", "declined", "tentative") else ""
    return Guest(_words(parameters.get("CN", "").strip('"'), most=200), email, answer)


def _words(value: str, *, most: int) -> str:
    text = _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], clean(value[: most * 2]))
    return text.strip()[:most]
