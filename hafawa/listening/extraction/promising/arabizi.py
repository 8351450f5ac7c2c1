"""How is something promised in Arabic typed in Latin letters and digits?"""

from __future__ import annotations

from hafawa.listening.extraction.patterns import or_end, words
from hafawa.listening.extraction.signs import Signs

_YOU = r"(?:ak|ek|ik|lak|lek|lik|kon|kom|kum|llak|llek|alak|elak|ellak|ak el|ak le|l[ae]?k)"
_WHATS = (
    ("call", r"\w*(?:kallem|kalem|klm|7ki|7kik|7akik|tesel|ttesel|d2ell|de2ell|da22ell|kalm|kallm)\w*"),
    ("refund", r"\w*(?:ragga3|raja3|rajje3|floos|flous|masari|7awwel|7awel|3awwed|3awed)\w*"),
    ("send", (
            r"\w*(?:2oul|tlob|tlb|tghasel|ghayar|rakkeb|b3at|ba3at|ab3at|rsel|arsel|ersel|wassl|wasal|wassel|"
            r"yosal|sha7en|shehn|jeeb|jib|"
            r"sallem|gahz|jahez|testelem|tastelem|ghassale|koon|kun|koun)\w*")),
    ("answer", r"\w*(?:rod|rid|radd|jawab|gawab|5abb|khabb|tammen|2oll|2olak|a2ol)\w*"),
    ("check", r"\w*(?:shoof|shouf|chouf|bos|ta2akk|tabe3|tab3|teb3|as2al|es2al)\w*"),
    ("fix", r"\w*(?:zabbet|zabet|salle7|7all|zbat)\w*"),
    ("other", r"\w*(?:7jez|7gez|5all|khall)\w*"),
)  # fmt: skip
_DO = "|".join(rule for _what, rule in _WHATS)
_NOT = (
    r"(?!hada|hatha|hayda|haida|habib|hala|halla|hay |hayet|hane2der|hana |hayat|haram|hadol|"
    r"hal |hasal|7abib|7ader|7asal|7alan|7asab|7atta|7adret|7aki)"
)
_FUTURE = rf"{_NOT}(?:ha|7a)(?:n|y|t|b|k|r|s|a|d|g|m)\w{{2,}}|hab\w{{2,}}|ra7 \w+|rah \w+|rha \w+|han \w+|sa\w{{4,}}"

SIGNS = Signs(
    sure=words(rf"{_FUTURE}|b(?:a|e|i|y|n|t|7|3|z|d|s|j)\w*{_YOU}"),
    likely=words(

            rf"{_DO}|b(?:tkoun|tkoon|ykoon|ykoun|ikoun|yekoon|ikoon)|btkoun|3endak|3andak|3andek|"
            rf"3endek|3andkon|n(?:shoof|rid|rod|wa\w+|3ti\w*)|"
        r"mna\w+|men\w+|arsel|arod|arja3\w*|a[bktrsd]\w{3,}"
    ),
    vows=words(
            rf"wala yhem\w+|wla yhem\w+|wa3d|bo3dak|arja3lak|(?:w )?arod 3alek|(?:w )?akallemak|"
            rf"bzabbet\w*|(?:ha|b)\w*{_YOU} .*khabar"),
    carries=words(rf"(?:w )?(?:{_DO}).*"),
    never=words(

            r"(?:mish|mesh|msh|mosh|ma|mafi|mafish|mano|la) \w+|mat\w+sh|may\w+sh|law sama7t\w*|"
            r"lw sama7t\w*|momken|mumkin|yemken|ymkn|"

            r"lazem|ya ret|kont|kenna|ba3at(?:to|ho|na)\w*|2olt|2elt|2al|kallemt\w*|kalamt\w*|"
            r"b3att\w*|msakkrin|ma7na|ne7na|shoof|eb3atly|eb3atli"
    ),
    excepted=words(
        r"la (?:nhar|yom|youm|bukra|bokra|ba3d)|(?:abl|gabl|ba3d|awal|awel|kel|metl|mitl|zay|kif) ma \w+|"
        r"awwal ma \w+|ma t7emil\w*|la te3tal\w*|wala yhem\w+|ma tkhaf\w*"),
    weakens=words(r"kel yom|wesle|wesel|wasal|weslet|tamem|jebnelak|khasamna"),
    asks=words(r"(?:hal|momken|mumkin|shu|sho|eh|emta|imta|leh|leish|wein|fein|kif) .*"),
    if_=words(r"law|lw|iza|eza|aza|ezan|lamma|bas yo\w+|bas te\w+"),
    unless_later=words(r"law|lw|iza|eza|bas yo\w+"),
    noted=or_end(
        r"(?P<firm>(?:ha|7a|ra7 |b|w )?[aeiybnmt]{0,3}(?:kall?e?m|klm|de2ell|d2ell|da22ell|b3at|rodd?|khabb?ir|ballegh|"
        r"tammen)(?!t)\w*(?:ha|o|u|hom|lo|la)|ana m[eo]tabe?3\w*)|"
        r"(?:w )?(?:wa3ad|wa3ed|2ol|2el|2olt|ittafa2|etfa2|ballagh)\w*|lazem \w+|a\w+(?:ha|o|u)|arod 3al\w+",
        after=("ma", "mish", "mesh", "msh", "mosh", "la"),
    ),
    theirs=words(r"(?:howwe|howa|heyye|heya|el zboun|el zboune|el 3amil) \w+|2alet|2allet|btbi|3ayza?|badda|baddo|"
            r"(?:ra7 |rah |ha|7a|b)?[ty][aeio]?(?:dfa3|5tar|khtar|fakker|fakar|2arrer|waffe2|mdi|jarreb)\w*"),
    that=words(r"(?:enno|enn|inno|en) .*"),
    whats=tuple((what, words(rule)) for what, rule in _WHATS),
    sums_up=words(r"(?:metl|mitl|zay|zayy|kif|7asab) ma (?:7ki+na|7keena|etfa2na|ittafa2na|2olna|2elna|etkalemna)"),
    who=words(

            r"(?P<other>(?:ustaz \w+ )?el modeer|el mandoub|el da3m(?: el fanni)?|el sha7en)|"
            r"(?P<me>ana|h?ab\w+|a[krsb]\w+)|(?P<us>n\w+|han\w+)"
    ),
)  # fmt: skip
