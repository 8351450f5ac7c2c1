"""The tables of the reader's card: each function gives lines of Markdown."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from evaluation.reader.data import Data, made
from evaluation.reader.measures import area, calibration_error, interval, macro
from evaluation.reader.sources import ROOT, Example, read
from evaluation.reader.train import learn
from hafawa.listening.language import tell
from hafawa.listening.reading import ANGRY_FROM, Reading
from hafawa.listening.rules import RuleReader
from hafawa.listening.trained import model as models
from hafawa.listening.trained.reader import TrainedReader

_vader = SentimentIntensityAnalyzer()
CLAIMS: dict[str, tuple[Callable[[Example], bool], Callable[[Reading], bool]]] = {
    "thanks": (lambda e: "thanks" in e.row["k"], lambda r: r.is_thanks),
    "praise": (lambda e: bool({"praise", "staffpraise"} & set(e.row["k"])), lambda r: r.is_praise),
    "complaint": (lambda e: "complaint" in e.row["k"], lambda r: r.is_complaint),
    "question": (lambda e: "question" in e.row["k"], lambda r: r.is_question),
    "status": (lambda e: "status" in e.row["k"], lambda r: r.is_order_status),
    "request": (lambda e: bool({"request", "cancel", "refund"} & set(e.row["k"])), lambda r: r.is_request),
    "angry": (lambda e: e.row.get("a", 0) >= 2, lambda r: r.anger >= ANGRY_FROM),
    "answer": (lambda e: bool(e.labels["answer"]), lambda r: r.needs_answer),
}


@dataclass(frozen=True)
class Scored:
    """Messages and the chances the shipped model gives them, by head."""

    data: Data
    chances: dict[str, Any]

    def of(self, head: str, keep: Callable[[Example], bool] = lambda _: True) -> tuple[Any, Any]:
        """Labels and chances of `head` where it is labelled and `keep` holds."""
        at = [i for i, e in enumerate(self.data.examples) if head in e.labels and keep(e)]
        return np.array([self.data.examples[i].labels[head] for i in at]), self.chances[head][at]


def scored(examples: Sequence[Example]) -> Scored:
    """`examples` as the shipped model scores them."""
    data, model = made(examples), models.load()
    weights = np.concatenate((model.weights.astype(np.float32) * model.scale, model.lexical))
    chances = model.chances(np.asarray(data.x @ weights + model.bias), [e.language for e in examples])
    return Scored(data, {head: chances[:, i] for i, head in enumerate(model.heads)})


def feelings(found: Scored) -> Iterator[str]:
    """Two classes, on messages that were not learned from."""
    yield "| messages | n | reader | VADER | majority | calibration error |"
    yield "|---|---|---|---|---|---|"
    for name, keep in parts(found.data.examples):
        told, chances = found.of("positive", keep)
        if len(told) >= 20 and len(set(told.tolist())) == 2:
            texts = [e.text for e in found.data.examples if "positive" in e.labels and keep(e)]
            vader = f"{100 * vaders(told, texts):.1f}" if name.startswith(("en", "corpus en")) else ""
            yield (
                f"| {name} | {len(told)} | {with_interval(told, chances >= 0.5)} | {vader} "
                f"| {majority(told)} | {100 * calibration_error(told, chances):.1f} |"
            )


def vaders(told: Any, texts: Sequence[str]) -> float:
    """The macro-F1 of VADER."""
    return macro(told, [int(_vader.polarity_scores(text)["compound"] >= 0) for text in texts])


def three(found: Scored) -> Iterator[str]:
    """Three classes, where a set has neutral messages."""
    yield "| messages | n | reader | majority |"
    yield "|---|---|---|---|"
    for name, keep in parts(found.data.examples):
        at = [i for i, e in enumerate(found.data.examples) if keep(e) and ("positive" in e.labels or is_neutral(e))]
        labels = [found.data.examples[i].labels for i in at]
        told = np.array(["neu" if one.get("neutral") else "pos" if one.get("positive") else "neg" for one in labels])
        if len(set(told.tolist())) == 3:
            neutral, positive = found.chances["neutral"][at], found.chances["positive"][at]
            shares = np.stack(((1 - neutral) * positive, (1 - neutral) * (1 - positive), neutral))
            given = np.array(["pos", "neg", "neu"])[shares.argmax(axis=0)]
            yield f"| {name} | {len(told)} | {with_interval(told, given)} | {majority(told)} |"


def is_neutral(example: Example) -> bool:
    """Whether it is labelled neutral."""
    return bool(example.labels.get("neutral"))


def left_out(data: Data) -> Iterator[str]:
    """Feeling on each source, learned from all the others."""
    yield "| source left out | n | reader | VADER | majority |"
    yield "|---|---|---|---|---|"
    for source in dict.fromkeys(e.source for e in data.examples if "positive" in e.labels):
        at, told, _ = data.of("positive")
        own = np.array([data.examples[i].source == source for i in at])
        given = learn(data, "positive", without={source}).scores(data.x[at[own]]) >= 0
        texts = [data.examples[i].text for i in at[own]]
        vader = f"{100 * vaders(told[own], texts):.1f}" if data.examples[at[own][0]].language == "en" else ""
        cells = (source, str(own.sum()), with_interval(told[own], given), vader, majority(told[own]))
        yield "| " + " | ".join(cells) + " |"


def claims(examples: Sequence[Example]) -> Iterator[str]:
    """What the product acts on, in our corpus: precision / recall of the reader, and of the rules alone."""
    yield "| corpus | n | reader | " + " | ".join(CLAIMS) + " |"
    yield "|---|---|---" + "|---" * len(CLAIMS) + "|"
    texts = [e.text for e in examples]
    read = {"trained": TrainedReader().read_many(texts), "rules": RuleReader().read_many(texts)}
    for name, keep in parts(examples, varieties=False):
        for reader, found in read.items():
            pairs = [(e, r) for e, r in zip(examples, found, strict=True) if keep(e)]
            cells = [_precision_recall([(has(e), says(r)) for e, r in pairs]) for has, says in CLAIMS.values()]
            yield f"| {name} | {len(pairs)} | {reader} | " + " | ".join(cells) + " |"


def _precision_recall(pairs: Sequence[tuple[bool, bool]]) -> str:
    both, told, given = sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs)
    return f"{100 * both / max(1, given):.0f} / {100 * both / max(1, told):.0f} (n {told})"


def heads(found: Scored, names: Iterable[str]) -> Iterator[str]:
    """Area under the curve and calibration error of `names`, by language, in our corpus."""
    own = [e for e in found.data.examples if e.source.startswith("corpus")]
    kept = [name for name, _ in parts(own, varieties=False)]
    yield "| head | " + " | ".join(kept) + " |"
    yield "|---" * (len(kept) + 1) + "|"
    for head in names:
        cells = []
        for _, keep in parts(own, varieties=False):
            told, chances = found.of(head, lambda e, keep=keep: e.source.startswith("corpus") and keep(e))
            few = told.sum() < 5
            cells.append(
                ""
                if few
                else f"{100 * area(told, chances):.0f} · {100 * calibration_error(told, chances):.0f} (n {told.sum()})"
            )
        yield f"| {head} | " + " | ".join(cells) + " |"


def ranked(found: Scored, names: Iterable[str]) -> Iterator[str]:
    """Area under the curve on sets by others."""
    yield "| set | head | n | has it | area under the curve |"
    yield "|---|---|---|---|---|"
    for source in dict.fromkeys(e.source for e in found.data.examples if not e.source.startswith("corpus")):
        for head in names:
            told, chances = found.of(head, lambda e, source=source: e.source == source)
            if len(set(told.tolist())) == 2:
                yield f"| {source} | {head} | {len(told)} | {told.mean():.0%} | {100 * area(told, chances):.1f} |"


_ARABIC = ("arb_Arab", "ars_Arab", "apc_Arab", "arz_Arab", "acm_Arab", "ajp_Arab", "ary_Arab", "arb_Latn")
SIB = dict.fromkeys(_ARABIC, "ar") | {
    "kat_Geor": "ka",
    "pes_Arab": "fa",
    "urd_Arab": "ur",
    "rus_Cyrl": "",
    "hye_Armn": "",
}
SIB |= {"eng_Latn": "en", "deu_Latn": "de", "fra_Latn": "fr", "spa_Latn": "es", "tur_Latn": "tr", "azj_Latn": "az"}


def languages(folder: Path, own: Sequence[Example]) -> Iterator[str]:
    """Which language was told; for sib200 of its development split."""
    yield "| written in | n | told right | not told | told wrong |"
    yield "|---|---|---|---|---|"
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read(folder / "train", "sib200_22langs_train_dev"):
        if row["split"] == "dev" and row["lang"] in SIB:
            told[f"sib200 {row['lang']}"].append((SIB[row["lang"]], tell(row["text"])))
    for e in own:
        told[f"corpus {e.split} {e.variety}"].append((e.language, tell(e.text)))
        if len(e.text.split()) >= 2:
            told[f"corpus {e.split} {e.variety}, from two words"].append((e.language, tell(e.text)))
    for name, pairs in told.items():
        right, n = sum(a == b for a, b in pairs), len(pairs)
        silent = sum(not b and bool(a) for a, b in pairs)
        yield f"| {name} | {n} | {right / n:.1%} | {silent / n:.1%} | {(n - right - silent) / n:.1%} |"


LOADS = """
import time
from hafawa.listening import door, language
from hafawa.listening.trained import model
began = time.process_time()
model.load(), language.tell("hello there")
loaded = time.process_time()
for text in ("It came late.", "وصل الطلب متأخراً.", "შეკვეთა დაგვიანდა."):
    door.read(text)
print(f"{loaded - began:.2f} s of processor time in a new process, its first message in each of three languages")
print(f"{time.process_time() - loaded:.2f} s, lists of words and all")
"""


def speed(examples: Sequence[Example]) -> Iterator[str]:
    """Seconds to load and to read the first messages; messages a second of one core, in batches and one by one."""
    texts = [e.text for e in examples if len(e.text) <= 200]
    loads = subprocess.run([sys.executable, "-c", LOADS], cwd=ROOT, check=True, capture_output=True, text=True)
    reader = TrainedReader()
    reader.read_many(texts)
    began = time.process_time()
    for _ in range(3):
        reader.read_many(texts)
    batch = 3 * len(texts) / (time.process_time() - began)
    began = time.process_time()
    for text in texts:
        reader.read(text)
    alone = len(texts) / (time.process_time() - began)
    yield f"Loading both files takes {loads.stdout.strip()}."
    yield f"Short messages (at most 200 letters, n {len(texts)}, words met before) a second of one core:"
    yield f"{batch:,.0f} in batches, {alone:,.0f} one by one."


def parts(examples: Sequence[Example], *, varieties: bool = True) -> list[tuple[str, Callable[[Example], bool]]]:
    """Names and members: each source; our corpus by language and split, and by variety."""
    found: dict[str, Callable[[Example], bool]] = {}
    for e in examples:
        if not e.source.startswith("corpus"):
            found[e.source] = lambda o, s=e.source: o.source == s
            continue
        key = (e.language, e.split)
        found[f"corpus {e.language} {e.split}"] = lambda o, k=key: (
            (o.language, o.split) == k and o.source[:6] == "corpus"
        )
        if varieties and e.language != "en":
            found[f"corpus {e.language} {e.split}, {e.variety}"] = lambda o, k=(*key, e.variety): (
                (o.language, o.split, o.variety) == k
            )
    return sorted(found.items())


def majority(told: Any) -> str:
    """The macro-F1 of always giving the commonest label."""
    most = Counter(told.tolist()).most_common(1)[0][0]
    return f"{100 * macro(told, [most] * len(told)):.1f}"


def with_interval(told: Any, given: Any) -> str:
    """Macro-F1 of 100 with its interval."""
    low, high = interval(told, given)
    return f"{100 * macro(told, given):.1f} ({100 * low:.1f} to {100 * high:.1f})"
