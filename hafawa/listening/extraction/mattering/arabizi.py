"""By which words are confidential matters, competitors and the price told in Arabic in Latin letters?"""

from hafawa.listening.extraction.patterns import words

_T = r"(?:el|al|l|bel|bil|lal|3al)? ?"

MATTERS = {
    "health": words(
        rf"{_T}(?:mostashfa|mustashfa|mestashfa|mesteshfa|3amaliyye|3amaliya|3amaleya|kimawi|"
        rf"kemawi|saratan|sokkary|sukari|sokkari|7aseseye|7assasiye|7asaseya|7asasiya|bet7asses|"
        r"dawa|dawaye|dawa2|3elaj|3ilaj|doktor|doctor|doktora|7amel|marid|mareed|marida|3ayyan|"
        r"3ayyana|daght|kersi mota7arrek|jal6a|jalta|2alb|tawa77od|rabo)"
    ),
    "law": words(rf"{_T}(?:mo7ami|mu7ami|ma7kame|ma7kama|boulis|police|shorta|sejn|tala2|talaq|tali2e)"),
    "money": words(
        rf"{_T}(?:dein|deyoon|2ast|aqsat|aksat|fasalouni|rafadouni|bala sheghl|ma3ash|motaka3ed|"
        rf"mota2a3ed|ratib|zorouf|zoroufi)|ma ?fini edfa3|mesh 2ader adfa3|ma ma3e masari"
    ),
    "loss": words(
        rf"{_T}(?:metwaf\w*|mat|matet|twaffa|twaffet|etwaffa|etwaffet|3aza|janaze|ganaza|"
        rf"dafan\w*|shahid|allah yer7am\w*|mar7oum\w*)"
    ),
    "secret": words(
        rf"{_T}(?:surprise|mofaj2a|mofag2a|mufaja2a|serr|sirr)|(?:ma|mat|la) ?(?:t2ol\w*|"
        rf"t2oul\w*|tet?kall\w*|te7k\w*|t5abr\w*|t7ke\w*)|bala ma (?:ya3ref|ta3ref|y3ref|"
        rf"t3ref)\w*"
    ),
    "data": words(r"hack\w*|etsara2\w*|7esabi etsara2|nasb|e7tiyal|password"),
    "competitor": words(
        r"(?:ma7al|makan|shereke|sherka|mat3am|mata3am) (?:tani|tany|taneye|tanya|ghair\w*)|"
        r"ghairkon|ghairkom|gherkom|3and (?:ghair|gher)\w*"
    ),
    "price": words(
        r"(?:el |l )?(?:se3r|si3r|as3ar|2as3ar|as3arkon|as3arkom|ghali|ghaly|ghalye|rkhis|rekhis|"
        r"re5is|arkhas|khasm|5asm|3ard|3orood|bkam|bekam|2addesh|addeh)"
    ),
}
