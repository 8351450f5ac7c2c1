"""How quickly is the original of one message opened in a large mailbox, and what do its places cost?

    nice .venv/bin/python benchmarks/originals.py --messages 100000 --form mbox

Makes a mailbox from a seed (every fifth letter with a picture of 60 kB), brings it in as anybody would, and opens
messages at random: the bytes found and compared, then the same with its frame's page made. CPU is that of this process:
on a busy machine it says more than the clock.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import zipfile
from base64 import encodebytes
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = (
    "where", "is", "my", "parcel", "أين", "طلبي", "الذي", "وعدتم", "به", "სად", "არის", "ჩემი", "ამანათი", "it", "was",
    "promised", "for", "Monday",
)  # fmt: skip
PAGE = (
    "<table><tr><td><p>{words}</p><img src='https://tracker.example/{n}' width=1><a href='https://a.example/{n}'>x</a>"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--messages", type=int, default=100_000)
    options.add_argument("--opened", type=int, default=300)
    options.add_argument("--form", choices=["mbox", "zip", "folder"], default="mbox")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as folder:
        os.environ["HAFAWA_DATA_DIR"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
        run(chosen, Path(folder))


def run(chosen: argparse.Namespace, folder: Path) -> None:
    from hafawa.cli import opening

    opening.speak()
    opening.open_folder()
    from hafawa.channels.importers import runs
    from hafawa.channels.models import KeptMessage
    from hafawa.timeline.models import Event
    from hafawa.web.reads import message

    path = mailbox(folder, chosen.messages, chosen.form)
    run_ = runs.receive(path, name=path.name, by=None, now=NOW)
    if run_.questions:
        run_ = runs.answer(run_, {"us": "shop.example"}, NOW)
    began, at_work = time.perf_counter(), time.process_time()
    runs.carry_out(run_, now=NOW)
    print(f"| brought in | {time.perf_counter() - began:.0f} s, {time.process_time() - at_work:.0f} s CPU |")
    ids = list(Event.objects.filter(kind="message.received").values_list("id", flat=True))
    print(f"| messages | {len(ids):,} | \n| places | {KeptMessage.objects.count():,} |")
    some = random.Random(1).choices(ids, k=chosen.opened)
    print("| opened | n | p50 ms | p95 ms | most ms | CPU p50 ms | CPU p95 ms |\n|---|---|---|---|---|---|---|")
    ask("its bytes", some, lambda pk: message.opened(Event.objects.get(pk=pk), now=NOW))
    ask("its frame's page", some, lambda pk: page_of(Event.objects.get(pk=pk)))


def page_of(event: object) -> str:
    from hafawa.web.reads import message

    return message.frame(message.opened(event, now=NOW), title="x", with_remote=False)  # type: ignore[arg-type]


def ask(what: str, ids: list[int], act: Callable[[int], object]) -> None:
    spent, worked = [], []
    for pk in ids:
        began, at_work = time.perf_counter(), time.process_time()
        act(pk)
        spent.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - at_work))
    figures = [at(spent, 0.5), at(spent, 0.95), max(spent), at(worked, 0.5), at(worked, 0.95)]
    print(f"| {what} | {len(ids)} | " + " | ".join(f"{f:.1f}" for f in figures) + " |", flush=True)


def at(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def mailbox(folder: Path, count: int, form: str) -> Path:
    if form == "mbox":
        path = folder / "box.mbox"
        with path.open("wb") as file:
            for raw in letters(count):
                file.write(b"From someone@example.org Tue Nov 10 09:30:00 2026\n" + raw + b"\n")
    elif form == "zip":
        path = folder / "box.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for n, raw in enumerate(letters(count)):
                archive.writestr(f"{n:07}.eml", raw)
    else:
        path = folder / "box"
        path.mkdir()
        for n, raw in enumerate(letters(count)):
            (path / f"{n:07}.eml").write_bytes(raw)
    return path


def letters(count: int) -> Iterator[bytes]:
    chance = random.Random(7)
    picture = encodebytes(b"\x89PNG\r\n\x1a\n" + random.Random(8).randbytes(60_000))
    for n in range(count):
        words = " ".join(chance.choices(WORDS, k=chance.randrange(20, 200)))
        head = (
            f"From: P{n % 5000} <p{n % 5000}@example.org>\nTo: support@shop.example\nMessage-ID: <{n}@example.org>\n"
            f"Date: Tue, 10 Nov 2026 09:{n % 60:02}:00 +0000\nSubject: {' '.join(words.split()[:4])} {n}\n"
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        )
        body = (
            "--b\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=utf-8\n\n"
            f"{words}\n--a\nContent-Type: text/html; charset=utf-8\n\n{PAGE.format(words=words, n=n)}\n--a--\n"
        )
        raw = (head + body).encode()
        if n % 5 == 0:
            raw += b"--b\nContent-Type: image/png; name=p.png\nContent-Transfer-Encoding: base64\n\n" + picture
        yield raw + b"--b--\n"


if __name__ == "__main__":
    main()
