"""How are days and hours named in English?"""

from __future__ import annotations

from hafawa.listening.extraction.moments import Times
from hafawa.listening.extraction.patterns import any_of, by_name, words

NUMBERS = by_name(
    (
        (1, "a an one"),
        (2, "two couple"),
        (3, "three few"),
        (4, "four"),
        (5, "five"),
        (6, "six"),
        (7, "seven"),
        (8, "eight"),
        (9, "nine"),
        (10, "ten"),
        (12, "twelve"),
        (14, "fourteen"),
        (15, "fifteen"),
        (20, "twenty"),
        (24, "twentyfour"),
        (30, "thirty"),
        (40, "forty"),
        (48, "fortyeight"),
        (50, "fifty"),
        (60, "sixty"),
    ),
    str,
) | {"forty five": 45, "twenty four": 24, "forty eight": 48, "quarter": 15, "half": 30, "seventy two": 72}
UNITS = {
    "min": "minute",
    "mins": "minute",
    "minute": "minute",
    "minutes": "minute",
    "hour": "hour",
    "hours": "hour",
    "hr": "hour",
    "hrs": "hour",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "weeks'": "week",
    "week's": "week",
    "wk": "week",
    "wks": "week",
    "month": "month",
    "months": "month",
    "fortnight": "2:week",
    "half hour": "30:minute",
    "half an hour": "30:minute",
    "quarter of an hour": "15:minute",
    "three quarters of an hour": "45:minute",
    "sec": "15:minute",
    "second": "15:minute",
    "moment": "15:minute",
    "tick": "15:minute",
    "jiffy": "15:minute",
}
WEEKDAYS = by_name(
    (
        (0, "monday monday's mon"),
        (1, "tuesday tuesday's tue tues"),
        (2, "wednesday wednesday's wed weds"),
        (3, "thursday thursday's thu thur thurs"),
        (4, "friday friday's fri"),
        (5, "saturday saturday's sat"),
        (6, "sunday sunday's sun"),
    ),
    str,
)
MONTHS = by_name(
    (
        (1, "january jan"),
        (2, "february feb"),
        (3, "march mar"),
        (4, "april apr"),
        (5, "may"),
        (6, "june jun"),
        (7, "july jul"),
        (8, "august aug"),
        (9, "september sept sep"),
        (10, "october oct"),
        (11, "november nov"),
        (12, "december dec"),
    ),
    str,
)
HOURS = by_name(
    enumerate(
        ["midnight", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    ),
    str,
)

_N = rf"\d{{1,3}}|{any_of(NUMBERS)}"
_UNIT = any_of(UNITS)
_ABOUT = r"(?:(?:the|about|around|roughly|under|less than|at most|no more than|another|only|just|some|of) )*"
_ORDINAL = r"(?:st|nd|rd|th)"
_MONTH, _DAY = any_of(MONTHS), r"(?P<day>\d{1,2})"
_SHORT = "mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun"
_FULL = any_of(w for w in WEEKDAYS if w not in _SHORT.split("|"))
_ANY = any_of(WEEKDAYS)
_H = rf"(?P<h>\d{{1,2}}|{any_of(w for w in HOURS if w != 'midnight')})(?:[:.](?P<m>\d\d))?"
_AP = r"(?: (?P<ap>[ap] m|[ap]m?|in the (?:morning|afternoon|evening)|o'clock))?"
_OPEN = "in|within|inside|after|give me|give us|takes|take|for|next|up to|till|allow|during"

TIMES = Times(
    patterns=(
        ("ahead", words(r"(?:in|within|inside) the (?P<unit>hour|week|day)(?! (?:of|after|before))")),
        ("day", words(r"(?P<after>(?:the )?day after tomorrow)")),
        ("week", words(r"(?:by |at |until )?(?:the )?(?P<next_end>end of next (?:week|wk))")),
        (
            "week",
            words(
                r"(?P<end>(?:the )?(?:end of (?:the |this )?(?:week|wk)|week's end|weekend|"
                r"eow))(?<!before the weekend)(?<!by the weekend)"
            ),
        ),
        ("weekday", words(rf"(?P<wd>{_ANY}) (?:(?:of|in) )?(?P<next_week>next (?:week|wk))")),
        ("weekday", words(r"(?:the )?(?P<wd>mid|middle|first half) (?:of )?(?P<next_week>next (?:week|wk))")),
        ("weekday", words(rf"(?P<next_week>next (?:week|wk)) (?:on )?(?P<wd>{_ANY})")),
        ("weekday", words(rf"(?P<week>a week) (?:on |from )?(?P<wd>{_ANY})")),
        ("ahead", words(r"(?:in |within |inside )?an? (?P<unit>hour|day|week|month) or (?P<n>two|three|so)")),
        ("ahead", words(r"(?P<n>a|one|two|three) (?P<unit>weeks?|fortnight|month) (?:today|from today|from now)")),
        ("week", words(r"(?P<this>(?:before|by) the weekend|this (?:week|wk)|later this week)")),
        ("week", words(r"(?:some ?time |early |later )?(?P<next>next (?:week|wk))")),
        ("ahead", words(r"(?:this time next (?P<unit>week))")),
        ("month_end", words(r"(?:the )?(?:end of (?:the|this) month|month's end|end of month|month end|eom)")),
        ("month_end", words(r"(?P<next>next month)")),
        (
            "ahead",
            words(
                rf"{_ABOUT}(?:{_OPEN}) {_ABOUT}(?P<unit>half hour|half an hour|quarter of an hour|"
                r"three quarters of an hour)"
            ),
        ),
        (
            "ahead",
            words(
                rf"(?:{_OPEN}) {_ABOUT}(?:(?:{_N}) )?(?:(?:to|or|"
                rf"and) )?(?P<n>{_N}) (?:of )?(?P<work>working |business )?"
                rf"(?P<unit>{_UNIT})(?P<half> and a half)?(?: time)?"
            ),
        ),
        ("ahead", words(rf"(?:(?:{_N}) )?(?:(?:to|or) )?(?P<n>{_N}) (?P<work>working |business )(?P<unit>days)")),
        ("ahead", words(rf"(?P<n>{_N}) (?P<unit>{_UNIT}) (?:from (?:now|today)|at the (?:latest|most)|tops|max)")),
        ("ahead", words(rf"(?<=^ )(?:(?:and|back) )?(?:in )?{_ABOUT}(?P<n>{_N}) (?P<unit>minutes?|mins?|hours?|days)")),
        ("dated", words(rf"(?:the )?{_DAY}(?: {_ORDINAL})?(?: of)? (?P<month>{_MONTH})(?: (?P<year>20\d\d))?")),
        ("dated", words(rf"(?P<month>{_MONTH}) (?:the )?{_DAY}(?: {_ORDINAL})?(?: (?P<year>20\d\d))?")),
        ("dated", words(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")),
        (
            "dated",
            words(
                r"(?:by|on|before|than|until|for|from|is|due|start|starts|starting|done|ready|of|"
                rf"till|{_ANY}) (?P<day>\d{{1,2}})[/.](?P<month>0?[1-9]|1[0-2])(?:[/.](?P<year>\d{{2,4}}))?"
            ),
        ),
        (
            "day_of_month",
            words(
                rf"(?:the|on|by|before|until|till|from|for|is|due|ships|leaves|arrives|eta|says|"
                rf"{_ANY}) {_DAY} {_ORDINAL}"
            ),
        ),
        (
            "closing",
            words(
                r"(?:by |at |before )?(?:the )?(?:end of (?:the |today's )?(?:day|today)|end of business|"
                r"close of (?:business|play|day)|eod|cob|cop|"
                r"closing(?: time)?|close|we (?:close|shut)(?: today)?)"
            ),
        ),
        ("weekday", words(rf"(?P<wd>{_FULL})(?P<week> week)?")),
        ("weekday", words(r"(?P<wd>mon|tue|tues|weds|thu|thurs|thur|fri)(?: [ap]m)?")),
        (
            "weekday",
            words(
                rf"(?:on|by|before|until|till|this|next|from|for|due|eta|arrives|comes|goes|her|him|them|"
                rf"back) (?P<wd>{_SHORT})(?P<week> week)?"
            ),
        ),
        (
            "weekday",
            words(
                r"(?<!he )(?<!she )(?<!we )(?<!they )(?<! i )(?<!the )(?P<wd>wed|sat|sun)"
                r"(?= $| (?:am|pm|morning|afternoon|evening|eve|noon|latest|at|by|between|before|after|\d))"
            ),
        ),
        ("day", words(r"(?P<tomorrow>tomorrow(?:'s)?|tomorow|tommorow|tommorrow|tmrw|tmw|tmr|tomo|2moro)")),
        ("part", words(r"(?P<evening>tonight|tonite|this evening|in the evening|evening|eve)")),
        ("part", words(r"(?P<morning>first thing|this morning|in the morning|morning)")),
        ("part", words(r"(?P<afternoon>this afternoon|in the afternoon|afternoon|after lunch)")),
        ("part", words(r"(?P<noon>noon|midday|lunchtime|lunch)")),
        ("part", words(r"(?P<midnight>midnight)")),
        ("day", words(r"(?P<today>today(?:'s)?|later on|right now|right away|straight away|this minute|this instant)")),
        ("clock", words(rf"between (?:\d{{1,2}}(?:[:.]\d\d)?|\w+)(?: [ap]m)? and {_H}{_AP}")),
        ("clock", words(rf"(?:from|between) (?:\d{{1,2}}(?:[:.]\d\d)?)(?: [ap]m)? (?:to|till|until) {_H}{_AP}")),
        ("clock", words(rf"(?:(?P<half>half)(?: past)?|(?P<past_by>quarter|ten|twenty|five) past) {_H}{_AP}")),
        ("clock", words(rf"(?P<to>quarter|ten|twenty|five) to {_H}{_AP}")),
        (
            "clock",
            words(
                rf"(?:at|by|before|until|till|around|about|from|after) (?:about |"
                rf"around )?{_H}{_AP}(?! (?:people|pounds|of|gel|percent|\w+s)\b)"
            ),
        ),
        ("clock", words(r"(?P<h>\d{1,2}):(?P<m>\d\d)")),
        ("clock", words(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? (?P<ap>[ap]m|[ap] m|o'clock)")),
    ),
    numbers=NUMBERS,
    units=UNITS,
    weekdays=WEEKDAYS | dict.fromkeys(("mid", "middle", "first half"), 2),
    months=MONTHS,
    hours=HOURS,
    past=words(rf"last (?:{_FULL}|week|month|night)|yesterday|\w+ (?:days?|weeks?|months?|hours?) ago"),
)
