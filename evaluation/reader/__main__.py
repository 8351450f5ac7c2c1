"""Trains, calibrates and scores the reader, and writes the model and its card (docs/reference/reader.md).

    .venv/bin/python -m evaluation.reader [--data FOLDER] [--score-only]

FOLDER holds `train/` and `evaluate-only/` (default: HAFAWA_NLP, or ../shared/data/nlp beside the project). Nothing is
drawn at random without a seed: the same data gives the same model.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import numpy as np

from evaluation.reader import calibrate, card, latin
from evaluation.reader.data import made
from evaluation.reader.sources import ROOT, corpus, others
from evaluation.reader.train import learn, small
from hafawa.listening.trained.heads import HEADS
from hafawa.listening.trained.model import FILE

CARD = ROOT / "docs" / "reference" / "reader.md"
_started = time.monotonic()


def main() -> None:
    """See above."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=Path(os.environ.get("HAFAWA_NLP", ROOT.parent / "shared/data/nlp")))
    asked.add_argument("--score-only", action="store_true", help="score the model that is there")
    given = asked.parse_args()
    if not (given.data / "train").is_dir():
        asked.error(f"{given.data} holds no folder train: name the folder of labelled sets with --data")
    if not given.score_only:
        train(given.data / "train")
    CARD.write_text(card.written(given.data), encoding="utf-8")
    say(f"wrote {CARD.relative_to(ROOT)}")


def train(folder: Path) -> None:
    """Learn everything from `folder` and our corpus, and write the model files."""
    latin.train(folder)
    say(f"languages in Latin letters: {latin.FILE.stat().st_size:,} bytes")
    data, dev = made([*others(folder), *corpus("train")]), made(list(corpus("dev")))
    say(f"{len(data.examples):,} messages to learn from")
    heads = []
    for head in HEADS:
        heads.append(learn(data, head))
        say(f"learned {head}")
    judged = calibrate.all_heads(data, dev, say=say)
    np.savez_compressed(FILE, heads=np.array(HEADS), **small(heads), **judged)
    say(f"wrote {FILE.relative_to(ROOT)}: {FILE.stat().st_size:,} bytes")


def say(what: str) -> None:
    """A line of progress."""
    print(f"{time.monotonic() - _started:6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    main()
