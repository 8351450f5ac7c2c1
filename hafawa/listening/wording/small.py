"""Which words say nothing of either side, because every sentence needs them? Folded, per language. Pure."""

from __future__ import annotations

from hafawa.kernel.text import fold

_EN = """
a about after again all also always am an and any are as at back be been before being but by can come could day did do
does done down each even ever every few first for from get go going got had has have having he her here him his how if
in into is it its just know last let like made make many may me more most much must my need no not now of off on one
only or other our out over own please re really same say see she should since so some still such take than that the
their them then there these they thing this those through time to today too two under until up us use very want was we
well were what when where which while who why will with would yes yet you your yours dear hello hi regards sincerely
thank thanks ve ll don didn doesn isn wasn won couldn
"""
_AR = """
في من على الى عن مع هذا هذه ذلك تلك الذي التي الذين هو هي هم هن انا انت انتم نحن كان كانت يكون تكون لقد قد لا لم لن ما
ماذا هل كيف متى اين لماذا كل بعض اي ان او ثم بل حتى اذا اذ لو لكن لان لانه بين بعد قبل عند عندما منذ فقط ايضا جدا هنا
هناك كما مثل غير سوف كي الا اما فيه فيها منه منها عليه عليها لي لك لكم لنا له لها لهم به بها بكم معكم معي معنا عندي
عندكم عندنا شو ليش وين ايش ليه فين ايه اللي مش مو ده دي دا بس يا والله السلام عليكم مرحبا اهلا شكرا تحيه وانا وهو
"""
_KA = """
და რომ არ არა არის იყო ეს ის ამ იმ მე შენ ჩვენ თქვენ ისინი ჩემი თქვენი ჩვენი მისი მათი რა ვინ სად როდის როგორ რატომ
რომელი რომელიც თუ მაგრამ ან ასევე კი ხომ უკვე კიდევ მხოლოდ ძალიან უფრო ყველა ყველაფერი ერთი ორი როცა როგორც რადგან
თითქმის აქ იქ ახლა დღეს მერე შემდეგ წინ შესახებ მიერ გარეშე მინდა უნდა აქვს მაქვს გვაქვს გაქვთ იქნება გამარჯობა
გმადლობთ მადლობა გთხოვთ პატივისცემით მას მათ ჩემს თქვენს ჩვენს ამას იმას ვარ ხართ ვართ არიან
"""
SMALL: dict[str, frozenset[str]] = {
    language: frozenset(fold(words).split()) for language, words in (("en", _EN), ("ar", _AR), ("ka", _KA))
}
