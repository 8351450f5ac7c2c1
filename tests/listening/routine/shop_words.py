"""A small shop's examples in two languages, and outbursts, for the tests of routine or human."""

from __future__ import annotations

import functools

from hafawa.listening.routine.deciding import LIVE, Facts
from hafawa.listening.routine.local import Local, build
from hafawa.listening.routine.shipped import shipped

ENGRAVING = """
can you engrave it
do you engrave rings
how much is engraving
is engraving possible on the steel watch
can I have a name engraved on the bracelet
how long does engraving take
do you engrave on the same day
can you engrave in Arabic letters
which fonts do you have for engraving
is there a limit of letters for the engraving
can the watch be engraved on the back
do you do engraving while I wait
what does it cost to engrave a date
can I order a ring with engraving online
do you also engrave things bought elsewhere
""".strip().splitlines()
HOURS = """
what time do you open
when are you open on Saturday
are you open on Sundays
until when are you open today
what are your opening hours
do you close for lunch
when do you close tonight
are you open on public holidays
how late are you open on Friday
what time does the shop open tomorrow
""".strip().splitlines()
HOURS_AR = """
متى تفتحون
متى تفتحون يوم السبت
هل تعملون يوم الأحد
إلى متى تفتحون اليوم
ما هي ساعات العمل
كم ساعة تفتحون في الجمعة
متى يغلق المحل الليلة
هل تفتحون في العيد
أي ساعة تفتحون بكرة
لين متى فاتحين اليوم
""".strip().splitlines()
OUTBURSTS = (
    "I am so angry with you", "my mother died last week", "I will sue you", "you idiots", "I lost my job yesterday",
    "this is the third time", "let me speak to a person", "thanks for nothing", "I am crying as I write this",
    "you charged me twice", "please do not tell my wife", "I was in hospital", "😡",
    "حسبي الله عليكم", "توفي والدي", "برفع عليكم قضية", "انتم نصابين", "ابي اكلم المدير", "يا سلام عليكم",
    "3eib 3aleikom", "allah yer7amo", "მამა გარდაიცვალა", "გიჩივლებთ სასამართლოში", "სირცხვილი თქვენ", "me vtiri",
)  # fmt: skip
VARIETIES = ("en", "ar", "ar-Latn", "ka", "ka-Latn")
ALL_LIVE = Facts(states=dict.fromkeys(VARIETIES, LIVE))


@functools.cache
def heard() -> dict[str, Local]:
    """What the small shop hears in English and Arabic."""
    english = [("own-1", text) for text in ENGRAVING] + [("opening_hours", text) for text in HOURS]
    arabic = [("opening_hours", text) for text in HOURS_AR]
    answered = {"own-1", "opening_hours"}
    return {
        language: build(
            language, examples, shipped=shipped(), answered=answered, shipped_matters=["opening_hours", "price"]
        )
        for language, examples in (("en", english), ("ar", arabic))
    }
