"""Which clauses of anger, grief, threat or worry are put into routine questions, and where in them?"""

from __future__ import annotations

import random
from collections import defaultdict

import data

PLACES = ("before", "after", "inside")
LONGEST_CLAUSE = 14  # words


def pools(language: str) -> dict[str, list[str]]:
    """Clauses of several hands: our corpus's dev and test splits, and tweets of evaluate-only sets."""
    found: dict[str, list[str]] = {}
    for split in ("test", "dev"):
        by: dict[str, list[str]] = defaultdict(list)
        for t in data.corpus(language, split):
            if (
                not t.intent
                and t.mood in ("anger", "threat", "grief", "anxiety")
                and len(t.text.split()) <= LONGEST_CLAUSE
            ):
                by[t.mood].append(t.text)
        found |= {f"corpus {split}, {mood}": texts for mood, texts in sorted(by.items())}
    name = {"en": "evaluate-only/en_tweeteval_emotion_train_val", "ar": "evaluate-only/ar_emotone_80"}.get(language)
    moods = {"anger", "sadness", "fear"}
    by = defaultdict(list)
    for r in data.rows(name) if name else []:
        if r["label"] in moods and 3 <= len(r["text"].split()) <= LONGEST_CLAUSE:
            by[r["label"]].append(r["text"])
    return found | {f"tweets, {mood}": texts for mood, texts in sorted(by.items())}


def put(question: str, clause: str, *, place: str, marks: bool, chance: random.Random) -> str:
    """`clause` before, after or inside `question`; without `marks` neither has punctuation and nothing parts them."""
    if not marks:
        question, clause = (
            " ".join("".join(c if c.isalnum() or c in "'’#" else " " for c in t).split()) for t in (question, clause)
        )
    end = ". " if marks else " "
    if place == "before":
        return f"{clause.rstrip('.')}{end}{question}"
    if place == "after":
        is_ended = marks and question.rstrip().endswith(("?", "؟", "!"))
        return f"{question.rstrip('.')}{' ' if is_ended else end}{clause}"
    words = question.split()
    at = chance.randrange(1, len(words)) if len(words) > 1 else 1
    inside = f", {clause.rstrip('.')}," if marks else f" {clause}"
    return f"{' '.join(words[:at])}{inside} {' '.join(words[at:])}"
