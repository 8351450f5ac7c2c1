"""In which words is a limit told, calmly, in their language? Suggested, and the team's to change. Pure.

Each says what we want (to help), what we ask, for how long, and where to turn who sees it otherwise. None says what
somebody is.
"""

from __future__ import annotations

LANGUAGES = ("en", "ar", "ka")
_OPENING = {
    "en": "We want to help you, and we will. {what}",
    "ar": "نريد أن نساعدك، وسنفعل. {what}",
    "ka": "გვინდა დაგეხმაროთ და დაგეხმარებით. {what}",
}
_WHAT = {
    "limit": {
        "en": "Some of what was said to our colleagues was hurtful. We ask you to write to us without insults;"
        " then we can give all our time to what you need.",
        "ar": "بعض ما قيل لزملائنا كان جارحاً. نرجو أن تكتب إلينا دون إساءة، لنعطي كل وقتنا لما تحتاج إليه.",
        "ka": "ზოგი რამ, რაც ჩვენს თანამშრომლებს უთხრეს, მტკივნეული იყო. გთხოვთ, მოგვწეროთ შეურაცხყოფის გარეშე;"
        " მაშინ მთელ დროს იმას დავუთმობთ, რაც გჭირდებათ.",
    },
    "slower": {
        "en": "Until {date} we answer you in writing, within two working days, so that each answer is a careful one.",
        "ar": "حتى {date} سنجيبك كتابةً خلال يومي عمل، ليكون كل جواب متأنياً.",
        "ka": "{date}-მდე წერილობით გიპასუხებთ, ორი სამუშაო დღის განმავლობაში, რომ ყოველი პასუხი მოფიქრებული იყოს.",
    },
    "no_calls": {
        "en": "Until {date} we cannot take or make calls. Please write to us; we read every message and answer it.",
        "ar": "حتى {date} لا نستطيع الرد على المكالمات ولا إجراءها. اكتب إلينا من فضلك، فنحن نقرأ كل رسالة ونجيب عنها.",
        "ka": "{date}-მდე ვერც დაგირეკავთ და ვერც ზარს მივიღებთ. გთხოვთ, მოგვწეროთ: ყოველ შეტყობინებას ვკითხულობთ"
        " და ვპასუხობთ.",
    },
    "end": {
        "en": "We have not found a way to work together without our colleagues being hurt. What you have ordered and"
        " paid for reaches you or is paid back; until {date} we take no new orders.",
        "ar": "لم نجد سبيلاً للتعامل معاً دون أن يتأذى زملاؤنا. ما طلبته ودفعت ثمنه يصلك أو يُرد إليك ثمنه،"
        " ولن نقبل طلبات جديدة حتى {date}.",
        "ka": "ვერ ვიპოვეთ გზა, რომ ერთად გვემუშავა ისე, რომ ჩვენს თანამშრომლებს არ სტკენოდათ. რაც შეუკვეთეთ და"
        " გადაიხადეთ, მოგივათ ან თანხა დაგიბრუნდებათ; {date}-მდე ახალ შეკვეთებს არ ვიღებთ.",
    },
}
_APPEAL = {
    "en": "If you see it differently, answer this message: somebody who was not part of this reads it.",
    "ar": "إن كنت ترى الأمر على غير ذلك فأجب عن هذه الرسالة، وسيقرؤها شخص لم يكن طرفاً فيه.",
    "ka": "თუ სხვაგვარად ხედავთ, უპასუხეთ ამ წერილს: მას წაიკითხავს ადამიანი, რომელიც ამაში არ მონაწილეობდა.",
}


def suggested(step: str, *, language: str, date: str) -> str:
    """What they could be told of `step`, in `language` (English where we have none); empty for a note among us.

    `date` is the last day, as it is written in that language.
    """
    if step not in _WHAT:
        return ""
    language = language[:2] if language[:2] in LANGUAGES else "en"
    what = _OPENING[language].format(what=_WHAT[step][language].format(date=date))
    return f"{what}\n\n{_APPEAL[language]}"
