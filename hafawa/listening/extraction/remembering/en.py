"""By which words is told, in English, what is worth remembering?"""

from hafawa.listening.extraction.mattering.en import MATTERS
from hafawa.listening.extraction.patterns import any_of, words
from hafawa.listening.extraction.remembering_table import Remembering
from hafawa.people.occasions import HIJRI_MONTHS

_HIJRI = {name.lower(): n + 1 for n, name in enumerate(HIJRI_MONTHS["en"])} | {
    "sha'ban": 8,
    "shaban": 8,
    "ramadhan": 9,
    "shawwal": 10,
    "muharram": 1,
    "dhul hijja": 12,
    "dhul hijjah": 12,
    "rajab": 7,
    "safar": 2,
}
_HIS = "my|our|his|her|their|the"


def _kin(listed: str) -> str:
    return (
        rf"(?:{_HIS}) (?:(?:little|older|younger|late|dear|own|eldest|youngest|poor|lovely|new|"
        rf"first|\d+ year old) )?(?:{listed})(?:'s|s')?"
    )


KIN = tuple(
    (who, words(_kin(listed)))
    for who, listed in (
        ("wife", "wife|missus"),
        ("husband", "husband|hubby"),
        ("mother-in-law", "mother in law|mother-in-law"),
        ("father-in-law", "father in law|father-in-law"),
        ("mother", "mother|mum|mom|mam|mummy|ma"),
        ("father", "father|dad|daddy|pa"),
        ("son", "son|boy|lad"),
        ("daughter", "daughter|girl|little one"),
        ("grandson", "grandson"),
        ("granddaughter", "granddaughter"),
        ("grandmother", "grandmother|gran|granny|nan|nana|grandma"),
        ("grandfather", "grandfather|grandad|granddad|grandpa"),
        ("children", "children|kids|twins|boys|girls|toddlers|grandchildren"),
        ("child", "child|baby|toddler|newborn|kid|godchild|grandchild"),
        ("brother", "brother"),
        ("sister", "sister"),
        ("parents", "parents|in-laws|in laws"),
        ("uncle", "uncle"),
        ("aunt", "aunt|auntie"),
        ("niece", "niece"),
        ("nephew", "nephew|nephews"),
        ("cousin", "cousin"),
        ("partner", "partner|fiance|fiancee|boyfriend|girlfriend"),
        ("friend", "friend|best friend|mate|neighbour|neighbor"),
        ("colleague", "colleague|boss|team|office"),
        ("company", "company|business|school|class|church"),
        ("pet", "dog|cat|puppy|kitten"),
    )
)
_BORN = r"birthday|bday|b-day|\d+(?: (?:st|nd|rd|th)) on|turns? \d+|turning \d+|is \d+ (?:on|tomorrow|today|next)"
_WED = r"wedding|getting married|gets married|marries|engagement|engaged|hen (?:do|party|night)|stag (?:do|party)"
_ANN = r"anniversary|golden wedding|silver wedding"
_FEAST = (
    r"eid|iftar|ramadan|christmas|easter|diwali|hanukkah|thanksgiving|mother's day|father's day|valentine's|new year's"
)
_OTHER = (
    r"graduat\w+|christening|baptism|communion|baby shower|first day (?:at|of)|retire\w*|"
    r"retirement|party (?:is )?on|reunion|the opening|bar mitzvah|bat mitzvah|housewarming|"
    r"funeral|memorial|exams?"
)

REMEMBERING = Remembering(
    kinds={
        "loss": words(
            r"died|passed away|passed on|death|funeral|late (?:husband|wife|mother|father|mum|dad)|"
            r"widow\w*|buried"
        ),
        "occasion": words("|".join((_BORN, _WED, _ANN, _FEAST, _OTHER))),
        "health": MATTERS["health"],
        "work": words(
            r"(?:lost|started|got|new|left) (?:my|a|the|his|her)?(?: new)? job|i (?:work|worked|"
            r"teach|run|own|manage) (?:at|as|in|for|a|the|nights)|i'm a \w+|i am a (?!customer|"
            r"regular|member|bit|little|loyal|pensioner)\w+|"
            r"(?:for|at) (?:my|our) (?:office|company|school|shop|clinic)|our office|retired|"
            r"night shifts?|work until \d+|i work"
        ),
        "place": words(
            r"(?:i|we|we've|i've)(?: just| have| recently)? moved(?: to| house| in)?|moving (?:to|"
            r"house)|new address|i live (?:in|at|on|alone)|we live (?:in|at|on)|new flat|new house"
        ),
        "plan": words(
            r"(?:i'm|we're|i am|we are|i'll be|we'll be) (?:away|travelling|traveling|flying|"
            r"going (?:to|on|into)|leaving|abroad|expecting|back (?:on|in)|planning)|"
            r"on holiday (?:from|in|until)|trip to|holiday in|honeymoon|flight (?:is )?on|"
            r"back home on"
        ),
        "taste": words(
            r"(?:no|without|skip the|hold the|extra|nothing) (?:sugar|milk|onions?|garlic|coriander|"
            r"cilantro|nuts?|salt|dairy|meat|pork|alcohol|gluten|mayo|cheese|ice|pink|lilies|spicy|"
            r"mushrooms?|tomato\w*|radish\w*|walnuts?|fish)|"
            r"(?:i|we|she|he|they) (?:love|loves|hate|hates|adore|adores|prefer|prefers|can't stand|"
            r"only (?:eat|eats|drink|drinks|wear|wears)|always (?:have|order|take|buy|get))|"
            r"favou?rites?|vegan|vegetarian|halal|kosher|as always|the usual|"
            r"same as (?:always|usual|ever)|(?:the )?only ones? (?:he|she|i|they|we) lik\w+|"
            r"takes? (?:his|her|my) (?:coffee|tea|cocoa)|size \d+|i don't use a (?:computer|phone)|"
            r"every (?:working day|morning|saturday|friday|sunday) (?:since|for)|lives for"
        ),
        "family": words(
            r"(?:first|second|third|new|our) baby|baby (?:came|was born|arrived|girl|boy)|newborn|"
            r"twins|i am \d{2}|i'm \d{2}|(?:he|she)(?:'s| is) (?:\d{1,2}|four|five|six|seven|eight|"
            r"nine|ten)|aged \d+|\d+ (?:years|yrs) old|(?:boy|girl|son|daughter) of \d+|"
            r"a (?:widow|single (?:mum|mom|dad|mother|father))|divorc\w+|separated|year old|(?:two|"
            r"three|four) (?:kids|children|boys|girls)|name is \w+|called \w+|pensioner|hates you|"
            r"has convinced me|visiting"
        ),
    },
    kin=KIN,
    myself=words(
        r"i(?:'m|'ve| am| was| have(?! to)| had| take| lost| can't have| can't eat| don't eat|"
        r" drink| love| hate| prefer| only| work\w*| moved| live| "
        r"teach| run| own|'ll be)|(?:we|we've|we're)(?: just)? (?:moved|are|have(?! to)|had|live|got|both)|we're|"
        r"(?:my|our) (?:own )?(?:wedding|birthday|anniversary|engagement|party|opening|office|"
        r"honeymoon|flight|holiday|graduation|asthma|allergy|"
        r"operation|surgery|insulin|inhaler|prescription|eczema|first baby|new baby|baby|job|"
        r"new flat|new house|\d+(?: (?:st|nd|rd|th))?|golden \w+)|"
        r"no sugar|sets off my|the usual|as always|same as always"
    ),
    secret=words(r"surprise|secret|(?:mustn't|must not|doesn't|shouldn't) know|don't tell|sees my phone"),
    facts=words(r"(?:is|am|are|'m|'s|has|have|he's|she's|i'm) .*|birthday|wedding|anniversary|allerg\w+|my \w+"),
    never=words(
        r"happy birthday to you|birthday offer didn't|any doctor|is there a doctor|"
        r"your (?:birthday|anniversary|doctor|nurse)|prescription page|death of|to death|"
        r"dying (?:to|for)"
    ),
    occasions=(
        ("birthday", words(_BORN)),
        ("anniversary", words(_ANN)),
        ("wedding", words(_WED)),
        ("feast", words(_FEAST)),
    ),
    hijri=words(rf"(?P<day>\d{{1,2}})(?: (?:st|nd|rd|th))?(?: of)? (?P<month>{any_of(_HIJRI)})"),
    hijri_months=_HIJRI,
)
