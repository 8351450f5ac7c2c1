"""Is an invitation read rightly, whatever wrote it, and never believed beyond itself?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from hafawa.channels.mail.invitations import Guest, Invitation, read


def calendar(*lines: str, method: str = "REQUEST", more: str = "") -> bytes:
    body = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\n{more}{body}\r\nEND:VCALENDAR\r\n".encode()


def only(data: bytes) -> Invitation:
    found = read(data)
    assert found is not None
    assert len(found.meetings) == 1
    return found


def test_what_when_where_and_who_are_read() -> None:
    found = only(
        calendar(
            "SUMMARY:دورة تحضير القهوة\\, المستوى الأول",
            "DTSTART;TZID=Asia/Tbilisi:20261210T180000",
            "DTEND;TZID=Asia/Tbilisi:20261210T193000",
            "LOCATION:თბილისი\\, რუსთაველის 12",
            "DESCRIPTION:Bring an apron.\\nAnd a",
            " ppetite",
            'ORGANIZER;CN="Layla; Haddad":mailto:layla@example.org',
            "ATTENDEE;CN=Shop;PARTSTAT=NEEDS-ACTION:mailto:shop@shop.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:giorgi@example.org",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "BEGIN:VALARM",
            "DESCRIPTION:This is the alarm's",
            "TRIGGER:-PT15M",
            "END:VALARM",
        )
    )
    (meeting,) = found.meetings
    tbilisi = ZoneInfo("Asia/Tbilisi")
    assert found.method == "request"
    assert meeting.title == "دورة تحضير القهوة, المستوى الأول"
    assert meeting.begins == datetime(2026, 12, 10, 18, tzinfo=tbilisi)
    assert meeting.ends == datetime(2026, 12, 10, 19, 30, tzinfo=tbilisi)
    assert meeting.zone == "Asia/Tbilisi"
    assert meeting.place == "თბილისი, რუსთაველის 12"
    assert meeting.notes == "Bring an apron.\nAnd appetite"
    assert meeting.host == Guest("Layla; Haddad", "layla@example.org")
    assert meeting.guests == (Guest("Shop", "shop@shop.example"), Guest("", "giorgi@example.org", "accepted"))
    assert meeting.repeats == "weekly"


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("DTSTART:20261210T140000Z", datetime(2026, 12, 10, 14, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20261210", date(2026, 12, 10)),
        ("DTSTART;TZID=Georgian Standard Time:20261210T180000", datetime(2026, 12, 10, 14, tzinfo=UTC)),
        ('DTSTART;TZID="Arab Standard Time":20261210T170000', datetime(2026, 12, 10, 14, tzinfo=UTC)),
        ("DTSTART;TZID=/x.example/20070129_1/Europe/Dublin:20261210T140000", datetime(2026, 12, 10, 14, tzinfo=UTC)),
        ("DTSTART:20261210T140000", datetime(2026, 12, 10, 14)),  # noqa: DTZ001
        ("DTSTART;TZID=Nowhere/Land:20261210T140000", datetime(2026, 12, 10, 14)),  # noqa: DTZ001
        ("DTSTART;TZID=../../etc/passwd:20261210T140000", datetime(2026, 12, 10, 14)),  # noqa: DTZ001
        ("DTSTART;TZID=Europe:20261210T140000", datetime(2026, 12, 10, 14)),  # noqa: DTZ001
        ("DTSTART:99999999T999999Z", None),
        ("DTSTART:tomorrow", None),
    ],
)
def test_a_time_is_of_its_zone_or_of_nobody_s(line: str, begins: datetime | date | None) -> None:
    meeting = only(calendar("SUMMARY:x", line)).meetings[0]
    assert meeting.begins == begins


def test_a_zone_nobody_knows_is_read_by_the_one_offset_the_invitation_states() -> None:
    own = (
        "BEGIN:VTIMEZONE\r\nTZID:Customized\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0400\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    meeting = only(calendar("SUMMARY:x", "DTSTART;TZID=Customized:20261210T180000", more=own)).meetings[0]
    assert meeting.begins == datetime(2026, 12, 10, 18, tzinfo=timezone(timedelta(hours=4)))


def test_what_one_letter_says_of_a_zone_holds_for_no_other() -> None:
    lie = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tbilisi\r\nBEGIN:STANDARD\r\nTZOFFSETTO:-1100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    line = "DTSTART;TZID=Asia/Tbilisi:20261210T180000"
    assert only(calendar("SUMMARY:x", line, more=lie)).meetings == only(calendar("SUMMARY:x", line)).meetings


@pytest.mark.parametrize(
    "order", [("DTSTART:20261210T140000Z", "DURATION:PT1H30M"), ("DURATION:PT1H30M", "DTSTART:20261210T140000Z")]
)
def test_how_long_it_lasts_gives_its_end(order: tuple[str, str]) -> None:
    assert only(calendar("SUMMARY:x", *order)).meetings[0].ends == datetime(2026, 12, 10, 15, 30, tzinfo=UTC)


def test_one_called_off_is_said_to_be() -> None:
    assert only(calendar("SUMMARY:x", method="CANCEL")).meetings[0].is_cancelled
    assert only(calendar("SUMMARY:x", "STATUS:CANCELLED")).meetings[0].is_cancelled
    assert not only(calendar("SUMMARY:x")).meetings[0].is_cancelled


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff" * 1000,
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR",
        b"BEGIN:X\n" * 20_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"END:VEVENT\n" * 5000,
        b";;;;::::\n" * 5000,
        b"BEGIN:VCALENDAR\n BEGIN" * 5000,
        b"DTSTART:20261210T140000Z",
    ],
)
def test_what_is_no_calendar_is_none_and_never_an_error(data: bytes) -> None:
    assert read(data) is None


def test_a_thousand_guests_are_counted_not_listed() -> None:
    meeting = only(calendar("SUMMARY:x", *(f"ATTENDEE:mailto:a{n}@x.example" for n in range(1000)))).meetings[0]
    assert len(meeting.guests) + meeting.more_guests == 1000
    assert len(meeting.guests) < 100
