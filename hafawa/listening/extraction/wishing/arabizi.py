"""By which words are demands, ideas and what would put it right told in Arabic in Latin letters?"""

from hafawa.listening.extraction.patterns import words
from hafawa.listening.extraction.wishes_table import Wishing

_DO = (
    r"(?:7otto|7ottu|hotto|rega3o|raj3ou?|rajj?3ou?|ghayrou?|ghaiyro|ektebo|kteb[ou]|ektbo|3mlo|ghallefo|"
    r"e3mlo|e3melo|zeedo|zido|dif[uo]|deefo|sheelo|shilo|wa2fo|wa22fo|battlo|batlo|fta7o|jarrbo|sajj?lo|"
    r"efta7o|allemo|3almo|khallo|khalli|5alli|5allo|b3ato|eb3ato|ib3ato|raddo|rodo|roddo|reddou?|"
    r"sall[e]?7o|baddlo|badd?lou?|7awlo|2oulo|2olo|koulo|kallemo|sme7o|nazzlo|kabbro|waffro)\w*"
)

_LEAD = (
    r"(?:(?:bas|w|tayeb|tab|ya \w+(?: 3ammi)?|please|plz|pls|law sama7to|lw sama7to|3mol ma3rouf|5alas|khalas|tfaddalo|"
    r"fekra|fikra) )*"
)
_WAYS = (  # how a shop does things
    r"(?:7ott[ou]|hott[ou]|ektebo|kteb[ou]|ektbo|e?3m[e]?lo|ghallefo|ze?eedo|zido|dif[uo]|deefo|she?ilo|sheelo|"
    r"battlo|batlo|"
    r"e?fta7o|jarrbo|sajj?lo|3allmo|allemo|3almo|khallouna|2oulo|2olo|sme7o|esma7o|nazzlo|kabbro|zaghro|waffro|nabbho|"
    r"naddfo|rakkbo)"
)
_OUGHT = r"(?:law|jarrbo) t[ea]?\w+o|lazem y\w+|ya r[ea]?i?t te?\w+o|leh ma t\w+|leish ma t\w+"

WISHING = Wishing(
    asks=words(
        rf"{_LEAD}(?:{_DO}|{_WAYS}|{_OUGHT}|ya ret|ya rait|yareet|ya reit|leh ma|leish ma|leh mat\w+|badd[ei]|biddi|"
        rf"baddi|bidna|3ayez\w*|3ayza|3awez|abi|abgha|me7tag\w*|momken|mumkin|law|ma t\w+o|"
        rf"mat\w+sh|la t\w+o|lazem|e2tira7|fekra|e3tiraz) ?.*"
    ),
    offers=words(
        rf"(?<=^ ){_LEAD}{_OUGHT}|ya ret|ya rait|yareet|ya reit|leh ma|leish ma|leh mat\w+|fekra|e2tira7|"
        r"law (?:bt?|fi|3)\w*|"
        r"7ott\w+|zeedo\w*|zido\w*|ektebo\w*|e3m[e]?lo\w*|rega3o\w*|a7san law|"
        r"ykoun a7san"
    ),
    general=words(
        rf"(?<=^ ){_LEAD}(?:{_WAYS}|{_OUGHT})(?= (?!li |lna |talabi |7esabi ))|"
        r"(?:el |l |al |3al |bel |lal )?(?:nas|zabayen|zbounet|kol|kel|dayman|website|site|app|"
        r"menu|page|insta\w*|instagram|bab|se3r|as3ar\w*|music|mousi2a|parking|karasi|7ammam|"
        r"mowazaf\w*|mwazaf\w*|toghlif|taghlif|ta3m|ta3maha|khebez|wa2t|dawam|"
        r"zaman|receipt|fatoora|delivery|tawseel|3omri)"
    ),
    mine=words(
        r"\w+[ou](?:li|le|ni|lna|ly)\w*|ana|li|eli|ele|3andi|3endi|talabi|talabeya|7esabi|floosi|floos|"
        r"flousi|masari|masare|el far2|l yom|el yom|bokra|bukra|delwa2ty|halla2|raqam\w*|"
        r"ra2am\w*|marti|gozi|jouzi|ommi|emmi|bente|ebni"
    ),
    repairs=words(
        r"(?:raj|rag|rajj|rega)3\w*|redd?ou\w*|badd?lou\w*|khasm|badeel|ta3dil\w*|t2aggelo|khallo|floos\w*|"
        r"flous\w*|masari|badd?l\w*|\w*baddel\w*|badal|ta3wid|"
        r"e3tizar|elgha2|elgho|\w*b3ato\w*|kallem\w*|\w*kallem\w*|modeer|mudir|el far2|salle7\w*|"
        r"sall7o|7all|\w*radd\w*|roddo|rodo|jawab|yde2elli|matet?kallem\w*|e3raf|a3ref"
    ),
    wants=words(
        r"badd[ei]|biddi|baddi|bidna|3ayez\w*|3ayza|3awez|abi|abgha|me7tag\w*|ba2a badde|khalli|"
        r"5alli|mat\w+sh|raj3o|rega3o|rodo"
    ),
    trouble=words(
        r"maksoor\w*|maksour\w*|mkassar\w*|8alat\w*|ghalat\w*|na2es\w*|meta5er\w*|met2akher\w*|"
        r"ma ?(?:weslet|wesel|wosel|wessel|wasal|geh|ja|rad)\w*|mawsal\w*|marrtein|mar(?:r)?a|"
        r"talet|tani|dafa3t|dafa3na|mas5ara|maskhara|natir|natra|mestanni\w*|mostanni\w*|"
        r"za3lan\w*|5arban\w*|kharban\w*|3atlan\w*|5alas|khalas|dayya3|da3|bared|ghali|ma7adesh|"
        r"ma7ada|surprise|zabala|makhdoush\w*|ghalat|mostashfa|twaffa|metwaf\w*|bade?l el|ma wesel|enqata3|ba3atouli"
    ),
    never=words(
        r"ya r[ea]it kenna|law sama7t el|kam se3r|3ala fekra|shokran (?:l|ktir)|merci|ya3tikon|yslamo\w*|addesh|"
        r"bkam|wein (?:ma7alkon|far3)"
    ),
)
