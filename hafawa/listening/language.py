"""In which language is a message written? Pure; says nothing ("") rather than guess.

By script, then by the small words of each language among those in Latin letters. Arabic written in Latin letters and
digits is "ar", Georgian in Latin letters is "ka" (`is_latin` tells).
"""

from __future__ import annotations

import re

from hafawa.kernel.text import ARABIC, GEORGIAN, LATIN, fold
from hafawa.listening.lexicon import words

LONGEST = 2_000
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

SMALL_WORDS: dict[str, frozenset[str]] = {
    language: words(listed)
    for language, listed in {
        "en": """
            the and is are was were my your you it this that with for not have has had been will would can could
            please they them there what when where why how which who i i'm i'd i've it's don't didn't can't
            won't isn't of to but from be am he she his her our we us their if so just any some all very too
            only than order parcel package delivery refund thanks thank hello hi hey good great bad love nice
            excellent service product quality price staff food shop store arrived received sent best worst
            awesome works ok okay yes you'd he'd they'd said say nobody nothing back again after two such call
            called want need ever into out about over really disappointed waiting still broke box app card
            charged wrong late recommend happy fast slow never always money phone email got see tomorrow today
            talk soon sounds sorry bye""",
        "pt": """
            o os um uma uns que de do da dos das e em no na nos nas por para com não nao muito mais foi está
            esta meu minha eu ele ela se mas como já ja produto entrega prazo recebi chegou comprei recomendo
            bom boa ótimo otimo ótima otima loja antes até ainda ate veio sem pelo pela obrigado obrigada tudo
            bem rápido rapido excelente qualidade compra comprar chegar nada péssimo pessimo ruim parabéns
            parabens gostei super certo dentro""",
        "es": """
            el la los las un una que de del y en por para con no muy más mas fue está esta mi yo pero como ya
            producto entrega recibí llegó llego compré recomiendo bueno buena tienda antes todo bien gracias
            rápido excelente calidad compra nada hola pedido cuando donde dónde es son lo le se usted sin""",
        "fr": """
            le la les un une des et en dans pour avec pas très tres plus est sont mon ma mes je il elle nous
            vous mais comme produit livraison reçu recu bon bonne magasin tout bien merci rapide qualité qualite
            achat rien bonjour commande quand où que qui ne ce cette au aux du j'ai c'est n'est sur
            ses leur dont été ete ont entre cet aussi peut par même meme mêmes memes ces ou être etre d'un d'une qu'il
            qu'elle n'a s'est lors fait sous deux tous toutes leurs afin chez""",
        "de": """
            der die das ein eine einen und in im für fur mit nicht sehr mehr ist sind war mein meine ich er sie
            wir ihr aber wie produkt lieferung bestellung bekommen gut gute laden alles danke schnell qualität
            qualitat nichts hallo wann wo es auf zu den dem von noch habe hat nach bei immer leider""",
        "it": """
            il lo la gli le un una che di del della e in per con non molto più piu è sono mio mia io ma come già
            prodotto consegna ricevuto arrivato consiglio buono buona negozio tutto bene grazie veloce ottimo
            qualità qualita ordine quando dove ciao nel si anche ho questo""",
        "tr": """
            ve bir bu çok cok için icin ile değil degil ama daha ne var yok ben sen siz biz ürün urun kargo
            sipariş siparis geldi aldım aldim güzel guzel iyi kötü kotu teşekkürler tesekkurler hızlı hizli
            kalite mağaza merhaba nerede zaman da de gibi kadar hiç hic tavsiye ederim""",
        "nl": """
            de het een en van ik je niet is zijn met voor op dat die maar ook bestelling pakket goed snel
            bedankt waar wanneer mijn heb hebben was nog wel geen naar bij heel erg""",
    }.items()
}
_LETTERS = {
    "ã": "pt",
    "õ": "pt",
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "ß": "de",
    "ı": "tr",
    "ğ": "tr",
    "ş": "tr",
    "œ": "fr",
}
_ARABIZI = words(
    """
        shukran shokran chokran wen wein ween feen fein talabi talabeya talabiya ana mish mesh msh mafi ma7ada
        shu sho shoo eish aish lesh leish leh ya yalla inshallah inshalla wallah walla khalas 5alas habibi
        7abibi kteer ktir kter awi mn men bl bel 3la 3ala 3nd 3ndkn 3ndkom bas bass ma la l el il hal ra7 rah
        3am kam emta emtan imta mumkin momken salam marhaba mar7aba ahlan sabah masa2 tamam tmam zay kwayes
        kwais helo 7elo mabsoot mabsout za3lan z3lt zhe2t z2ht mara marra jiddan gedan awy delwa2ty bokra bukra
        mbare7 embare7 lissa lessa 3ayez 3ayza biddi bddi abgha abi tawseel tawsil flous floos masari fluss se3r
        si3r ghali rkhis"""
)
_ARABIZI_STRONG = re.compile(r"(?:[a-z]+[2356789][a-z]+|[37][a-z]{2,}|[a-z]{2,}[37])\Z")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|am|pm|pcs|gb|kg|cm|mm|ml|days?|hrs?|mins?)\Z")
_KA_STRONG = tuple(
    words(
        """
        madlob gmadlob gamarjob gtxov gtkhov gthov shekvet shekveta amanat dzalian zalian ratom rodis rogor
        momsax momsakh pasux pasukh gaqv gakv mpasux tqven tkven minda mitana kargi cudi tsudi sircxvil
        sirtskhvil sheidzleb sheidzlet daxmareb dakhmareb aravin araferi jer rame xart khart fasi girs tanxa
        tankha mivige mogwer damireket gilocavt"""
    )
)
_KA_WEAK = words(
    """
        sad aris ra da rom ar ki kai me es chemi chems rac tu ver unda kide uk ukve arasdros agar"""
)
_NOT_ARABIC = re.compile(r"[\u067E\u0686\u0698\u06AF\u06A9\u06CC\u06BA\u06BE\u06C1\u06D2\u0679\u0688\u0691]")
_URDU = re.compile(r"[\u06BA\u06BE\u06C1\u06D2\u0679\u0688\u0691]")


def tell(text: str) -> str:
    """The language of `text` as a BCP 47 tag ("en", "ar", "ka", "pt", ...); "" when it cannot be told."""
    text = text[:LONGEST]
    georgian, arabic, latin = (len(p.findall(text)) for p in (GEORGIAN, ARABIC, LATIN))
    if georgian >= max(arabic, latin, 1):
        return "ka"
    if arabic >= max(latin, 1):
        return _in_arabic_letters(text, letters=arabic)
    return _latin(text) if latin > 1 else ""


def _in_arabic_letters(text: str, *, letters: int) -> str:
    """Arabic, or Persian or Urdu by letters of their own; one or two of those stand in Arabic dialects too."""
    others = len(_NOT_ARABIC.findall(text))
    if others < max(3, 0.05 * letters):
        return "ar"
    return "ur" if len(_URDU.findall(text)) >= max(2, 0.03 * letters) else "fa"


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin."""
    text = text[:LONGEST]
    return len(LATIN.findall(text)) > len(GEORGIAN.findall(text)) + len(ARABIC.findall(text))


def is_mixed(text: str) -> bool:
    """Whether `text` has words in more than one script, so that each sentence may have a language of its own."""
    text = text[:LONGEST]
    return sum(len(p.findall(text)) > 3 for p in (GEORGIAN, ARABIC, LATIN)) > 1


def _latin(text: str) -> str:
    raw = text.lower().replace("’", "'")
    spoken = _WORD.findall(fold(raw))
    scores: dict[str, float] = {
        language: float(sum(w in small for w in spoken)) for language, small in SMALL_WORDS.items()
    }
    for letter, language in _LETTERS.items():
        scores[language] += 1.5 * (letter in raw)
    scores["ar"] = _arabizi(spoken)
    scores["ka"] = _georgian(spoken)
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    best, next_best = scores[ranked[0]], scores[ranked[1]]
    enough = best >= 1 and best / max(len(spoken), 1) >= 0.12
    return ranked[0] if enough and best > next_best else ""


def _arabizi(spoken: list[str]) -> float:
    strong = sum(bool(_ARABIZI_STRONG.match(w)) and not _ORDINAL.match(w) for w in spoken)
    return 1.6 * strong + sum(w in _ARABIZI for w in spoken)


def _georgian(spoken: list[str]) -> float:
    strong = sum(w.startswith(_KA_STRONG) for w in spoken)
    return (1.6 * strong + sum(w in _KA_WEAK for w in spoken)) if strong else 0.6 * sum(w in _KA_WEAK for w in spoken)
