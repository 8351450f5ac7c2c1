"""Is every line of the corpus as its guide says, and are no two messages nearly the same? Prints counts; exit 1 if not.

python evaluation/corpus/check.py [language ...]
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SPLITS: dict[str, list[str]] = json.loads((HERE / "themes.json").read_text(encoding="utf-8"))
VARIETIES = {"en": {"en"}, "ar": {"msa", "gulf", "lev", "egy", "arabizi"}, "ka": {"ka", "kalat"}}
CHOICES = {
    "w": {"c", "s"},
    "ch": {"chat", "email", "review", "social", "sms", "note"},
    "f": {"pos", "neg", "neu", "mix"},
    "a": {0, 1, 2, 3},
    "u": {0, 1},
    "r": {0, 1},
    "x": {0, 1},
    "c": {0, 1},
    "i": {"order_status", "opening_hours", "address", "stock", "price", "delivery_terms", "returns_terms",
          "payment_methods", "booking", "invoice", "change_address", "cancel_order", "loyalty_balance",
          "parking_access", "account_help"},
}  # fmt: skip
EMOTIONS = {"anger", "disappointment", "anxiety", "gratitude", "joy", "grief"}
KINDS = {"thanks", "complaint", "question", "status", "cancel", "refund", "request", "suggestion", "praise",
         "staffpraise", "apology", "leaving", "spam", "auto", "chat"}  # fmt: skip
MEMORIES = {"occasion", "taste", "health", "family", "work", "place", "plan"}
KEYS = {"t", "v", "e", "k", "d", "s", "fix", "p", "m", "n", *CHOICES}
NEAR = 0.7  # of five-letter pieces in common: nearly the same
SHORT = 10  # letters: "ok" is written under many themes, and read there as something else


def rows(language: str) -> Iterator[dict[str, Any]]:
    """Every line of `language` with its `theme`, `split`, `line` number and `v` filled in."""
    for split, themes in SPLITS.items():
        for theme in themes:
            path = HERE / language / f"{theme}.jsonl"
            if path.exists():
                for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    row = json.loads(text)
                    yield {"v": language, **row, "theme": theme, "split": split, "line": number}


def faults(row: dict[str, Any], language: str) -> Iterator[str]:
    """What is not as the guide says."""
    own = set(row) - {"theme", "split", "line"}
    text = row.get("t", "")
    yield from (f"key {key!r} is not known" for key in sorted(own - KEYS))
    yield from (f"{key} is {row[key]!r}" for key, allowed in CHOICES.items() if key in row and row[key] not in allowed)
    if not text.strip():
        yield "no message"
    if row["v"] not in VARIETIES[language]:
        yield f"v is {row['v']!r}"
    if row.get("w", "c") == "c" and not ("f" in row and row.get("k")):
        yield "a customer's message has f and k"
    if ("i" in row) != bool(row.get("r")):
        yield "i goes with r 1, and only with it"
    yield from (f"kind {k!r}" for k in row.get("k", []) if k not in KINDS)
    yield from (f"emotion {e!r}" for e in row.get("e", []) if e not in EMOTIONS)
    pieces = [*row.get("d", []), *row.get("s", []), *row.get("fix", []), *row.get("n", [])]
    pieces += [p[0] for p in row.get("p", [])] + [m[0] for m in row.get("m", [])]
    yield from (f"not in the message: {piece!r}" for piece in pieces if piece not in text)
    yield from (f"a memory of kind {m[2]!r}" for m in row.get("m", []) if len(m) != 3 or m[2] not in MEMORIES)
    for promise in row.get("p", []):
        if len(promise) != 2 or (promise[1] is not None and not _is_day(promise[1])):
            yield f"promise {promise!r}"


def near_pairs(found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any], float]]:
    """Messages that share most of their five-letter pieces, or are the same but for case, spaces and punctuation.

    Two that share so many have one of their rarest pieces in common, as many of them as may be missing and one more:
    only those are looked up (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006).
    """
    pieces = [_pieces(row["t"]) for row in found]
    common = Counter(piece for own in pieces for piece in own)
    holders: dict[str, list[int]] = defaultdict(list)
    for index, own in enumerate(pieces):
        rarest = sorted(own, key=lambda piece: (common[piece], piece))[: len(own) - math.ceil(NEAR * len(own)) + 1]
        for other in sorted({other for piece in rarest for other in holders[piece]}):
            share = len(own & pieces[other]) / len(own | pieces[other])
            is_short = max(len(found[other]["t"]), len(found[index]["t"])) < SHORT
            if share >= NEAR and not is_short:
                yield found[other], found[index], share
        for piece in rarest:
            holders[piece].append(index)


def _pieces(text: str) -> set[str]:
    plain = re.sub(r"[\W_]+", " ", text.lower()).strip() or text
    return {plain[i : i + 5] for i in range(max(1, len(plain) - 4))}


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def main(languages: list[str]) -> int:
    """Print what is wrong and what there is; 1 if anything is wrong."""
    wrong = 0
    for language in languages:
        found: list[dict[str, Any]] = []
        for row in rows(language):
            for fault in faults(row, language):
                wrong += 1
                print(f"{language}/{row['theme']}:{row['line']}: {fault}")
            found.append(row)
        for first, second, share in near_pairs(found):
            wrong += 1
            places = " ~ ".join(f"{r['theme']}:{r['line']}" for r in (first, second))
            print(f"{language}: {places} share {share:.0%}: {second['t'][:60]!r}")
        splits = Counter(row["split"] for row in found)
        varieties = Counter(row["v"] for row in found)
        print(f"{language}: {len(found)} messages, {dict(splits)}, {dict(varieties)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["en", "ar", "ka"]))
