"""How well is it told who is one person, who one household and who neither? Prints docs/reference/identity.md.

    .venv/bin/python evaluation/identity.py > docs/reference/identity.md

Over the pairs labelled by hand in tests/people/cases; the weights were set while looking at the development part only.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.people.labelled import Pair, pairs, score  # noqa: E402

HEAD = """# Who is like whom

Written by `evaluation/identity.py`; do not edit. People are joined by exact keys only. Likeness suggests: it adds up
evidence (names in three scripts, shared phones and mailboxes, birthdays) and says each reason in a sentence.

Precision: of the suggestions made, how many were right. Recall: of those that should be made, how many were. The pairs
are written by hand for this project and are few: they say whether a rule holds, not how a shop's own data will fare.
One slip in an expression (which Georgian endings mark a family name) was found through the test part and mended; no
weight was set by it. The hardest are in them on purpose: father and son of one name, twins on one phone, محمد and
محمود, Nino and Nina.
"""


def main() -> None:
    """Print the tables."""
    print(HEAD)
    for part, title in (("development", "Looked at while the weights were set"), ("test", "Only measured")):
        found = pairs(part)
        print(f"## {title}: {len(found)} pairs\n")
        print(
            "| scripts | pairs | one person: precision | recall | household: precision | recall | wrongly suggested |"
        )
        print("|---|---|---|---|---|---|---|")
        by_script: dict[str, list[Pair]] = defaultdict(list)
        for pair in found:
            by_script[pair.script].append(pair)
        for script, some in [("all", found), *sorted(by_script.items())]:
            print(_row(script, some))
        print(_missed(found))


def _row(title: str, some: list[Pair]) -> str:
    cells = [title, str(len(some))]
    for verdict in ("same", "household"):
        s = score(some, verdict)
        cells += [_share(s.right, s.right + s.wrong), _share(s.right, s.right + s.missed)]
    wrong = sum(p.label == "other" and p.found.verdict != "neither" for p in some)
    return "| " + " | ".join([*cells, f"{wrong} of {sum(p.label == 'other' for p in some)}"]) + " |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%} ({part}/{whole})" if whole else "none"


def _missed(found: list[Pair]) -> str:
    want = {"other": "neither"}
    lines = [
        f"- `{p.one.name}` and `{p.other.name}`: {p.label}, said {p.found.verdict} ({p.why})"
        for p in found
        if p.found.verdict != want.get(p.label, p.label)
    ]
    return "\n" + ("Told wrongly:\n\n" + "\n".join(lines) if lines else "None told wrongly.") + "\n"


if __name__ == "__main__":
    main()
