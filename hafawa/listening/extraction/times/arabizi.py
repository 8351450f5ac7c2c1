"""How are days and hours named in Arabic typed in Latin letters and digits? Many spellings of each word."""

from __future__ import annotations

from hafawa.listening.extraction.moments import Times
from hafawa.listening.extraction.patterns import any_of, by_name, words

NUMBERS = by_name(
    (
        (1, "wa7ad wahad wa7de"),
        (2, "tnein tnen etnein ithnain"),
        (3, "talat tlat tlet thalath 3talat talata tlete"),
        (4, "arba3 arb3a arba3a"),
        (5, "khams khamas 5ams khamse 5amse"),
        (6, "sett set sitt sitte"),
        (7, "saba3 sab3a sabe3"),
        (8, "taman tamanya tmen tmene"),
        (9, "tesa3 tes3a tis3a"),
        (10, "3ashr 3ashra 3ashar"),
        (15, "rob3 rub3"),
        (20, "3eshreen 3ishreen 3oshrin"),
        (30, "noss nos nuss nous"),
    ),
    str,
)
UNITS = {
    word: unit
    for unit, listed in {
        "minute": "da2i2a da2aye2 da2ayi2 d2ayi2 d2aye2 dakika da2eye2 daqiqa daqayeq",
        "hour": "sa3a se3a saa3a sa3at se3at sa3ah",
        "day": "yom yoom youm ayyam ayam eyyam tiyyam",
        "week": "osboo3 esboo3 isbou3 2osbou3 usbou3 osbo3 asabee3 jem3a",
        "month": "shahr shaher shohoor",
        "2:hour": "sa3tein sa3ten se3tein saa3tein sa3teen",
        "2:day": "yomein yomen yomain yawmein yomeyn youmein yawmen",
        "2:week": "osboo3ein esboo3ein isbou3ein",
        "2:month": "shahrein",
        "2:minute": "d2i2tein da2i2tein",
    }.items()
    for word in listed.split()
}
WEEKDAYS = by_name(
    (
        (0, "etnein etnen tnein tnen ithnain itnein"),
        (1, "talat tlat tleta talata thalatha tlete tleta2"),
        (2, "arba3 arb3a erb3a orb3a 2arb3a arbe3a 2arba3 arba3a2 2erb3a"),
        (3, "khamis khamees 5amis 5amees khmis 5mis"),
        (4, "gom3a jom3a jem3a jum3a gomaa jom3ah jum3ah gom3ah jemaa"),
        (5, "sabt sebt sebet sabet sabit"),
        (6, "7ad a7ad 2a7ad ahad had"),
    ),
    str,
)
MONTHS = by_name(
    (
        (1, "yanayer"),
        (2, "febrayer shbat shubat"),
        (3, "mars mares march azar"),
        (4, "abril april nisan"),
        (5, "mayo may ayyar"),
        (6, "yonyo yunyu june"),
        (7, "yolyo july tammouz"),
        (8, "aghostos august"),
        (9, "september aylul"),
        (10, "october"),
        (11, "november"),
        (12, "december"),
    ),
    str,
)
HOURS = by_name(
    (
        (1, "wa7de wa7da"),
        (2, "tentein etnein tnein"),
        (3, "tlete talata"),
        (4, "arb3a arba3a"),
        (5, "khamse khamsa 5amse"),
        (6, "sette setta"),
        (7, "sab3a"),
        (8, "tmene tamanya"),
        (9, "tes3a"),
        (10, "3ashra"),
    ),
    str,
)
_THE = r"(?:el|al|il|l|el2|yom|youm|yoom|nhar|nahar|yom el|youm el|yoom el|nhar l|nhar el|nhar el|lal|la) ?"
_OPEN = r"(?:w )?(?:fi |fe |b ?)?(?:khelal|khilal|5ilal|5elal|khlal|ba3d|b3d|ba3ed|bi|fi|kaman|modet)"
_N = rf"\d{{1,3}}|{any_of(NUMBERS)}"
_DUAL = any_of(w for w, u in UNITS.items() if ":" in u)

TIMES = Times(
    patterns=(
        ("day", words(r"(?P<after>(?:ba3d|ba3ed|b3d) (?:bokra|bukra|boukra|bkra|ghad|bacher))")),
        (
            "part",
            words(
                r"(?P<evening>(?:el |l |al |3al |bel |bil )?(?:masa|masa2|maghreb|maghrib|leil|leile|"
                r"leila|3esha|3isha|3ashiyye)|(?:ba3d )?el fetar)"
            ),
        ),
        (
            "part",
            words(
                r"(?P<afternoon>(?:ba3d )?(?:el |l |al )(?:3asr|3aser)|ba3d (?:el |l |al )?(?:dohr|do7r|"
                r"duhr|doher|dhor))"
            ),
        ),
        ("part", words(r"(?P<noon>(?:el |l |al )?(?:dohr|do7r|duhr|doher|dhor))")),
        ("closing", words(r"(?:akher|nhayet|nihayet|2akher) (?:el |l )?(?:yom|youm|nhar|dawam)")),
        (
            "week",
            words(
                r"(?P<next>(?:el |l |al )?(?:osboo3|esboo3|isbou3|2osbou3|usbou3|jem3a) (?:el |l |"
                r"al )?(?:gay|jaye|jay|jeye|jaya|2adem|qadem))"
            ),
        ),
        ("ahead", words(rf"{_OPEN} (?P<unit>{_DUAL})")),
        ("ahead", words(rf"{_OPEN} (?P<n>{_N}) (?P<unit>{any_of(UNITS)})")),
        ("ahead", words(rf"{_OPEN} (?P<unit>{any_of(UNITS)})")),
        ("dated", words(rf"(?P<day>\d{{1,2}}) (?P<month>{any_of(MONTHS)})")),
        ("day_of_month", words(r"(?:yom|youm|nhar) (?P<day>\d{1,2})")),
        ("weekday", words(rf"(?:{_THE})(?P<wd>{any_of(WEEKDAYS)})")),
        ("day", words(r"(?:3a ?|la ?)?(?P<tomorrow>bokra|bukra|boukra|bkra|bokrah|ghadan|ghad|bacher)")),
        ("part", words(r"(?P<morning>(?:el |l |al |3al )?(?:sob7|sobo7|subh|sab7|sobh|sab2h|so7b))")),
        (
            "day",
            words(
                r"(?P<today>(?:el |l |al )?(?:yom|youm|yoom)(?! (?:el|l)\b)|lyom|lyoum|elyom|elyoum|"
                r"el ?naharda|ennaharda|naharda|el ?nahardah|halla2|halla|delwa2ty|dilwa2ti|alla2)"
            ),
        ),
        (
            "clock",
            words(
                rf"(?:el |l |al )?(?:sa3a|se3a) (?P<h>\d{{1,2}}|"
                rf"{any_of(HOURS)})(?:[:.](?P<m>\d\d))?(?: w (?P<half>noss|nos|nuss))?"
            ),
        ),
        ("clock", words(r"(?:3al|3 al|abl|gabl|2abl) (?:el )?(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?")),
    ),
    numbers=NUMBERS,
    units=UNITS,
    weekdays=WEEKDAYS,
    months=MONTHS,
    hours=HOURS,
    past=words(r"embare7|mbare7|embareh|imbare7|elli fat|el madi|l madi"),
)
