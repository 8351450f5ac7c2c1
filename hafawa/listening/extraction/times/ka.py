"""How are days and hours named in Georgian? Written in Georgian letters here, compared as `writing.heard` has them."""

from __future__ import annotations

import re

from hafawa.listening.extraction.moments import Times
from hafawa.listening.extraction.patterns import any_of, words
from hafawa.listening.extraction.writing import heard

_GEORGIAN = re.compile(r"[ა-ჰ]+")


def spelt(rule: str) -> re.Pattern[str]:
    """`rule` with its Georgian as it is heard, so that it finds either script."""
    return words(_GEORGIAN.sub(lambda m: heard(m[0]), rule))


_COUNTS = (
    (1, "ერთ"),
    (2, "ორ"),
    (3, "სამ"),
    (4, "ოთხ"),
    (5, "ხუთ"),
    (6, "ექვს"),
    (7, "შვიდ"),
    (8, "რვა"),
    (9, "ცხრა"),
    (10, "ათ"),
    (11, "თერთმეტ"),
    (12, "თორმეტ"),
    (13, "ცამეტ"),
    (14, "თოთხმეტ"),
    (15, "თხუთმეტ"),
    (16, "თექვსმეტ"),
    (17, "ჩვიდმეტ"),
    (18, "თვრამეტ"),
    (19, "ცხრამეტ"),
    (20, "ოც"),
    (30, "ოცდაათ"),
    (40, "ორმოც"),
    (45, "ორმოცდახუთ"),
    (48, "ორმოცდარვა"),
    (50, "ორმოცდაათ"),
    (60, "სამოც"),
    (24, "ოცდაოთხ"),
    (3, "რამდენიმე"),
    (30, "ნახევარ"),
    (15, "მეოთხედ"),
)
NUMBERS = {heard(stem + end): n for n, stem in _COUNTS for end in ("", "ი")} | {"rva": 8, "tshra": 9}
_GENITIVE = {
    heard(form): n
    for n, forms in (
        (1, "ერთის პირველის ერთი ერთ"),
        (2, "ორის ორი ორ"),
        (3, "სამის სამი სამ"),
        (4, "ოთხის ოთხი ოთხ"),
        (5, "ხუთის ხუთი ხუთ"),
        (6, "ექვსის ექვსი ექვს"),
        (7, "შვიდის შვიდი შვიდ"),
        (8, "რვის რვა"),
        (9, "ცხრის ცხრა ცხრი"),
        (10, "ათის ათი ათ"),
        (11, "თერთმეტის თერთმეტი თერთმეტ"),
        (12, "თორმეტის თორმეტი თორმეტ"),
    )
    for form in forms.split()
}
UNITS = {
    heard(stem): unit
    for unit, stems in {
        "minute": "წუთ",
        "hour": "საათ",
        "day": "დღე დღ",
        "week": "კვირა კვირ",
        "month": "თვე თვ",
    }.items()
    for stem in stems.split()
} | {heard("წამ"): "15:minute", heard("ნახევარ საათ"): "30:minute"}
_DAY_STEMS = (
    (0, "ორშაბათ"),
    (1, "სამშაბათ"),
    (2, "ოთხშაბათ"),
    (3, "ხუთშაბათ"),
    (4, "პარასკევ"),
    (5, "შაბათ"),
)
WEEKDAYS = {heard(stem): n for n, stem in _DAY_STEMS} | {heard("კვირა"): 6, heard("კვირ"): 6}
_MONTH_STEMS = (
    (1, "იანვარ იანვრ"),
    (2, "თებერვალ თებერვლ"),
    (3, "მარტ"),
    (4, "აპრილ"),
    (5, "მაის"),
    (6, "ივნის"),
    (7, "ივლის"),
    (8, "აგვისტო"),
    (9, "სექტემბერ სექტემბრ"),
    (10, "ოქტომბერ ოქტომბრ"),
    (11, "ნოემბერ ნოემბრ"),
    (12, "დეკემბერ დეკემბრ"),
)
MONTHS = {heard(stem): n for n, stems in _MONTH_STEMS for stem in stems.split()}

_N = rf"\d{{1,3}}|{any_of(NUMBERS)}"
_HOUR = any_of(_GENITIVE)
_CASE = r"(?:ს|სვე|საც|ამდე|მდე|ისთვის|სთვის|ისთვისაც|ზე|შიც|იდან|დან|ის|ი)?"
_DAYS = any_of(heard(stem) for _n, stem in _DAY_STEMS)
_MONTHS = any_of(MONTHS)
_UNIT_IN = (
    r"(?P<unit>წუთ|საათ|დღე|დღ|კვირა|კვირ|თვე|თვ|წამ)(?:ში|(?:ის|ს)? (?:განმავლობაში|შემდეგ|"
    r"მერე|შიგნით|ვადაში)|ში მაინც)"
)

TIMES = Times(
    patterns=(
        ("ahead", spelt(r"(?P<unit>ნახევარ საათ)ში")),
        ("ahead", spelt(rf"(?:(?:{_N}) )?(?P<n>{_N}) (?P<work>სამუშაო ){_UNIT_IN}")),
        ("ahead", spelt(rf"(?:(?:{_N}) )?(?P<n>{_N}) ?{_UNIT_IN}")),
        ("week", spelt(r"(?P<next_end>(?:მომავალ|შემდეგ|მომდევნო)ი? კვირის ბოლო(?:მდე|ს|სთვის))")),
        ("week", spelt(r"(?P<end>(?:ამ )?კვირის ბოლო(?:მდე|ს|სთვის)|უიქენდ\w*)")),
        ("week", spelt(r"(?P<next>(?:მომავალ|მომდევნო|შემდეგ)ი? (?:კვირას|კვირაში|კვირისთვის))")),
        ("week", spelt(r"(?P<this>ამ კვირა(?:ში|ს))")),
        ("month_end", spelt(r"(?:ამ )?თვის (?:ბოლო(?:მდე|ს|სთვის)|დასასრულ\w*)")),
        ("month_end", spelt(r"(?P<next>(?:მომავალ|მომდევნო|შემდეგ)ი? (?:თვეში|თვეს))")),
        (
            "closing",
            spelt(
                r"(?:(?:დღევანდელი|სამუშაო|ამ|დღეს|სამუშაო) )?დღის ბოლო(?:მდე|ს|სთვის)|დახურვამდე|"
                r"სანამ დავ?კეტ\w+|დღევანდელი დღის განმავლობაში"
            ),
        ),
        (
            "dated",
            spelt(
                rf"(?:არაუგვიანეს )?(?P<day>\d{{1,2}}|პირველ) (?:ი )?(?P<month>{_MONTHS})(?:ს|ამდე|მდე|"
                rf"ისთვის|სთვის|იდან|ის|ისა|ა|ი|შიც|ლამდე|რამდე)?(?: (?P<year>20\d\d))?"
            ),
        ),
        (
            "dated",
            spelt(
                r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{2,4}))?(?: (?:მდე|ში|ს|სთვის|"
                r"ისთვის))"
            ),
        ),
        ("clock", spelt(r"(?P<h>\d{1,2})[:.](?P<m>\d\d)(?: (?:ზე|მდე|სთვის|ისთვის|ს|საათზე|საათამდე))?")),
        ("clock", spelt(r"(?:\d{1,2} (?:სა|დან|ს) (?:და )?)(?P<h>\d{1,2}) (?:ს შორის|მდე|საათამდე|ს)")),
        ("clock", spelt(rf"(?P<h>\d{{1,2}}|{_HOUR}) (?:საათ(?:ზე|ამდე|ისთვის|იდან)|საათის?)")),
        ("clock", spelt(rf"(?P<h>\d{{1,2}}|{_HOUR}) ?(?:ის |is )?(?P<to>ნახევარ|ნახევრ)(?:ზე|ამდე|ისთვის|ი|იდან)")),
        ("day_of_month", spelt(r"(?P<day>\d{1,2}) (?:ში|რიცხვში|რიცხვამდე|ამ თვეში)")),
        ("day", spelt(r"(?P<after>ზეგ(?:ისთვის|ამდე|ვე|აც)?)")),
        ("day", spelt(r"(?P<third>მაზეგ(?:ისთვის|ამდე|ვე)?)")),
        ("day", spelt(r"(?P<tomorrow>ხვალ(?:ვე|ამდე|ისთვის|აც|იდან|ინდელ\w*)?)")),
        ("part", spelt(r"(?P<evening>საღამო(?:ს|მდე|სვე|თი)?|ამაღამ|ღამით|ღამე)")),
        ("part", spelt(r"(?P<morning>დილ(?:ით|ის|ითვე|ას|ამდე|აადრიან)|დილიდან)")),
        ("part", spelt(r"(?P<noon>შუადღ(?:ე|ეს|ემდე|ის|ისთვის|ეზე|ით|ისას))")),
        ("part", spelt(r"(?P<afternoon>ნაშუადღევს|ლანჩის მერე|შუადღის შემდეგ|ნასადილევს)")),
        ("weekday", spelt(rf"(?:(?:მომავალ|შემდეგ|მომდევნო|ამ|ამავე)ი? )?(?P<wd>{_DAYS}){_CASE}")),
        ("weekday", spelt(r"(?P<wd>კვირა)(?:ს|მდე|საც|სვე)")),
        ("ahead", spelt(r"(?P<unit>კვირ)ის თავზე")),
        ("day", spelt(r"(?P<today>დღეს(?:ვე)?|დღევანდელ\w*|ახლავე|ახლა|ეხლა|ეხლავე|დღესაც)")),
        ("clock", spelt(r"(?P<h>\d{1,2}) (?:ზე|მდე|სთვის|ის (?:მერე|შემდეგ)|იდან|დან)")),
        ("clock", spelt(rf"(?P<h>{_HOUR})(?:ზე|მდე|ამდე|ისთვის|იდან|დან)")),
    ),
    numbers=NUMBERS,
    units=UNITS,
    weekdays=WEEKDAYS,
    months=MONTHS,
    hours=_GENITIVE,
    past=spelt(r"გუშინ\w*|გუშინწინ|გასულ \w+|წინა (?:კვირა\w*|თვე\w*)|\w+ (?:დღის|კვირის|თვის|საათის) წინ|შარშან"),
)
