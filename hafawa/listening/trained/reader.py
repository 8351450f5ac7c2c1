"""How do word lists and the trained heads together read a message? Pure.

The lists name the words and the kind of bad experience; the heads, which see what the lists saw beside the hashed
words, give chances; cuts turn chances into what the product acts on. A language without a list is named, not read.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

from hafawa.listening import language as languages
from hafawa.listening.reading import Reading
from hafawa.listening.rules import Seen, conclude, look
from hafawa.listening.trained import model as models
from hafawa.listening.trained.composing import compose
from hafawa.listening.trained.features import Floats, rows, spaced
from hafawa.listening.trained.lexical import lexical
from hafawa.listening.trained.model import Model
from hafawa.listening.trained.why import moved, weighed

AT_ONCE = 500  # messages held as numbers
MOST_EVIDENCE = 12
FELT = 0.25  # a feeling from which the words that made it are told
CLAIMS = {
    "complaint": "is_complaint",
    "praise": "is_praise",
    "thanks": "is_thanks",
    "question": "is_question",
    "status": "is_order_status",
    "request": "is_request",
}


class TrainedReader:
    """Reads English, Arabic and Georgian by what was learned; other languages: their name, a question, no more.

    `model` is the one in the package, but where another is measured.
    """

    def __init__(self, model: Model | None = None) -> None:
        self._given = model

    @functools.cached_property
    def version(self) -> str:
        """Another model is another version: what an older one read is read again."""
        return f"trained-1-{self._model().mark}"

    def read(self, text: str, *, language: str | None = None) -> Reading:
        """See `Reader.read`."""
        return _read([text], [language], self._model())[0]

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """See `Reader.read_many`."""
        parts = (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))
        return [reading for part in parts for reading in _read(part, [None] * len(part), self._model())]

    def _model(self) -> Model:
        return self._given or models.load()


def _read(texts: Sequence[str], told: Sequence[str | None], model: Model) -> list[Reading]:
    seen = [look(text, language=language) for text, language in zip(texts, told, strict=True)]
    ruled = [conclude(one, text) for one, text in zip(seen, texts, strict=True)]
    known = [i for i, one in enumerate(seen) if one.is_read and one.sentences]
    learned = _learned([seen[i] for i in known], [ruled[i] for i in known], model)
    for i, reading in zip(known, learned, strict=True):
        ruled[i] = reading
    return [_with_languages(reading, text) for reading, text in zip(ruled, texts, strict=True)]


def _learned(seen: Sequence[Seen], ruled: Sequence[Reading], model: Model) -> list[Reading]:
    hashed = rows([spaced(one.sentences, language=one.language) for one in seen])
    spoken = [one.language for one in seen]
    chances = model.chances(model.scores(hashed, lexical(seen, ruled)), spoken).tolist()
    found = [
        compose(one, rule, dict(zip(model.heads, row, strict=True)), model.cuts_in(one.language))
        for one, rule, row in zip(seen, ruled, chances, strict=True)
    ]
    weights = {head: weighed(hashed, model.column(head)) for head in ("positive", *CLAIMS)} if found else {}
    starts = hashed.first_word.tolist()
    return [
        _with_evidence(reading, one, {head: column[start:end] for head, column in weights.items()})
        for reading, one, start, end in zip(found, seen, starts, starts[1:], strict=False)
    ]


def _with_evidence(reading: Reading, seen: Seen, weights: dict[str, Floats]) -> Reading:
    """The words the lists found, then the words that moved each claim most."""
    if reading.is_automatic:
        return reading
    words = [piece for sentence in seen.sentences for piece in sentence.pieces]
    told = list(reading.evidence)[: MOST_EVIDENCE // 2]
    feeling = reading.feeling or 0.0
    if abs(feeling) >= FELT:
        label = "positive" if feeling > 0 else "negative"
        told += [(label, word) for word in moved(words, weights["positive"], up=feeling > 0)]
    for head, claim in CLAIMS.items():
        if getattr(reading, claim):
            told += [(head, word) for word in moved(words, weights[head], up=True)]
    return dataclasses.replace(reading, evidence=tuple(dict.fromkeys(told))[:MOST_EVIDENCE])


def _with_languages(reading: Reading, text: str) -> Reading:
    return dataclasses.replace(reading, direction=languages.direction(text), paragraphs=languages.paragraphs(text))
