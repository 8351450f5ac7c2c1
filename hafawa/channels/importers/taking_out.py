"""How are the records of somebody erased taken out of the files as they came, and everything else left as it was?

The file is written anew beside itself, synced and put in its place; the run keeps the hash of the bytes as they came,
by which the same file is known again, and the hash of what is kept now. Rows of tables and lines become empty, so that
the numbers of the others stand; messages and cards go, and a run that had stopped half-way starts from the beginning.
"""

from __future__ import annotations

import gzip
import itertools
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from hafawa.channels.importers import keeping, kept_records, places
from hafawa.channels.importers.kept_records import Leaf, Record
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel.locks import only_one
from hafawa.people import tombstones
from hafawa.people.models import Identifier, IdentifierKind
from hafawa.team.models import Shop

Judge = Callable[[Sequence[Record]], list[bool]]
_AT_ONCE = 2000
_WHOLE_NUMBERS = ("mail", "vcard")
_ASIDE, _BEFORE = ".without-", "before"


def erased(found: Sequence[Record]) -> list[bool]:
    """Which of the records are of somebody who was erased and has not come back."""
    gone = tombstones.erased_at(key for r in found for key in (*r.who, *r.other))
    back = _back(gone) if gone else set()
    gone = {key: at for key, at in gone.items() if key not in back}
    return [is_of(r, gone) for r in found]


def is_of(record: Record, keys: dict[tombstones.Key, datetime]) -> bool:
    """Whether `record` is of the person `keys` are of: by a key of theirs, or, where it names nobody, by others."""
    if any(key[0] == "event" and key in keys for key in record.other):
        return True
    if record.who:
        return tombstones.decides(record.who, keys) is not None
    return any(key in keys for key in record.other)


def take_out(*, judge: Judge = erased, runs: Sequence[ImportRun] | None = None) -> int:
    """Take the records that `judge` names out of every kept file (of `runs`); how many they were."""
    found = ImportRun.objects.exclude(path="").order_by("id") if runs is None else runs
    by_path = sorted(found, key=lambda r: (r.path, r.pk))
    with only_one("kept_files"):
        _recover()
        return sum(_take_out(list(group), judge) for _path, group in itertools.groupby(by_path, key=lambda r: r.path))


def _take_out(group: list[ImportRun], judge: Judge) -> int:
    """A file several runs have read is read by each way of reading."""
    total = 0
    for run in {r.importer: r for r in group}.values():
        path = kept_records.path_of(run)
        if path.exists():
            cuts: places.Cuts = {}
            total += _rewrite(path, run, judge, cuts)
            places.move(run.path, cuts)
    if total:
        same = ImportRun.objects.filter(path=group[0].path)
        same.update(kept_sha256=_sha256(kept_records.path_of(group[0])))
        same.filter(importer__in=_WHOLE_NUMBERS).exclude(state=ImportState.DONE).update(rows_read=0)
    return total


def _rewrite(path: Path, run: ImportRun, judge: Judge, cuts: places.Cuts) -> int:
    """Look first: a file that holds nothing of theirs is not written."""
    country = Shop.get().country
    touched = {leaf for leaf in kept_records.leaves(path) if any(_judged(leaf, run, judge, country))}
    if not touched:
        return 0
    with tempfile.TemporaryDirectory(dir=_raw(), prefix=_ASIDE) as made:
        target = Path(made) / path.name
        if path.is_dir():
            shutil.copytree(path, target)
            inside = {leaf: leaf.path.relative_to(path) for leaf in touched}
            total = sum(
                _leaf(leaf, target / name, run, judge, country, cuts=cuts.setdefault(name.as_posix(), []))
                for leaf, name in inside.items()
            )
        elif zipfile.is_zipfile(path):
            total = _zip(target, touched, run, judge, country, cuts=cuts)
        else:
            total = sum(_leaf(leaf, target, run, judge, country, cuts=cuts.setdefault("", [])) for leaf in touched)
        _replace(target, path, made)
    return total


def _judged(leaf: Leaf, run: ImportRun, judge: Judge, country: str) -> Iterator[bool]:
    for found in _some(leaf, run, country):
        yield from judge(found)


def _some(leaf: Leaf, run: ImportRun, country: str) -> Iterator[list[Record]]:
    read = kept_records.records(leaf, run, country=country)
    while found := list(itertools.islice(read, _AT_ONCE)):
        yield found


def _leaf(leaf: Leaf, target: Path, run: ImportRun, judge: Judge, country: str, *, cuts: list[tuple[int, int]]) -> int:
    with target.open("wb") as plain:
        total = _copy(leaf, plain, run, judge, country, cuts=cuts)
        plain.flush()
        os.fsync(plain.fileno())
    return total


def _copy(
    leaf: Leaf, plain: IO[bytes], run: ImportRun, judge: Judge, country: str, *, cuts: list[tuple[int, int]]
) -> int:
    """Write `leaf` without what goes; where that was (byte, how many went) is added to `cuts`."""
    out = cast("IO[bytes]", gzip.GzipFile(fileobj=plain, mode="wb", mtime=0)) if leaf.is_packed else plain
    total = at = 0
    for found in _some(leaf, run, country):
        for record, is_theirs in zip(found, judge(found), strict=True):
            goes = is_theirs and not record.is_header
            out.write(record.blank if goes else record.raw)
            total += goes
            if goes:
                cuts.append((at, len(record.raw) - len(record.blank)))
            at += len(record.raw)
    if out is not plain:
        out.close()
    return total


def _zip(target: Path, touched: set[Leaf], run: ImportRun, judge: Judge, country: str, *, cuts: places.Cuts) -> int:
    path, by_member = kept_records.path_of(run), {leaf.member: leaf for leaf in touched}
    total = 0
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.is_dir():
                continue
            with new.open(info.filename, "w", force_zip64=True) as out:
                if leaf := by_member.get(info.filename):
                    total += _copy(leaf, out, run, judge, country, cuts=cuts.setdefault(info.filename, []))
                else:
                    with old.open(info) as source:
                        shutil.copyfileobj(source, out, 1 << 20)
    return total


def _replace(target: Path, path: Path, aside: str) -> None:
    if not path.is_dir():
        target.replace(path)
        return
    old = Path(aside) / _BEFORE / path.relative_to(_raw())
    old.parent.mkdir(parents=True)
    path.rename(old)
    target.rename(path)


def _recover() -> None:
    """What a crash left aside: a folder that had just been moved away comes back, unfinished copies go."""
    for aside in _raw().glob(f"{_ASIDE}*"):
        for old in (aside / _BEFORE).glob("*/*/*"):
            home = _raw() / old.relative_to(aside / _BEFORE)
            if not home.exists():
                old.rename(home)
        shutil.rmtree(aside, ignore_errors=True)


def _raw() -> Path:
    return keeping.path_of("raw")


def _sha256(path: Path) -> str:
    return keeping.sha256_of(path)


def _back(gone: dict[tombstones.Key, datetime]) -> set[tombstones.Key]:
    """Those of the keys that somebody holds again."""
    values = [value for kind, value in gone if kind in IdentifierKind.values]
    living: set[tombstones.Key] = set()
    for start in range(0, len(values), 5000):
        rows = Identifier.objects.filter(value__in=values[start : start + 5000]).values_list("kind", "value")
        living |= {(str(kind), str(value)) for kind, value in rows}
    return living
