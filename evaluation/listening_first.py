"""How well does the first reader read? Prints a table of figures with n; see docs/reference/listening.md.

    .venv/bin/python evaluation/listening_first.py [folder of labelled sets]

Our own cases come first, then sets other people labelled, which no rule here was written from. The majority baseline
stands beside every two-class figure. Nothing here is needed to run the product.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hafawa.listening.language import tell  # noqa: E402
from hafawa.listening.rules import RuleReader  # noqa: E402
from tests.listening.hand_written import (  # noqa: E402
    LABELS,
    LANGUAGES,
    cases,
    due_in,
    f1,
    feeling_of,
    promise_in,
)

read = RuleReader().read
MOST = 4000  # rows of one set
FEELINGS = (
    ("train/en_uci_amazon_cells", "en"),
    ("train/en_uci_imdb", "en"),
    ("train/ar_saudi_tourism_dev", "ar"),
    ("train/ar_ajgt_75", "ar"),
    ("evaluate-only/ar_res", "ar"),
    ("evaluate-only/ar_masc_dev_domains", "ar"),
    ("evaluate-only/ar_att", "ar"),
)
TAGS = {
    "eng_Latn": "en",
    "arb_Arab": "ar",
    "ars_Arab": "ar",
    "apc_Arab": "ar",
    "arz_Arab": "ar",
    "arb_Latn": "ar",
    "kat_Geor": "ka",
    "pes_Arab": "fa",
    "deu_Latn": "de",
    "fra_Latn": "fr",
    "spa_Latn": "es",
    "tur_Latn": "tr",
}


def main() -> None:
    """Print every table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "nlp"
    own_cases()
    own_promises()
    speed()
    if not folder.is_dir():
        print(f"\nno labelled sets in {folder}: the rest is left out")
        return
    feelings(folder)
    yes_or_no(folder)
    languages(folder)


def own_cases() -> None:
    """Hand-written messages: F1 a label, their mean, feeling in three classes, kind of bad experience."""
    print("\n## Hand-written messages\n| set | n | macro-F1 | " + " | ".join(LABELS) + " | feeling | bad kind |")
    print("|---" * (len(LABELS) + 5) + "|")
    for language in LANGUAGES:
        for split in ("dev", "test"):
            rows = cases(f"readings_{language}", split=split)
            scores = [f1(rows, label) for label in LABELS]
            bad = [row for row in rows if row["bad_kind"]]
            feeling = _share(feeling_of(row["text"]) == row["feeling"] for row in rows)
            kind = _share(read(row["text"]).bad_kind == row["bad_kind"] for row in bad)
            cells = [f"{100 * s:.0f}" for s in (sum(scores) / len(scores), *scores, feeling, kind)]
            print(f"| {language} {split} | {len(rows)} | " + " | ".join(cells) + f" (n {len(bad)}) |")


def own_promises() -> None:
    """Hand-written replies of staff: found, falsely found, right what, right day."""
    print("\n## Hand-written replies\n| set | n | promises | found | falsely found | right what | right day |")
    print("|---|---|---|---|---|---|---|")
    for language in LANGUAGES:
        for split in ("dev", "test"):
            rows = cases(f"promises_{language}", split=split)
            pairs = [(row, promise_in(row["text"], language)) for row in rows]
            made = [(row, found) for row, found in pairs if row["what"]]
            false = sum(bool(found) for row, found in pairs if not row["what"])
            what = sum(bool(found) and found.what == row["what"] for row, found in made)
            day = sum(bool(found) and due_in(found) == row["due"] for row, found in made)
            hit = sum(bool(found) for _, found in made)
            print(f"| {language} {split} | {len(rows)} | {len(made)} | {hit} | {false} | {what} | {day} |")


def speed() -> None:
    """Short messages a second on one core, words met before."""
    texts = [row["text"] for language in LANGUAGES for row in cases(f"readings_{language}", split="dev")]
    for text in texts:
        read(text)
    started = time.process_time()
    for _ in range(20):
        for text in texts:
            read(text)
    rate = 20 * len(texts) / (time.process_time() - started)
    print(f"\n## Speed\n{rate:,.0f} hand-written messages a second on one core (n {len(texts)})")


def feelings(folder: Path) -> None:
    """Positive or negative, on sets by others; no feeling read counts as positive."""
    print("\n## Two-class feeling, macro-F1\n| set | n | rules | majority | nothing read |\n|---|---|---|---|---|")
    for name, language in FEELINGS:
        rows = [row for row in _rows(folder, name) if row["label"] in ("pos", "neg")]
        read_as = [read(row["text"], language=language).feeling or 0.0 for row in rows]
        told = [row["label"] for row in rows]
        given = ["neg" if feeling < 0 else "pos" for feeling in read_as]
        most = Counter(told).most_common(1)[0][0]
        silent = _share(feeling == 0 for feeling in read_as)
        score, baseline = _macro(told, given), _macro(told, [most] * len(told))
        print(f"| {name} | {len(rows)} | {score:.1f} | {baseline:.1f} | {silent:.0%} |")


def yes_or_no(folder: Path) -> None:
    """One label against the rest, on sets by others."""
    print("\n## One label against the rest\n| what | set | n | precision | recall | share that has it |")
    print("|---|---|---|---|---|---|")
    bitext = ("track_order",)
    _one(
        "complaint",
        folder,
        "evaluate-only/en_complaints_social_dev",
        lambda r: r["label"] == "complaint",
        _is_complaint,
    )
    _one("order status", folder, "train/en_bitext_train_dev", lambda r: r["label"] in bitext, _is_order_status)
    _one("asks for something", folder, "train/en_bitext_train_dev", lambda _: True, _needs_answer)
    _one("thanks", folder, "train/en_goemotions_train_dev", lambda r: "gratitude" in str(r["label"]), _is_thanks)


def languages(folder: Path) -> None:
    """Which language was told, by the language it was written in."""
    print("\n## Language of a sentence\n| written in | n | told right | not told | told wrong |\n|---|---|---|---|---|")
    rows = _rows(folder, "train/sib200_22langs_train_dev", most=10**9)
    for lang, tag in TAGS.items():
        told = [tell(row["text"]) for row in rows if row["lang"] == lang]
        right, silent = _share(t == tag for t in told), _share(t == "" for t in told)
        print(f"| {lang} | {len(told)} | {right:.1%} | {silent:.1%} | {abs(1 - right - silent):.1%} |")
    reviews = folder.parent / "olist-sample" / "order_reviews.csv"
    if reviews.is_file():
        with reviews.open(encoding="utf-8", newline="") as file:
            texts = [row["review_comment_message"] for row in csv.DictReader(file)]
        told = [tell(text) for text in texts if text.strip()]
        right, silent = _share(t == "pt" for t in told), _share(t == "" for t in told)
        print(f"| reviews in Portuguese | {len(told)} | {right:.1%} | {silent:.1%} | {abs(1 - right - silent):.1%} |")


def _one(
    what: str, folder: Path, name: str, has: Callable[[dict[str, Any]], bool], says: Callable[[str], bool]
) -> None:
    pairs = [(has(row), says(row["text"])) for row in _rows(folder, name)]
    both = sum(a and b for a, b in pairs)
    precision, recall = both / max(1, sum(b for _, b in pairs)), both / max(1, sum(a for a, _ in pairs))
    print(f"| {what} | {name} | {len(pairs)} | {precision:.2f} | {recall:.2f} | {_share(a for a, _ in pairs):.0%} |")


def _is_complaint(text: str) -> bool:
    return read(text, language="en").is_complaint


def _is_order_status(text: str) -> bool:
    return read(text, language="en").is_order_status


def _needs_answer(text: str) -> bool:
    return read(text, language="en").needs_answer


def _is_thanks(text: str) -> bool:
    return read(text, language="en").is_thanks


def _rows(folder: Path, name: str, *, most: int = MOST) -> list[dict[str, Any]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [rows[i * len(rows) // min(most, len(rows))] for i in range(min(most, len(rows)))]


def _macro(told: list[str], given: list[str]) -> float:
    scores = []
    for label in sorted(set(told)):
        right = sum(a == b == label for a, b in zip(told, given, strict=True))
        scores.append(200 * right / max(1, told.count(label) + given.count(label)))
    return sum(scores) / len(scores)


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


if __name__ == "__main__":
    main()
