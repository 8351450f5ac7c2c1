"""How is something promised in English, and how are days named? See `lexicon` for the notation."""

from __future__ import annotations

from hafawa.listening.dates import DateWords

_WILL = "will|i'll|we'll|he'll|she'll|they'll|shall|going|am|are|promise|gonna"
_YOU_WILL = "you'll|you"

PROMISES: dict[str, str] = {
    "call": f"""
        {_WILL} ~ call|phone|ring|calling|phoning|ringing, {_WILL} ~ give you ~ call|ring, expect ~ call,
        you'll get ~ call, {_YOU_WILL} will get|receive ~ call, {_WILL} ~ be in touch by phone""",
    "send": f"""
        {_WILL} ~ send|ship|deliver|dispatch|mail|post|courier|sending|shipping|delivering|email|forward|resend|
        replace|bring, will be sent|shipped| delivered|dispatched|posted, {_YOU_WILL} ~ receive ~ order|parcel|
        package|item|replacement|delivery|it, you'll get ~ order|parcel|package, will ~ arrive|reach|leave|go ~ ,
        goes out ~ tomorrow|today|on, ships|leaves ~ tomorrow|today|on""",
    "refund": f"""
        {_WILL} ~ refund|reimburse|credit|refunding|compensate, refund will|is ~ processed|issued|made|sent|arrive|
        reach|be, {_WILL} ~ return| give|send|get ~ money, {_YOU_WILL} ~ receive|have|get|see ~ refund|money,
        money will ~ be|arrive|reach, get ~ your money back, process ~ refund""",
    "answer": f"""
        {_WILL} ~ get|come back to you, {_WILL} ~ reply|answer|respond|update|write|inform|replying|answering|
        writing, {_WILL} ~ let you know, hear ~ from us|me, {_WILL} ~ keep you posted|informed|updated,
        {_WILL} ~ follow up, {_WILL} ~ confirm, {_WILL} ~ tell you, {_WILL} ~ be in touch, {_WILL} ~ contact""",
    "check": f"""
        let me check|find|look|ask|see|verify|talk, {_WILL} ~ check|investigate|verify|inquire|ask|checking|
        investigating|review, {_WILL} ~ look|looking into, {_WILL} ~ find|finding out, looking into ~ and will,
        {_WILL} ~ speak|talk ~ warehouse|manager|team|courier|supplier""",
    "fix": f"""
        {_WILL} ~ fix|repair|sort|solve|resolve|correct|mend|fixing|repairing|sorting, {_WILL} ~ take care of,
        {_WILL} ~ make ~ right, {_WILL} ~ put ~ right""",
    "other": f"""
        {_WILL} ~ set|put|keep|hold ~ aside|for you, {_WILL} ~ reserve|book|arrange|prepare|save|cancel|extend|
        apply|remove, {_WILL} ~ make sure, {_WILL} ~ keep|hold|set ~ aside, {_WILL} ~ see to it, i|we promise""",
    "negator": """
        not, won't, never, cannot, can't, unable, don't, doesn't, isn't, aren't, couldn't, didn't, wouldn't,
        no longer, nobody, without, yesterday, would have, could have""",
    "conditional": """
        if, unless, in case, should you, once you, when you, provided, as long as, whether, i|we|he|she|they|it|
        you may|might, try to, tries to, hope to""",
    "theirs": """
        cannot|can't|not promise, you said, you promised, you told, please call|send|write|check|reply|return|let|
        give|confirm|come|bring, can you, could you, you will call|send| write|return|need|have to|be, you can,
        you may, you could, feel free, will you, do you, are you""",
}

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DATES = DateWords(
    today=frozenset({"today"}),
    tonight=frozenset({"tonight", "evening"}),
    tomorrow=frozenset({"tomorrow", "tmrw", "tomorow", "tommorow", "tommorrow"}),
    after_tomorrow=frozenset(),
    after=frozenset({"after"}),
    morning=frozenset({"morning"}),
    weekdays={
        **{name: n for n, name in enumerate(_WEEKDAYS)},
        "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4,
    },
    months={
        name: n // 2 + 1
        for n, name in enumerate(
            [
                "january", "jan", "february", "feb", "march", "mar", "april", "apr", "may", "may", "june",
                "jun", "july", "jul", "august", "aug", "september", "sep", "october", "oct", "november", "nov",
                "december", "dec",
            ]
        )
    },
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "couple": 2,
    },
    units={
        "minute": "minute", "minutes": "minute", "min": "minute", "mins": "minute", "hour": "hour", "hours": "hour",
        "hrs": "hour", "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month",
        "months": "month",
    },
    working=frozenset({"working", "business"}),
    span_openers=frozenset({"in", "within", "next", "under", "after"}),
    next_words=frozenset({"next"}),
    week_words=frozenset({"week"}),
    end_phrases=(("end", "of", "the", "day"), ("end", "of", "day"), ("end", "of", "today"), ("eod",)),
    clock_openers=frozenset({"by", "before", "at", "until", "around"}),
    afternoon=frozenset({"pm", "p", "afternoon", "evening"}),
    before_noon=frozenset({"am", "a", "morning", "o'clock"}),
)  # fmt: skip


def forms(word: str) -> tuple[str, ...]:
    """The shapes under which an English word is looked up."""
    return (word,)
