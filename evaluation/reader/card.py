"""The card of the shipped reader: what it is, what it learned from, how well it reads, where it fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evaluation.reader import tables
from evaluation.reader.data import made
from evaluation.reader.judged import SETS as JUDGED
from evaluation.reader.judged import judged
from evaluation.reader.sources import OURS, SETS, Example, corpus, others
from hafawa.listening import latin
from hafawa.listening.reading import EMOTIONS, KINDS
from hafawa.listening.trained import model as models

WORDS = Path(__file__).with_name("card.md")
RANKED = ("complaint", "anger", "suggestion", "question")
OTHERS = ("annoyed", "angry", "furious", "urgent", "ironic", "answer", "neutral")


def written(folder: Path) -> str:
    """The whole card in Markdown; `folder` holds train/ and evaluate-only/."""
    learned = [*others(folder / "train"), *corpus("train")]
    own, strangers = list(corpus("dev", "test")), list(judged(folder / "evaluate-only"))
    found = tables.scored([*own, *strangers])
    parts: dict[str, Iterable[str]] = {
        "model": _model(),
        "speed": tables.speed(own),
        "learned": _learned(learned),
        "judged": _judged(strangers),
        "feelings": tables.feelings(found),
        "left_out": tables.left_out(made([e for e in learned if "positive" in e.labels])),
        "three": tables.three(found),
        "claims": tables.claims(own),
        "heads": tables.heads(found, (*OTHERS, *EMOTIONS, *KINDS)),
        "ranked": tables.ranked(found, RANKED),
        "languages": tables.languages(folder, own),
    }
    return WORDS.read_text(encoding="utf-8").format(**{name: "\n".join(lines) for name, lines in parts.items()})


def _model() -> Iterable[str]:
    files = (models.FILE, latin.FILE)
    mark, size = models.load().mark, sum(file.stat().st_size for file in files)
    yield f"Version `trained-1-{mark}`; {len(models.load().heads)} heads; the two files are {size / 2**20:.2f} MiB."


def _learned(examples: list[Example]) -> Iterable[str]:
    many = Counter(e.source for e in examples)
    yield "| set | messages used | weight of one | licence |\n|---|---|---|---|"
    for one in SETS:
        yield f"| {one.name} | {many[one.name]:,} | {one.weight:g} | {one.licence} |"
    for language in ("en", "ar", "ka"):
        own = f"corpus-{language}"
        yield f"| our own corpus, train, {language} | {many[own]:,} | {OURS:g} | CC BY 4.0 |"


def _judged(examples: list[Example]) -> Iterable[str]:
    many = Counter(e.source for e in examples)
    yield "| set | messages used | licence |\n|---|---|---|"
    for one in JUDGED:
        yield f"| {one.name} | {many[one.name]:,} | {one.licence} |"
