"""Which orders, messages, details and days hold these words? Exact words and stems first, then what begins so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hafawa.search import folding, schema, store
from hafawa.search.store import NEWEST, Asked, Term
from hafawa.timeline.models import Event

Place = tuple[int, int]  # which way of looking, and the id after which to go on
START: Place = (0, NEWEST)
_LONG_STEM, _MORE = 3, 8
_LETTERS_OF_KEYS = 6  # what order numbers begin with is short: HF, WEB, INV


@dataclass(frozen=True)
class Fitting:
    """Ids that fit, best way first and newest first within it, each with its place, and what they were found by."""

    places: list[Place]
    words: frozenset[str]
    begins: tuple[str, ...]


def find(table: str, text: str, *, limit: int, after: Place = START, keys: str = "") -> Fitting:
    """At most `limit` rows of `table` after the place `after`; of `keys` too, where the text may be (part of) one."""
    sought = folding.sought_words(text)
    found: list[Place] = []
    for step, way in enumerate(_ways(table, sought, text, keys)):
        if step >= after[0] and len(found) < limit:
            before = after[1] if step == after[0] else NEWEST
            found += [(step, i) for i in way.fresh(before=before, limit=limit - len(found))]
    exact = frozenset(each for word in sought for each in (word, *folding.stems(word)))
    return Fitting(found, exact, _begins(sought))


def terms(text: str) -> list[list[Term]]:
    """For each word sought, all that stands for it: itself, its stems, what begins so."""
    sought = folding.sought_words(text)
    last = len(sought) - 1
    return [[*_exact(word), *_wider(word, is_last=at == last)] for at, word in enumerate(sought)]


@dataclass(frozen=True)
class _Way:
    """One way of looking, newest first; what an earlier way by key came to (`but`: whether it did) is left out."""

    table: str
    asked: tuple[Sequence[Sequence[Term]], Sequence[Sequence[Term]]] | None = None
    part: str = ""
    but: Callable[[str], bool] | None = None

    def fresh(self, *, before: int, limit: int) -> list[int]:
        """At most `limit` ids under `before`."""
        got: list[int] = []
        while len(got) < limit:
            ids = self._ids(before=before, limit=limit + _MORE)
            known = _with_key(ids, self.but) if self.but else set()
            got += [i for i in ids if i not in known]
            if len(ids) < limit + _MORE:
                break
            before = ids[-1]
        return got[:limit]

    def _ids(self, *, before: int, limit: int) -> list[int]:
        if self.part:
            return store.match_part(self.table, self.part, limit=limit, before=before)
        every, but = self.asked or ((), ())
        return store.match(self.table, Asked(every, but, before), limit=limit)


def _with_key(ids: Sequence[int], fits: Callable[[str], bool]) -> set[int]:
    refs = Event.objects.filter(id__in=ids).values_list("id", "ref")
    return {row_id for row_id, ref in refs if fits(folding.compact(ref))}


def _ways(table: str, sought: Sequence[str], text: str, keys: str) -> Iterator[_Way]:
    part = folding.compact(text[: folding.LONGEST_QUERY])
    but: Callable[[str], bool] | None = None
    if keys and part and any(c.isdigit() for c in part):
        is_long = len(part) > 2 and schema.has_parts()
        yield _Way(keys, part=store.whole_key(part))
        yield _Way(keys, part=part if is_long else store.key_begins(part), but=lambda key: key == part)
        but = (lambda key: part in key) if is_long else (lambda key: key.startswith(part))
    elif keys and 1 < len(part) <= _LETTERS_OF_KEYS:
        yield _Way(keys, part=store.key_begins(part))
        but = lambda key: key.startswith(part)  # noqa: E731 - as its neighbours above
    if not sought:
        return
    exact = [_exact(word) for word in sought]
    last = len(sought) - 1
    wider = [[*exact[at], *_wider(word, is_last=at == last)] for at, word in enumerate(sought)]
    yield _Way(table, asked=(exact, ()), but=but)
    if wider != exact:
        yield _Way(table, asked=(wider, exact), but=but)


def _exact(word: str) -> list[Term]:
    return [Term(each) for each in dict.fromkeys((word, *folding.stems(word)))]


def _wider(word: str, *, is_last: bool) -> list[Term]:
    """What begins as the last word, which may not be all typed, and as the stems of all."""
    stem = folding.stem(word)
    begun = {word} if is_last and len(word) > 1 else set()
    if len(stem) > _LONG_STEM or (len(stem) == _LONG_STEM and not stem.isascii()):
        begun.add(stem)
    return [Term(each, begins=True) for each in sorted(begun)]


def _begins(sought: Sequence[str]) -> tuple[str, ...]:
    return tuple(term.word for at, word in enumerate(sought) for term in _wider(word, is_last=at == len(sought) - 1))
