"""What should the shop change for everybody, which ideas are offered, what puts it right for this writer? Pure.

A clause that asks is a demand or an idea where it speaks of the shop, its goods or people in general, and `fix`
where it asks something for the writer who tells of trouble. What is only a request ("could I have a table?") is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hafawa.listening.extraction.wishes_table import Wishing
from hafawa.listening.extraction.wishing import ar, arabizi, en, ka
from hafawa.listening.extraction.writing import Clause
from hafawa.listening.reading import Found

TABLES: dict[str, Wishing] = {"en": en.WISHING, "ar": ar.WISHING, "arabizi": arabizi.WISHING, "ka": ka.WISHING}
SURE, LIKELY = 0.75, 0.55
TOLD = 2  # words beside those that offer


def find(clauses: Sequence[tuple[Clause, str]], text: str) -> Iterator[Found]:
    """Demands, suggestions and fixes among `clauses` (each with the name of its manner), whose spans are in `text`."""
    is_trouble = any(TABLES[manner].trouble.search(clause.line) for clause, manner in clauses)
    is_announced = False
    for clause, manner in clauses:
        words = TABLES[manner]
        for what, confidence in _kinds(clause, words, is_trouble=is_trouble, is_announced=is_announced):
            start, end = clause.start, clause.end
            yield Found(what=what, words=text[start:end], start=start, end=end, confidence=confidence)
        is_announced = bool(words.announces.search(clause.line))


def _kinds(clause: Clause, words: Wishing, *, is_trouble: bool, is_announced: bool) -> Iterator[tuple[str, float]]:
    line = clause.line
    if words.never.search(line) or (words.announces.search(line) and not is_announced):
        return
    if words.remedies.search(line) or (is_trouble and words.pleas.search(line)):
        yield "fix", SURE
        return
    asks, offers = bool(words.asks.match(line, 1)), _offers(line, words)
    general, mine = bool(words.general.search(line)), bool(words.mine.search(line))
    repairs, wants = bool(words.repairs.search(line)), bool(words.wants.search(line))
    ought, better = bool(words.ought.search(line)), bool(words.better.search(line))
    if ought or (asks and general and not mine and not (repairs and is_trouble)):
        yield "demand", SURE
    if is_announced or better or (offers and (general or not mine) and not (repairs and is_trouble and mine)):
        yield "suggestion", SURE if general or better else LIKELY
    elif ought:
        return
    elif is_trouble and (asks or wants) and (repairs or (mine and asks)) and not (general and not mine and not repairs):
        yield "fix", SURE if repairs and mine else LIKELY
    elif wants and asks and repairs and not general:
        yield "fix", LIKELY


def _offers(line: str, words: Wishing) -> bool:
    """Whether an idea is offered and told; words that only announce one ("a small suggestion") tell none."""
    cue = words.offers.search(line)
    return cue is not None and len(f"{line[: cue.start()]} {line[cue.end() :]}".split()) >= TOLD
