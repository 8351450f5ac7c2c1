"""Which clauses only greet, thank or ask politely, and say nothing else? Pure.

They are left out before a question is judged: "hello" is in no matter, and in every message.
"""

from __future__ import annotations

from hafawa.kernel.text import fold
from hafawa.listening.languages import ka
from hafawa.listening.lexicon import words

_ENGLISH = """
    hello hi hey hiya good morning afternoon evening day dear team sir madam there all everyone please pls plz
    thanks thank you thx ty cheers many so much very a lot in advance kindly regards kind best excuse me quick
    question one just for your the help"""
_ARABIC = """
    السلام عليكم ورحمة الله وبركاته مرحبا اهلا أهلين هلا هلو صباح مساء الخير النور مسا العافية يعطيكم يعطيكن
    الله لو سمحت سمحتم سمحتوا سمحتي من فضلك فضلكم رجاء رجاءً ارجوكم شكرا شكراً جزيلا مشكورين مشكور تسلم تسلموا
    تحية طيبة وبعد بليز عفوا ممكن سؤال استفسار تحياتي مع الشكر سلفا مقدما سيدي"""
_GEORGIAN = """
    გამარჯობა გამარჯობათ მოგესალმებით სალამი დილა მშვიდობისა საღამო დღე გთხოვთ გეთაყვა თუ შეიძლება მადლობა
    გმადლობთ დიდი წინასწარ ძალიან პატივისცემით ბოდიში უკაცრავად კითხვა მაქვს მაინტერესებს"""
_MOST = 6  # words: a longer clause says more
_SAID = {
    "en": words(_ENGLISH),
    "ar": frozenset(fold(word) for word in words(_ARABIC)),
    "ka": frozenset(ka.sound(word) for word in words(_GEORGIAN)),
}
_BARE = words("you a the your for so all one just there day me in best kind very lot many much الله من لو ممكن مع")


def only_courteous(clause: tuple[str, ...], *, language: str) -> bool:
    """Whether `clause`, words as `cutting` spells them, only greets, thanks or asks politely."""
    said = _SAID.get(language, frozenset())
    return len(clause) <= _MOST and all(word in said for word in clause) and not all(word in _BARE for word in clause)
