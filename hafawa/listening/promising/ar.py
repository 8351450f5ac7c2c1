"""How is something promised in Arabic, and how are days named? See `lexicon` for the notation.

Standard, Gulf, Levantine and Egyptian: the future is س or سوف, ب, راح or رح, ه or ح before the verb.
"""

from __future__ import annotations

from hafawa.kernel.text import fold
from hafawa.listening.dates import DateWords

_SIGNS = "راح|رح|سوف|حا"


_MONEY = "مبلغ|فلوس*|المبلغ|الفلوس|مصاري*|المصاري|مال*|حقك|نقود*"


def _future(verbs: str, *, then: str = "") -> str:
    """
    Every way `verbs` (present, any person of ours, stems) stand in the future, with what must follow."""
    made: list[str] = []
    for verb in verbs.split():
        made += [f"س{verb}*", f"ب{verb}*", f"ه{verb}*", f"ح{verb}*", f"{_SIGNS} {verb}*"]
        if verb[0] == "ا":
            made += [f"ب{verb[1:]}*", f"ه{verb[1:]}*", f"ح{verb[1:]}*"]
    return ", ".join(f"{verb} {then}" for verb in made)


PROMISES: dict[str, str] = {
    "call": _future("اتصل نتصل يتصل اكلمك نكلمك يكلمك اكلمكم نكلمكم احكي نحكي نتواصل اتواصل يتواصل ندق ادق نرن ارن يرن")
    + ", توقع اتصال*",
    "send": _future(
        "ارسل نرسل يرسل ابعت نبعت يبعت ابعث نبعث اشحن نشحن يشحن نوصل يوصلك يوصلكم توصلك اوصل نسلم "
        "يطلع يصلك يصلكم تصلك نجيب اجيب"
    )
    + ", سيتم|راح|رح ~ ارسال|شحن|توصيل|تسليم, سيتم ~ ارسال|شحن|توصيل|تسليم, ستصلك*, تستلم* ~ طلب*"
    ", راح|رح تستلم*, ستستلم*",
    "refund": _future("نرجع ارجع يرجع نعيد اعيد يعاد نحول احول نرد ارد نسترجع", then=f"~ {_MONEY}")
    + """
        , سيتم ~ استرجاع|استرداد|ارجاع|اعادة|رد|تحويل ~ مبلغ|فلوس|مال*|المبلغ, راح|رح ~ نحول|نرجع|يرجع*|نرد ~ مبلغ|
        فلوس|مصاري""",
    "answer": _future(
        "ارد نرد يرد اجاوب نجاوب اوافيك نوافيك اعلمك نعلمك اخبرك نخبرك اخبركم نخبركم ابلغك نبلغك "
        "نبلغكم ارجعلك اكتب نكتب نفيدك افيدك نبقيك ابقيك نبقيكم اقولك اطمنك نطمنك"
    )
    + """
        , راح|رح|بنرجعلك|نرجعلك|بنرجع ~ خلال|بكره|اليوم, راح|رح نرجعلك|ارجعلك|نرجع*, نعطيك خبر, بعطيك|اعطيك خبر,
        ساعطيك خبر, نوافيكم, بخليك|نخليك علي اطلاع""",
    "check": _future(
        "اتاكد نتاكد اشوف نشوف يشوف اتحقق نتحقق يتحقق افحص نفحص اسال نسال اراجع نراجع استفسر نستفسر "
        "اعرف نعرف نبحث ابحث نتابع اتابع"
    )
    + ", خليني اشوف|اتاكد|اسال, اوعدك اشوف|اتاكد, خلينا نشوف|نتاكد, دعني اتحقق|اتاكد",
    "fix": _future("اصلح نصلح يصلح يصلحها نحل احل يحل نعالج اعالج نضبط اضبط نزبط ازبط نصحح اصحح")
    + ", سيتم ~ حل|اصلاح|تصليح|تصحيح",
    "other": _future("احجز نحجز احفظ نحفظ نعوض اعوض نجهز اجهز نخصم نلغي الغي نغير نضيف اضيف نبدل ابدل")
    + ", اوعدك, نوعدك, سنحرص, سيتم ~ حجز|تجهيز|تعويض|الغاء|استبدال",
    "negator": "ما, مو, مش, لن, لم, لا, ليس, ماراح, مارح, مش هنقدر, لسنا, بدون, امس, مبارح, كنت, كنا, كان",
    "conditional": "اذا, لو, في حال, ان لم, ممكن, ربما, يمكن, يمكنك, حال, ان كان, تحب, تحبي, هل, ان كنت, قد",
    "theirs": """
        ما|لا|مش|لن نقدر|اقدر|نستطيع|استطيع|هنقدر نوعد*|اوعد*|نعد*|اعد*, قلتوا, قلتم, وعدتوني, وعدتونا, اتصل بنا,
        ارجو|نرجو ان, لو سمحت, لو سمحتي, من فضلك, يرجي""",
}

_WEEKDAYS = "الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد"
_NUMBERS = (
    (1, "واحد واحدة"), (2, "اثنين اتنين تنين"), (3, "ثلاث ثلاثة تلات تلاتة تلت ثلث"), (4, "اربع اربعة"),
    (5, "خمس خمسة"), (6, "ست ستة"), (7, "سبع سبعة"), (8, "ثمان ثمانية تمان تمانية ثماني"), (9, "تسع تسعة"),
    (10, "عشر عشرة"), (12, "اثنا اثني"), (14, "اربعتاشر"),
)  # fmt: skip
_MONTHS = (
    "يناير جانفي كانون", "فبراير شباط", "مارس اذار", "ابريل نيسان افريل", "مايو ايار ماي", "يونيو حزيران جوان",
    "يوليو تموز جويلية", "اغسطس اب اوت", "سبتمبر ايلول", "اكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


DATES = DateWords(
    today=_set("اليوم النهارده النهاردة الليوم اليوما هاليوم"),
    tonight=_set("الليلة الليله بالليل مساء المسا المساء العشية"),
    tomorrow=_set("غد الغد غدا بكرة بكرا بكره باكر غدوة بكير"),
    after_tomorrow=_set("بعدبكرة"),
    after=_set("بعد"),
    morning=_set("الصبح صباحا الصباح بالصبح الصبحية"),
    weekdays={
        form: n
        for n, name in enumerate(fold(_WEEKDAYS).split())
        for form in (name, name.removeprefix("ال"), "لل" + name.removeprefix("ال"), "ل" + name)
    }
    | {"تلات": 1, "التلات": 1, "الثلاثا": 1, "الاربعا": 2, "الاتنين": 0, "الحد": 6},
    months={fold(name): n + 1 for n, names in enumerate(_MONTHS) for name in names.split()},
    numbers={form: n for n, names in _NUMBERS for form in fold(names).split()},
    units={
        fold(form): unit
        for unit, names in {
            "minute": "دقيقة دقائق دقايق",
            "hour": "ساعة ساعات",
            "day": "يوم ايام يوما",
            "week": "اسبوع اسابيع اسبوعا",
            "month": "شهر اشهر شهور",
        }.items()
        for form in names.split()
    },
    fixed={
        fold("ساعة"): (1, "hour"), "ساعتين": (2, "hour"), "ساعتان": (2, "hour"), "يوم": (1, "day"), "يومين": (2, "day"),
        "يومان": (2, "day"), "اسبوع": (1, "week"), "اسبوعين": (2, "week"), "اسبوعان": (2, "week"),
        "شهر": (1, "month"), "شهرين": (2, "month"), "دقيقتين": (2, "minute"),
    },
    working=_set("عمل دوام"),
    span_openers=_set("خلال بعد ضمن بظرف ظرف بخلال غضون"),
    next_words=_set("القادم الجاي القادمة الجاية المقبل الياي"),
    week_words=_set("الاسبوع اسبوع"),
    end_phrases=(("نهايه", "اليوم"), ("اخر", "اليوم"), ("نهايه", "الدوام"), ("اخر", "النهار"), ("اخر", "الدوام")),
    clock_openers=_set("الساعة قبل"),
    afternoon=_set("مساء م عصرا العصر ظهرا الظهر المسا المغرب"),
    before_noon=_set("صباحا ص الصبح"),
)  # fmt: skip


def forms(word: str) -> tuple[str, ...]:
    """
    The shapes under which an Arabic word is looked up: itself, and without و or ف and the article."""
    found = [word]
    if word[0] in "وف" and len(word) > 4:
        found.append(word[1:])
    if word.startswith("ال") and len(word) > 4:
        found.append(word[2:])
    return tuple(found)
