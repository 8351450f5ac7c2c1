"""Trains which language it is among those in Latin letters, and writes the small model of it.

English, French, German, Spanish, Turkish and Azerbaijani from sib200 and the sets in them; Arabic in Latin letters
from sib200 and our corpus; Georgian in Latin letters from our corpus, and from Georgian sentences put into Latin
letters in the ways people write them; Portuguese, Italian and Dutch from sentences and small words written for it;
none of them ("") from sentences of twenty other languages, from Russian, Ukrainian, Armenian and Hebrew put into Latin
letters, and from letters drawn at random.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from evaluation.reader.small_words import SENTENCES, SMALL_WORDS
from evaluation.reader.sources import check, clean, every, read
from hafawa.listening.language import latin_words
from hafawa.listening.latin import BITS, CLASSES, FILE, columns, scale

SEED = 11
SIB = {"eng_Latn": "en", "arb_Latn": "ar", "fra_Latn": "fr", "deu_Latn": "de", "spa_Latn": "es", "tur_Latn": "tr"}
SIB |= {"azj_Latn": "az"}
_KA = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_KA_WAYS = (
    "a b g d e v z t i k l m n o p zh r s t u f q gh y sh ch ts dz ts ch kh j h",
    "a b g d e v z t i k l m n o p zh r s t u f k g k sh ch c dz w ch x j h",
    "a b g d e v z T i k l m n o p J r s t u f q R y S C c Z w W x j h",
    "a b g d e v z t i k l m n o p j r s t u p q g q sh ch ts dz ts tch x j h",
)
_RUSSIAN = (
    "абвгдежзийклмнопрстуфхцчшщыэюяіїєґ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya i yi ye g",
)
_ARMENIAN = (
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
)
_HEBREW = ("אבגדהוזחטיכלמנסעפצקרשתםןךףץ", "a b g d h v z ch t i k l m n s a p ts k r sh t m n k f ts")
_LETTERS = {"rus_Cyrl": _RUSSIAN, "ukr_Cyrl": _RUSSIAN, "hye_Armn": _ARMENIAN, "heb_Hebr": _HEBREW}
_NOISE = "bcdfghjklmnpqrstvwxz aeiouy"
Pair = tuple[str, str]


def train(folder: Path) -> None:
    """Learn from `folder` (nlp/train) and our corpus, and write the model."""
    pairs = [(text, tag) for text, tag in shuffled(examples(folder)) if latin_words(text)]
    x = matrix(text for text, _ in pairs)
    told = np.array([CLASSES.index(tag) for _, tag in pairs])
    model = LogisticRegression(C=10.0, max_iter=300).fit(x, told)
    weights = model.coef_.T
    by = np.abs(weights).max(axis=0) / 127
    small = {"weights": np.rint(weights / by).astype(np.int8), "scale": by.astype(np.float32)}
    np.savez_compressed(FILE, **small, bias=model.intercept_.astype(np.float32))


def matrix(texts: Iterable[str]) -> csr_matrix:
    """One row a text, as `chances` sees it."""
    indptr, indices, values = [0], [], []
    for text in texts:
        words = latin_words(text)
        for word in words:
            own = columns(word)
            indices += own
            values += [scale(len(words))] * len(own)
        indptr.append(len(indices))
    found = csr_matrix((np.array(values, np.float32), indices, indptr), shape=(len(indptr) - 1, 1 << BITS))
    found.sum_duplicates()
    return found


def shuffled(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Each text whole, a part of it as short as messages are, and half of all without accents."""
    chance = random.Random(SEED)
    for text, tag in pairs:
        words = text.split()
        start = chance.randrange(max(1, len(words) - 3))
        for part in (words, words[start : start + chance.choice((1, 2, 3, 4, 6, 9))]):
            written = " ".join(part)
            yield (without_accents(written) if chance.random() < 0.5 else written), tag


def examples(folder: Path) -> Iterator[Pair]:
    """Texts and their classes."""
    chance = random.Random(SEED)
    for row in read(folder, "sib200_22langs_train_dev"):
        if row["split"] == "train":
            yield from of_sib(row, chance)
    for name, tag, most in (("xed_fr", "fr", 1500), ("xed_tr", "tr", 1500), ("en_goemotions_train_dev", "en", 2500),
                            ("en_bitext_train_dev", "en", 800), ("en_banking77_train", "en", 800)):  # fmt: skip
        yield from ((clean(row["text"]), tag) for row in every(read(folder, name), most))
    yield from ((into_latin(row["text"], _RUSSIAN), "") for row in every(read(folder, "xed_ru"), 700))
    for language in ("en", "ar", "ka"):
        for row in check.rows(language):
            if row["split"] == "train" and row["v"] in ("en", "arabizi", "kalat"):
                yield from [(row["t"], language)] * (1 if language == "en" else 3)
            elif row["split"] == "train" and row["v"] == "ka":
                yield into_latin(row["t"], (_KA, chance.choice(_KA_WAYS))), "ka"
    yield from of_small_words(chance)
    for tag, listed in SENTENCES.items():
        yield from [(line.strip(), tag) for line in listed.strip().splitlines()] * 8
    yield from (
        ("".join(chance.choices("bcdfghjklmnpqrstvwxz aeiouy", k=chance.randrange(3, 25))), "") for _ in range(600)
    )


def of_sib(row: dict[str, str], chance: random.Random) -> Iterator[Pair]:
    """A sentence in Latin letters, or put into them."""
    if tag := SIB.get(row["lang"]):
        yield row["text"], tag
    elif row["lang"] == "kat_Geor":
        yield into_latin(row["text"], (_KA, chance.choice(_KA_WAYS))), "ka"
    elif letters := _LETTERS.get(row["lang"]):
        yield into_latin(row["text"], letters), ""


def of_small_words(chance: random.Random) -> Iterator[Pair]:
    """Every small word alone, and rows of them drawn at random: more of those for languages without sentences."""
    for tag, small in SMALL_WORDS.items():
        listed = sorted(small)
        yield from ((word, tag) for word in listed)
        for _ in range(1200 if tag in ("pt", "it", "nl") else 100):
            yield " ".join(chance.choices(listed, k=chance.randrange(2, 12))), tag


def into_latin(text: str, letters: tuple[str, str]) -> str:
    """`text` letter by letter: the first of `letters` as the second has them, between spaces; the rest stays."""
    told = dict(zip(letters[0], letters[1].split(), strict=True))
    return "".join(told.get(letter, letter) for letter in text.lower())


def without_accents(text: str) -> str:
    """`text` as it is typed on a keyboard without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.replace("ı", "i")) if not unicodedata.combining(c))
