"""How well does the reader of today read our own corpus? A table by language, split and variety.

    .venv/bin/python evaluation/corpus_first.py

The corpus was written by other hands than the rules, after them; no rule has been changed for it. `train` and `dev` may
be looked at, `test` is counted only. The majority stands beside feeling. Figures are provisional until native readers
have reviewed the corpus (evaluation/corpus/README.md).
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]

import check  # noqa: E402

from hafawa.listening.language import tell  # noqa: E402
from hafawa.listening.reading import ANGRY_FROM, Reading  # noqa: E402
from hafawa.listening.rules import RuleReader  # noqa: E402
from tests.listening.hand_written import SAID_AT, ZONE, find  # noqa: E402

Row = dict[str, Any]
OURS: dict[str, tuple[Callable[[Row], bool], Callable[[Reading], bool]]] = {
    "thanks": (lambda r: "thanks" in r["k"], lambda f: f.is_thanks),
    "praise": (lambda r: bool({"praise", "staffpraise"} & set(r["k"])), lambda f: f.is_praise),
    "complaint": (lambda r: "complaint" in r["k"], lambda f: f.is_complaint),
    "question": (lambda r: "question" in r["k"], lambda f: f.is_question),
    "status": (lambda r: "status" in r["k"], lambda f: f.is_order_status),
    "angry": (lambda r: r.get("a", 0) >= 2, lambda f: f.anger >= ANGRY_FROM),
}
TIMES, SEED = 1000, 7
read = RuleReader().read


def main() -> None:
    """Print every table."""
    rows = [row | {"lang": language} for language in ("en", "ar", "ka") for row in check.rows(language)]
    customers = [(row, read(row["t"])) for row in rows if row.get("w", "c") == "c"]
    told_languages(rows)
    feelings(customers)
    labels(customers)
    promises([row for row in rows if row.get("w") == "s"])


def told_languages(rows: list[Row]) -> None:
    """Which language was told; a message of fewer than two words may be left untold."""
    print("## Language\n| variety | n | told right | not told | told wrong |\n|---|---|---|---|---|")
    by_variety = defaultdict(list)
    for row in rows:
        by_variety[row["v"]].append((row["lang"], tell(row["t"])[:2]))
    for variety, pairs in by_variety.items():
        right, silent = sum(a == b for a, b in pairs), sum(not b for _, b in pairs)
        n = len(pairs)
        print(f"| {variety} | {n} | {right / n:.1%} | {silent / n:.1%} | {(n - right - silent) / n:.1%} |")


def feelings(customers: list[tuple[Row, Reading]]) -> None:
    """Positive or negative where the writer plainly is either; nothing read counts as positive, the rarer."""
    print("\n## Two-class feeling, macro-F1 with 95% interval (bootstrap)")
    print("| set | n | rules | majority | nothing read |\n|---|---|---|---|---|")
    for name, part in _parts(customers):
        plain = [(row["f"], found) for row, found in part if row["f"] in ("pos", "neg")]
        told = [feeling for feeling, _ in plain]
        given = ["neg" if (found.feeling or 0.0) < 0 else "pos" for _, found in plain]
        low, high = _interval(told, given)
        most = Counter(told).most_common(1)[0][0]
        silent = sum(not found.feeling for _, found in plain) / len(plain)
        print(
            f"| {name} | {len(plain)} | {_macro(told, given):.1f} ({low:.1f} to {high:.1f}) "
            f"| {_macro(told, [most] * len(told)):.1f} | {silent:.0%} |"
        )


def labels(customers: list[tuple[Row, Reading]]) -> None:
    """Precision and recall of what both the corpus and the reader tell."""
    print("\n## Labels, precision / recall\n| set | n | " + " | ".join(OURS) + " |")
    print("|---|---" + "|---" * len(OURS) + "|")
    for name, part in _parts(customers):
        cells = []
        for is_told, is_given in OURS.values():
            pairs = [(is_told(row), is_given(found)) for row, found in part]
            both, told, given = sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs)
            cells.append(f"{100 * both / max(1, given):.0f} / {100 * both / max(1, told):.0f} (n {told})")
        print(f"| {name} | {len(part)} | " + " | ".join(cells) + " |")


def promises(staff: list[Row]) -> None:
    """Of what staff wrote: messages with a promise found, falsely found, and those of which a right day is found."""
    print("\n## Promises of staff\n| set | messages | with a promise | found | falsely found | dated | right day |")
    print("|---|---|---|---|---|---|---|")
    for name, part in _parts([(row, None) for row in staff]):
        found = [(row.get("p", []), _find(row)) for row, _ in part]
        made, hit = sum(bool(p) for p, _ in found), sum(bool(p and f) for p, f in found)
        false = sum(bool(not p and f) for p, f in found)
        dated = [(p, f) for p, f in found if any(due for _, due in p)]
        right = sum(_has_right_day(p, f) for p, f in dated)
        print(f"| {name} | {len(found)} | {made} | {hit} | {false} | {len(dated)} | {right} |")


def _find(row: Row) -> list[Any]:
    """The promises in what staff wrote; a note after a call is read as one."""
    return find(row["t"], said_at=SAID_AT, zone=ZONE, language=row["lang"], is_note=row.get("ch") == "note")


def _has_right_day(told: Sequence[Sequence[Any]], found: Iterable[Any]) -> bool:
    days = {datetime.fromisoformat(due).date() for _, due in told if due}
    return bool(days & {p.due_at.astimezone(ZONE).date() for p in found if p.due_at})


def _parts(found: list[tuple[Row, Any]]) -> Iterable[tuple[str, list[tuple[Row, Any]]]]:
    """By language and split; the test split by variety as well."""
    parts: dict[str, list[tuple[Row, Any]]] = defaultdict(list)
    for row, reading in found:
        parts[f"{row['lang']} {row['split']}"].append((row, reading))
        if row["split"] == "test" and row["lang"] != "en":
            parts[f"{row['lang']} test, {row['v']}"].append((row, reading))
    return parts.items()


def _macro(told: Sequence[str], given: Sequence[str]) -> float:
    scores = []
    for label in ("pos", "neg"):
        right = sum(a == b == label for a, b in zip(told, given, strict=True))
        wrong = sum((a == label) != (b == label) for a, b in zip(told, given, strict=True))
        scores.append(2 * right / (2 * right + wrong) if right + wrong else 0.0)
    return 100 * sum(scores) / len(scores)


def _interval(told: Sequence[str], given: Sequence[str]) -> tuple[float, float]:
    chance = random.Random(SEED)
    pairs = list(zip(told, given, strict=True))
    drawn = sorted(_macro(*zip(*chance.choices(pairs, k=len(pairs)), strict=True)) for _ in range(TIMES))
    return drawn[int(0.025 * TIMES)], drawn[int(0.975 * TIMES)]


if __name__ == "__main__":
    main()
