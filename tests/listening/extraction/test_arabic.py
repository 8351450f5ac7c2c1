"""Are promises in Arabic notes and summaries, their days, and what customers wish found, and what only looks so not?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hafawa.listening import extraction
from tests.listening.work import steps

ZONE = ZoneInfo("Asia/Tbilisi")
SAID_AT = datetime(2026, 3, 4, 10, tzinfo=ZONE)


def _days(text: str, *, is_note: bool = True) -> list[str]:
    """The day of each promise in `text`; "?" where it has none."""
    told: dict[str, Any] = {"said_at": SAID_AT, "zone": ZONE, "language": "ar", "by_staff": True, "is_note": is_note}
    return [f.says.get("due", "?")[5:10] or "?" for f in extraction.find(text, **told) if f.what == "promise"]


def _wishes(text: str) -> set[str]:
    found = extraction.find(text, language="ar", said_at=SAID_AT, zone=ZONE)
    return {f.what for f in found} & {"demand", "suggestion", "fix"}


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("مضخة الحديقة: قطعة الغيار الخميس", ["03-05"]),
        ("البطارية تنركب يوم ٩", ["03-09"]),
        ("أبو نادر، الفني يمر عليه السبت الصبح", ["03-07"]),
        ("يُعاد القسط إلى بطاقتها خلال يومي عمل", ["03-06"]),
        ("حجزنا له طاولة ليوم الجمعة", ["03-06"]),
        ("نسخة العقد - الأحد", ["03-08"]),
        ("وعدناها المديرة تكلمها باجر", ["03-05"]),
        ("أراسلها حال وصول الرد", ["?"]),
        ("زميلتي تبلغه وترد عليه", ["?", "?"]),
        ("el motor jeye nhar l jem3a", ["03-06"]),
        ("rana hatkallemha awel ma yewsal", ["?"]),
    ],
)
def test_in_a_note_what_is_to_be_on_a_day_was_promised(note: str, days: list[str]) -> None:
    assert _days(note) == days


@pytest.mark.parametrize(
    "note",
    [
        "سيوقّع العقد الأحد",
        "يختار اللون ويدفع الباقي السبت",
        "بترد علينا بكرة",
        "بيمر المحل الخميس",
        "مسافرة يوم الجمعة",
        "زفاف بنته السبت",
        "أرسلنا له الفاتورة اليوم",
        "كلمتها النهارده وفهمت",
        "لا تتصلوا به قبل الأحد",
        "رفضنا نرجع له المبلغ",
        "اتصل مرتين اليوم",
        "ra7 yedfa3 bukra",
    ],
)
def test_in_a_note_what_they_do_what_is_past_and_what_is_refused_is_none(note: str) -> None:
    assert _days(note) == []


@pytest.mark.parametrize(
    ("mail", "days"),
    [
        ("ملخص المكالمة: معاينة الموقع يوم الأحد", ["03-08"]),
        ("كما اتفقنا: نرسل المخطط غداً، وتعيدون إلينا النموذج", ["03-05"]),
        ("حسب كلامنا بالتلفون اليوم: الصهريج يجيكم بكرة", ["03-05"]),
        ("زي ما اتفقنا: التسليم الأحد، والقسط الجاي يوم ٢٥ عليكم", ["03-08"]),
        ("metl ma 7kina: el motor 3nna la nhar l tnein", ["03-09"]),
        ("إنت هتبعت المقاسات بكره", []),
        ("المطلوب منكم صورة الهوية قبل الأحد", []),
        ("هلا بو فهد", []),
    ],
)
def test_a_summary_to_the_customer_tells_ours_from_theirs(mail: str, days: list[str]) -> None:
    assert _days(mail, is_note=False) == days


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("أول الأسبوع", "03-09"),
        ("بداية الأسبوع القادم", "03-09"),
        ("نهاية الأسبوع القادم", "03-15"),
        ("هالخميس", "03-05"),
        ("الاثنين اللي بعده", "03-16"),
        ("يوم التاسع من الشهر", "03-09"),
        ("في الحادي والعشرين من مارس", "03-21"),
        ("لأول أبريل", "04-01"),
        ("١٤ الشهر", "03-14"),
        ("باجر العصر", "03-05"),
        ("ظهر الجمعة", "03-06"),
        ("خلال يومين عمل", "03-06"),
    ],
)
def test_days_are_named_in_many_ways(words: str, day: str) -> None:
    assert _days(f"سنتصل بكم {words}", is_note=False) == [day]


@pytest.mark.parametrize("words", ["إلى ذلك الحين", "في نفس اليوم"])
def test_what_only_looks_like_a_day_is_none(words: str) -> None:
    assert _days(f"سنتصل بكم {words}", is_note=False) == ["?"]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("علقوا قائمة الأسعار على الباب", {"demand", "suggestion"}),
        ("ينبغي أن يحمل كل سائق رقم الفرع", {"demand"}),
        ("كونوا أوضح في الشروط", {"demand"}),
        ("لماذا لا تفتحون باباً ثانياً للعربات؟", {"demand", "suggestion"}),
        ("المصعد معطل منذ شهر. أصلحوه", {"fix"}),
        ("ما وصلتني العلبة. أريد علبة ثانية", {"fix"}),
        ("الفاتورة غلط، صححوها لو سمحتوا", {"fix"}),
        ("رجعولي حق التذكرة، ما اشتغلت", {"fix"}),
        ("الكيس ممزق. يكفيني كيس جديد", {"fix"}),
        ("الأسعار مخفية؟ علقوها على الباب", {"demand", "suggestion"}),
        ("أرجو أن تكتبوا التعليمات بالعربية", {"demand", "suggestion"}),
        ("nabbho el mowazafeen 3al beb", {"demand"}),
    ],
)
def test_what_is_asked_for_all_is_told_from_what_puts_right(text: str, wishes: set[str]) -> None:
    assert _wishes(text) == wishes


@pytest.mark.parametrize(
    "text",
    [
        "أريد حجز مقعدين",
        "ابعتولي الفاتورة",
        "وركّبوا الجهاز بسرعة، شكراً",
        "الجو حلو والقعدة حلوة",
        "كفو والله",
        "أرجو إلغاء الطلب",
        "يا ريت كل المحلات مثلكم",
        "غيروا العنوان إلى شارع النيل",
    ],
)
def test_plain_requests_and_what_they_did_are_no_wishes(text: str) -> None:
    assert _wishes(text) == set()


@pytest.mark.parametrize("piece", ["بس ", "يا ريت ", "أول الأسبوع ", "رجعولي ", "رسلت ", "bas ", "ما كلمتها "])
def test_twice_the_text_is_at_most_about_twice_the_work(piece: str) -> None:
    short = piece * (2_000 // len(piece))
    _steps(short + short)
    assert _steps(short + short) <= 2.6 * _steps(short) + 500


def _steps(text: str) -> int:
    return steps(lambda: (_days(text), _wishes(text)))
