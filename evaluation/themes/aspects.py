"""Which of our topics does an aspect mean that others marked in reviews? Only aspects that mean one without doubt."""

from __future__ import annotations

from hafawa.kernel.text import fold

SETS = {"evaluate-only/en_absa14_rest_train": "en", "evaluate-only/ar_absa16_hotels_train": "ar"}
_ASPECTS = {
    "en": {
        "taste": "food meal dinner lunch breakfast dish dishes pizza sushi pasta dessert desserts menu burger steak "
        "fish chicken soup salad coffee wine drinks cuisine sauce bread seafood meat noodles rice appetizers portions",
        "manner": "staff waiter waiters waitress service hostess owner waitstaff bartender manager server servers",
        "price": "price prices pricing cost value",
        "comfort": "atmosphere ambience ambiance decor place space music seating interior",
        "access": "location parking",
        "waiting": "wait",
    },
    "ar": {
        "taste": "الطعام طعام الافطار افطار فطور وجبه الاكل اكل العشاء المطعم مطعم بوفيه القهوه",
        "manner": "الخدمه خدمه العاملين العاملون الموظفين الموظفون موظفي طاقم الطاقم الاستقبال موظفو المعامله",
        "price": "السعر سعر الاسعار اسعار",
        "comfort": "الغرف غرف الغرفه غرفه السرير سرير الاسره الحمام المسبح الاجواء التكييف",
        "access": "موقع الموقع مواقف",
        "cleanliness": "النظافه نظافه",
    },
}
_TOPICS = {
    lang: {fold(w): topic for topic, listed in own.items() for w in listed.split()} for lang, own in _ASPECTS.items()
}


def topic_of(aspect: str, language: str) -> str:
    """The topic `aspect` means; empty where it is none or more than one."""
    return _TOPICS[language].get(fold(aspect), "")
