"""What is shipped with the product to tell routine from human: made by one command, the same every time.

    .venv/bin/python evaluation/routine/train.py [--data ../shared/data/nlp]

Writes `hafawa/listening/routine/shipped.npz`: weights of the window head, the words known from routine questions, and
the shipped examples as numbers (no text). Learned from `nlp/train` and the corpus's `train` split only.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy import optimize, sparse

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "routine")]

import data  # noqa: E402
from data import Text  # noqa: E402

from hafawa.listening.routine import vetoes  # noqa: E402
from hafawa.listening.routine.cutting import WINDOW, Cut, cut  # noqa: E402
from hafawa.listening.routine.grams import SIZE, ids, of_word  # noqa: E402
from hafawa.listening.routine.shipped import Shipped  # noqa: E402

LANGUAGES = ("en", "ar", "ka")
AN_INTENT = 40  # shipped examples of each intent, source and language
BACKGROUND = 450  # shipped examples of what is no matter for a machine, by language
REGULARITY = 3e-6
IN_QUESTIONS = 4  # routine questions into which each outburst is put: what slips through, slips through without marks


def main() -> None:
    """Train on everything that may teach; write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=data.FOLDER)
    data.FOLDER = parser.parse_args().data
    shipped = train(leave_out=frozenset())
    path = ROOT / "hafawa" / "listening" / "routine" / "shipped.npz"
    shipped.save(path)
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KiB")
    hard = {language: _hard(language) for language in LANGUAGES}
    (path.parent / "hard.json").write_text(json.dumps(hard, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _hard(language: str) -> dict[str, list[str]]:
    """What a shop's safety is counted on: the dev split's messages for a person, and its outbursts."""
    held = [t for t in data.corpus(language, "dev") if not t.intent and t.text.strip()]
    moved = [t.text for t in held if t.mood in ("anger", "threat", "grief", "anxiety") and len(t.text.split()) <= 14]
    return {"messages": [t.text for t in held], "outbursts": moved}


def train(*, leave_out: frozenset[str]) -> Shipped:
    """What is shipped, had the sources in `leave_out` ("banking", "clinc", "bitext") never been there."""
    chance = random.Random(5)
    good = {lang: [t for t in data.routine(lang) if t.source not in leave_out] for lang in LANGUAGES}
    bad = {lang: [t for t in data.human(lang) if t.source not in leave_out] for lang in LANGUAGES}
    cuts: dict[str, Cut] = {}

    def pieces(text: Text, language: str) -> Cut:
        if text.text not in cuts:
            cuts[text.text] = cut(text.text, language=language)
        return cuts[text.text]

    windows: list[tuple[tuple[str, ...], int, float]] = []
    for lang in LANGUAGES:
        ours = [pieces(t, lang).words for t in good[lang]]
        for t in good[lang]:
            found = pieces(t, lang)
            weight = 3.0 if t.source.startswith("corpus") else 1.0
            spans = [found.words[a:b] for a, b in found.clauses]
            windows += [(w, 0, weight) for w in _some([*found.windows(), *spans], 5, chance)]
        for t in bad[lang]:
            words = pieces(t, lang).words
            if not words:
                continue
            weight = 3.0 if t.source.startswith("corpus") else 1.0 if t.mood else 0.5
            windows += [(w, 1, weight) for w in _some(pieces(t, lang).windows(), 3, chance)]
            if t.mood or t.source.startswith("corpus"):
                for _ in range(IN_QUESTIONS if t.mood else 1):
                    windows += [(w, 1, weight) for w in _mixed(chance.choice(ours), words, chance)]
    weights, bias = _logistic(windows)
    return Shipped.of(
        weights=weights,
        bias=bias,
        words={lang: _known(good[lang], lang, pieces) for lang in LANGUAGES},
        rows=[row for lang in LANGUAGES for row in _examples(good[lang], bad[lang], lang, pieces, chance)],
    )


def _mixed(question: tuple[str, ...], outburst: tuple[str, ...], chance: random.Random) -> list[tuple[str, ...]]:
    """Windows across the seam of a routine question and what is no routine, at least half of each the latter's."""
    outburst = outburst[:10]
    at = chance.randrange(len(question) + 1)
    words = (*question[:at], *outburst, *question[at:])
    need = min(3, len(outburst))
    found = []
    for begin in range(max(1, len(words) - WINDOW + 1)):
        inside = min(begin + WINDOW, at + len(outburst)) - max(begin, at)
        if inside >= need:
            found.append(words[begin : begin + WINDOW])
    return _some(found, 2, chance)


def _logistic(windows: list[tuple[tuple[str, ...], int, float]]) -> tuple[np.ndarray, float]:
    """Weights by number and the bias of the logistic regression that tells windows apart."""
    rows = [ids(words) for words, _, _ in windows]
    lengths = np.array([len(r) for r in rows])
    starts = np.concatenate([[0], np.cumsum(lengths)])
    values = np.repeat(1.0 / np.sqrt(np.maximum(lengths, 1)), lengths)
    x = sparse.csr_matrix((values, np.concatenate(rows), starts), shape=(len(rows), SIZE))
    y = np.array([label for _, label, _ in windows], float)
    w = np.array([weight for _, _, weight in windows])
    for label in (0.0, 1.0):
        w[y == label] *= 0.5 / w[y == label].sum()
    back = x.T.tocsr()

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ at[:-1] + at[-1]
        value = float(w @ (np.logaddexp(0, z) - y * z)) + REGULARITY * float(at[:-1] @ at[:-1])
        slope = w * (1 / (1 + np.exp(-z)) - y)
        return value, np.append(back @ slope + 2 * REGULARITY * at[:-1], slope.sum())

    best = optimize.minimize(loss, np.zeros(SIZE + 1), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    print(f"windows {len(rows)}: loss {best.fun:.4f} after {best.nit} steps", file=sys.stderr)
    return best.x[:-1], float(best.x[-1])


def _known(texts: list[Text], language: str, pieces) -> list[int]:
    """Numbers of the words routine questions are made of: our own corpus, or twice elsewhere; none of a veto."""
    seen: Counter[str] = Counter()
    for t in texts:
        weight = 2 if t.source.startswith("corpus") else 1
        seen.update(dict.fromkeys(pieces(t, language).words, weight))
    return sorted({of_word(word) for word, n in seen.items() if n >= 2 and not vetoes.found(word)})


def _examples(good: list[Text], bad: list[Text], language: str, pieces, chance: random.Random):
    by: dict[tuple[str, str], list[Text]] = defaultdict(list)
    for t in good:
        if t.intent != "-":
            by[t.intent, t.source.split("/")[0]].append(t)
    for (intent, _), texts in sorted(by.items()):
        for t in _some(texts, AN_INTENT, chance):
            yield language, intent, ids(pieces(t, language).words)
    ours = [t for t in bad if t.source.startswith("corpus")]
    others = [t for t in bad if not t.source.startswith("corpus")]
    part = BACKGROUND if not others else BACKGROUND * 2 // 3
    for t in [*_some(ours, part, chance), *_some(others, BACKGROUND - part, chance)]:
        yield language, "", ids(pieces(t, language).words)


def _some(listed, most: int, chance: random.Random):
    return list(listed) if len(listed) <= most else chance.sample(list(listed), most)


if __name__ == "__main__":
    main()
