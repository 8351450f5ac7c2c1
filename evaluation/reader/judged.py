"""Sets by others that only score the reader: what their labels say of our heads. Nothing is learned from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation.reader.sources import Example, Labels, Row, Set, clean, every, read

MOST = 4000  # messages of one set


def _polar(row: Row) -> Labels:
    return {"positive": int(row["label"] == "pos"), "neutral": 0} if row["label"] in ("pos", "neg") else {"neutral": 1}


def _astd(row: Row) -> Labels:
    return {} if row["label"] == "mixed" else _polar(row)


def _is(head: str, *labels: str) -> Callable[[Row], Labels]:
    return lambda row: {head: int(row["label"] in labels)}


def _emotion(row: Row) -> Labels:
    """Tweets found by the word of a feeling, which was taken out."""
    return {"anger": int(row["label"] == "anger"), "positive": int(row["label"] in ("joy", "optimism", "love"))}


def _egyptian(row: Row) -> Labels:
    label = row["label"]
    polar = {"positive": int(label in ("joy", "love"))} if label in ("joy", "love", "anger", "sadness", "fear") else {}
    return {"anger": int(label == "anger")} | polar


SETS = (
    Set("en_absa14_rest_train", "en", _polar, 1.0, "SemEval-2014 research"),
    Set("en_tweeteval_emotion_train_val", "en", _emotion, 1.0, "tweets, research"),
    Set("en_complaints_social_dev", "en", _is("complaint", "complaint"), 1.0, "none stated"),
    Set("en_suggestion_trainA_trialAB", "en", _is("suggestion", "sugg"), 1.0, "CC BY-NC-SA 4.0"),
    Set("en_dailydialog_val", "en", _is("question", "question"), 1.0, "CC BY-NC-SA 4.0"),
    Set("ar_res", "ar", _polar, 1.0, "none stated"),
    Set("ar_masc_dev_domains", "ar", _polar, 1.0, "none stated"),
    Set("ar_absa16_hotels_train", "ar", _polar, 1.0, "SemEval-2016 research"),
    Set("ar_att", "ar", _polar, 1.0, "none stated"),
    Set("ar_astd_train_val", "ar", _astd, 1.0, "GPL-2.0"),
    Set("ar_emotone_80", "ar", _egyptian, 1.0, "none stated"),
    Set("arlatn_tunizi_75", "ar", _polar, 1.0, "none stated"),
)


def judged(folder: Path) -> Iterator[Example]:
    """At most MOST messages of each set of `folder` (nlp/evaluate-only)."""
    for one in SETS:
        for row in every(read(folder, one.name), MOST):
            if (labels := one.labels(row)) and (text := clean(row["text"])):
                yield Example(
                    text, one.language, one.name, labels, split="judged", variety=row.get("country", ""), row=row
                )
