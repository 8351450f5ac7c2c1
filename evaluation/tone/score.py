"""How right is the reading of drafts? Precision and recall by kind and language, false remarks per 100 good replies.

    .venv/bin/python evaluation/tone/score.py [--only dev] [--show]

`cases/` were written for this by hand in three languages: `test` before any rule, and only counted; `dev` looked at
while rules were made (`--show` lists what is wrong there only); `after` when they were done, in wordings nobody had
thought of, and only counted. All three are by the hand that wrote the rules. Beside them stands what staff wrote in
evaluation/corpus: promises and follow-ups that nobody wrote to be bad. Whether a promise there has a day is labelled,
so a remark on one without is right.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]

import check  # noqa: E402

from hafawa.listening.tone.draft import read_draft  # noqa: E402
from hafawa.listening.tone.remark import KINDS, DraftFacts  # noqa: E402

CASES = Path(__file__).resolve().parent / "cases"
LANGUAGES = ("en", "ar", "ka")
ORDINARY = ("staff-promises", "staff-follow-ups", "staff-after-calls")
Row = dict[str, Any]


def cases(split: str, language: str) -> Iterator[Row]:
    """Every case of `split` in `language`."""
    for line in (CASES / split / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def facts(row: Row) -> DraftFacts:
    """What a case says is known."""
    return DraftFacts(
        message=row.get("m", ""),
        name=row.get("n", ""),
        language=row.get("l", ""),
        direction=row.get("d", ""),
        channel=row.get("ch", ""),
        recent=tuple(row.get("r", ())),
        apologies_before=row.get("a", 0),
        secrets=tuple(row.get("s", ())),
        confidential=tuple(row.get("c", ())),
    )


def judged(row: Row) -> tuple[set[str], set[str], set[str]]:
    """Kinds rightly remarked, falsely remarked and missed; what a case leaves open (`o`) counts for neither."""
    given = {remark.kind for remark in read_draft(row["t"], facts=facts(row))}
    told, open_ = set(row.get("k", ())), set(row.get("o", ()))
    return given & told, given - told - open_, told - given


def interval(right: int, n: int) -> str:
    """A share with Wilson's 95% interval, in words."""
    if not n:
        return "–"
    p, z = right / n, 1.96
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
    return f"{100 * p:.0f} ({100 * max(0.0, low):.0f} to {100 * min(1.0, high):.0f}), {right} of {n}"


def main(arguments: list[str]) -> None:
    """Print every table."""
    splits = ("dev",) if "--only" in arguments else ("test", "after", "dev")
    for split in splits:
        _tables(split, show="--show" in arguments and split == "dev")
    _corpus(show="--show" in arguments)


def _tables(split: str, *, show: bool) -> None:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    good: dict[str, list[int]] = defaultdict(list)
    for language in LANGUAGES:
        for row in cases(split, language):
            right, false, missed = judged(row)
            for verdict, kinds in (("right", right), ("false", false), ("missed", missed)):
                for kind in kinds:
                    for key in ((kind, language), (kind, "all"), ("all", language), ("all", "all")):
                        counts[key][verdict] += 1
            if not row.get("k"):
                good[language].append(len(false))
            if show and (false or missed):
                print(f"  {language} false {sorted(false)} missed {sorted(missed)}: {row['t'][:110]}")
    _print(split, counts, good)


def _print(split: str, counts: dict[tuple[str, str], Counter[str]], good: dict[str, list[int]]) -> None:
    print(f"\n## {split}: precision and recall in %, with 95% intervals\n")
    print("| language | precision | recall |\n|---|---|---|")
    for language in (*LANGUAGES, "all"):
        print(f"| {language} | {_precision(counts['all', language])} | {_recall(counts['all', language])} |")
    print(f"\n### {split}, by kind (all languages; then precision / recall by language)\n")
    print("| kind | precision | recall | en | ar | ka |\n|---|---|---|---|---|---|")
    for kind in KINDS:
        each = " | ".join(_short(counts[kind, language]) for language in LANGUAGES)
        print(f"| {kind} | {_precision(counts[kind, 'all'])} | {_recall(counts[kind, 'all'])} | {each} |")
    print(f"\n### {split}, good drafts: false remarks\n")
    print("| language | drafts | with one | false per 100 |\n|---|---|---|---|")
    for language in LANGUAGES:
        print(_row(language, good[language]))
    print(_row("all", [n for language in LANGUAGES for n in good[language]]))


def _corpus(*, show: bool) -> None:
    print("\n## Ordinary messages of staff in our corpus: remarks\n")
    print("| set | messages | remarked | per 100 | of them promises rightly without a day | left per 100 | kinds |")
    print("|---|---|---|---|---|---|---|")
    for language in LANGUAGES:
        by_theme: dict[str, list[Row]] = defaultdict(list)
        for row in check.rows(language):
            if row["theme"] in ORDINARY:
                by_theme[row["theme"]].append(row)
        for theme, rows in by_theme.items():
            print(
                _corpus_row(f"{language} {rows[0]['split']} ({theme})", rows, show=show and rows[0]["split"] != "test")
            )


def _corpus_row(name: str, rows: list[Row], *, show: bool) -> str:
    kinds: Counter[str] = Counter()
    rightly = remarked = 0
    for row in rows:
        given = {remark.kind for remark in read_draft(row["t"])}
        is_undated = any(due is None for _words, due in row.get("p", []))
        rightly += "undated_promise" in given and is_undated
        remarked += bool(given)
        kinds.update(given)
        if show and (given - {"undated_promise"} or ("undated_promise" in given and not is_undated)):
            print(f"  {name} {sorted(given)}: {row['t'][:140]}")
    n, total = len(rows), sum(kinds.values())
    listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    per_100, left = 100 * total / n, 100 * (total - rightly) / n
    return f"| {name} | {n} | {remarked} | {per_100:.1f} | {rightly} | {left:.1f} | {listed} |"


def _precision(count: Counter[str]) -> str:
    return interval(count["right"], count["right"] + count["false"])


def _recall(count: Counter[str]) -> str:
    return interval(count["right"], count["right"] + count["missed"])


def _short(count: Counter[str]) -> str:
    right, given, told = count["right"], count["right"] + count["false"], count["right"] + count["missed"]
    return f"{right}/{given}, {right}/{told}"


def _row(language: str, false: Iterable[int]) -> str:
    listed = list(false)
    per_100 = 100 * sum(listed) / max(1, len(listed))
    return f"| {language} | {len(listed)} | {sum(bool(n) for n in listed)} | {per_100:.1f} |"


if __name__ == "__main__":
    main(sys.argv[1:])
