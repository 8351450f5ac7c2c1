"""Which Arabic words mean the same to a shop, whatever the dialect, and what is a word without what is joined to it?

"بدي", "عايز", "أبغى" and "أريد" all want something: a few examples in one dialect should find the question in
another. Small words and those of any shop only; a matter's own words are learned from its examples. Pure.
"""

from __future__ import annotations

import functools

from hafawa.kernel.text import fold

_SENSES = {
    "want": """
        اريد نريد بدي بدنا ابغى ابغا ابي نبي نبغى عايز عاوز عايزه عاوزه بغيت اود ارغب حابب حابه حاب نحب احتاج محتاج
        محتاجه""",
    "how": "كيف ازاي ازاى شلون كيفاش كيفيه چيف طريقه الطريقه",
    "what": "ماذا ما شو ايش ايه وش وشو شنو شنوه اش ماهي ماهو شنهو",
    "when": "متى امتى ايمتى ايمته امتا وقتيش وقتاش فوقاش",
    "where": "اين وين فين منين وينه",
    "why": "لماذا ليش ليه علاش لاش عليش",
    "which": "اي انهي انهو اينا",
    "how_much": "كم بكم كام بكام قديش اديش قداش شقد شحال",
    "whether": "هل واش ياترى",
    "can": """
        يمكن يمكنني يمكنك ممكن استطيع تستطيع اقدر تقدر بقدر بتقدر نقدر تقدروا فيني فيكم ينفع بينفع نجم قادر يمديني
        يمديكم بامكاني""",
    "now": "الان الحين هلا هلق دلوقتي دلوقت هسه هسا توا دابا حاليا",
    "not": "لا ليس ليست لم لن مش مو موب مهوب مب ماشي",
    "there": "هناك يوجد توجد فيه اكو كاين متوفر متوفره متاح متاحه موجود موجوده عندكم لديكم",
    "do": "اعمل نعمل بعمل اسوي اساوي نسوي ندير افعل",
    "must": "يلزم لازم ينبغي يجب ضروري",
    "money": "مال المال اموال الاموال اموالي فلوس فلوسي مصاري مصرياتي نقود النقود دراهم",
    "card": "بطاقه البطاقه بطاقتي بطاقات البطاقات كرت الكرت كارت الكارت كارد",
    "this": "هذا هذه هاد هاي هادا دا ده دي هذي هيدا هيدي",
    "who_which": "الذي التي الذين اللي يلي",
    "because": "لاجل عشان علشان لان منشان مشان",
    "how_long": "وقت الوقت مده المده فتره الفتره يستغرق تستغرق بياخد ياخذ تاخذ بتاخد",
    "change": "تغيير اغير تبديل ابدل تعديل اعدل تحديث",
    "get": "احصل الحصول اخذ اخد جيب اجيب",
    "send": "ارسال ارسل ابعث ابعت تحويل احول حواله",
    "account": "حساب حسابي الحساب حسابات اكاونت",
    "fees": "رسوم الرسوم عموله العموله تكلفه التكلفه",
    "arrive": "يصل تصل وصول يوصل توصل بيوصل بتوصل استلم استلام",
    "use": "استخدم استخدام استعمل استعمال",
    "limit": "حد الحد حدود الاقصى اقصى سقف",
    "help": "مساعده ساعدني تساعدني ساعدوني",
}
_BEFORE = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_AFTER = ("تها", "تهم", "تكم", "ها", "هم", "كم", "نا", "تي", "ات", "ون", "ين", "ه", "ي", "ك", "ت")
_LEAST = 3  # letters that are left of a word


def sense(word: str) -> str:
    """The name of what `word` means in every dialect; "" where it has none here."""
    return _senses().get(fold(word), "")


def bare(word: str) -> str:
    """`word`, folded, less one article or joined particle before it and one ending, where three letters are left."""
    folded = fold(word)
    before = next((p for p in _BEFORE if folded.startswith(p) and len(folded) - len(p) >= _LEAST), "")
    folded = folded[len(before) :]
    after = next((a for a in _AFTER if folded.endswith(a) and len(folded) - len(a) >= _LEAST), "")
    return folded[: len(folded) - len(after)]


@functools.cache
def _senses() -> dict[str, str]:
    return {fold(word): name for name, listed in _SENSES.items() for word in listed.split()}
