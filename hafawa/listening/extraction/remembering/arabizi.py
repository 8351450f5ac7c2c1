"""By which words is told, in Arabic in Latin letters, what is worth remembering?"""

from hafawa.listening.extraction.mattering.arabizi import MATTERS
from hafawa.listening.extraction.patterns import words
from hafawa.listening.extraction.remembering_table import Remembering

_HIJRI = {
    "ramadan": 9,
    "ramadhan": 9,
    "sha3ban": 8,
    "shawwal": 10,
    "rajab": 7,
    "mo7arram": 1,
    "safar": 2,
    "zul7ejja": 12,
}
_BORN = r"3eed milad\w*|3id milad\w*|3eid milad\w*|3idmilad|birthday\w*|3eed miladi"
_WED = r"(?:el |l )?(?:3ers|3ors|3eres|fara7|zafaf|khtoube|khotoba|5otoba|katb kteb|katb ketab|3arous|3aroos)\w*"
_FEAST = r"(?:el |l )?(?:iftar|eftar|fetar|so7oor|3eed|3omra)"

REMEMBERING = Remembering(
    kinds={
        "loss": MATTERS["loss"],
        "occasion": words(
            rf"(?:la |l|lel )?(?:{_BORN}|{_WED}|{_FEAST}|takharroj\w*|tkharroj\w*|takharrog\w*|"
            rf"sobou3|zekra\w*|zikra\w*)"
        ),
        "health": MATTERS["health"],
        "work": words(r"(?:bshteghel|bashtaghal|sheghli|shoghli|mohandes\w*|m3allem\w*|tabib\w*|daktor\w*)"),
        "place": words(r"na2let|na2lna|na2lin|sakn\w*|saken\w*|saaken\w*|bayti el jdid"),
        "plan": words(r"msafer\w*|mesafer\w*|safarti|safra|rayi7 3ala|el 7ajj"),
        "taste": words(
            r"bala (?:sokkar|basal|toum|mele7|khass)|men gher \w+|bidoun \w+|b7eb\w*|ba7eb\w*|"
            r"bi7eb\w*|bet7eb|kenet kteer t7eb|metl el 3ade|zay el 3ada|zboune?|2yas \d+|ma2as \d+"
        ),
        "family": words(r"3omr[aiou]\w* \w+|3omri \w+|ejana|3endi (?:walad|bent|welad|tefl)\w*|7amel"),
    },
    kin=tuple(
        (who, words(rf"(?:la|l|w|ma3|ma3a)?(?:{listed})"))
        for who, listed in (
            ("wife", "marti|mrati|merati|zawjti|zawgti|jozti"),
            ("husband", "jouzi|jozi|gozi|zawji|zawgi|gouzi"),
            ("grandmother", "teta|tita|sitti|setti|gedeti|jaddati"),
            ("grandfather", "jeddo|geddo|jiddi"),
            ("mother", "emmi|ommi|immi|mama|walidti"),
            ("father", "baba|abi|abouy|bayyi|waldi|bayye"),
            ("son", "ebni|ibni|waladi|wlad"),
            ("daughter", "benti|binti|bente"),
            ("brother", "5ayyi|khayye|khayyi|akhoya|akhi|a5i"),
            ("sister", "2ekhti|ekhti|okhti|e5ti"),
            ("children", "wladi|weladi|3yali|el awlad"),
            ("mother-in-law", "7amati|7amete"),
            ("friend", "sa7bi|sa7ebti|sadi2i"),
            ("aunt", "khalti|3amti|5alti"),
            ("uncle", "khali|3ammo|3ammi"),
        )
    ),
    myself=words(
        r"3andi|3endi|3enna|3andna|ma3i|ana (?:7amel|marid|mareed|mohandes|m3allem|saken)\w*|"
        r"3omri \d+|na2let|na2lna|na2lin|msafer\w*|b7eb|ba7eb|sheghli|3ersi|fara7i"
    ),
    secret=MATTERS["secret"],
    facts=words(r"3ando|3anda|3andi|3endo|3enda|3endi|3eed milad\w*|3omro|3omra|7aseseye|7assasiya"),
    never=words(r"kol 3am w ento|ramadan kareem|3eed mobarak"),
    occasions=(
        ("birthday", words(_BORN)),
        ("anniversary", words(r"zekra\w*|zikra\w*")),
        ("wedding", words(_WED)),
        ("feast", words(_FEAST)),
    ),
    hijri=words(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_HIJRI)})"),
    hijri_months=_HIJRI,
)
