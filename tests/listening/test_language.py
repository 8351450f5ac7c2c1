"""Is the language of a message told, and left untold where it cannot be?"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hafawa.listening.language import tell


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my parcel?", "en"),
        ("Thank you so much!", "en"),
        ("وين طلبي؟", "ar"),
        ("iPhone وصل متأخراً جداً", "ar"),
        ("سفارش من کجاست؟ این خیلی دیر است", "fa"),
        ("სად არის ჩემი ამანათი?", "ka"),
        ("sad aris chemi amanati", "ka"),
        ("gamarjoba, rodis iqneba mzad", "ka"),
        ("wen talabi? sarli 3 ayyam nater", "ar"),
        ("shukran kteer 3ala l mousa3ade", "ar"),
        ("Recebi bem antes do prazo estipulado.", "pt"),
        ("El producto llegó tarde y no funciona", "es"),
        ("Le produit est arrivé très vite, merci", "fr"),
        ("Die Lieferung war leider nicht pünktlich", "de"),
        ("Il prodotto è arrivato rotto, non sono contento", "it"),
        ("Ürün çok güzel ama kargo geç geldi", "tr"),
        ("", ""),
        ("👍👍", ""),
        ("10432", ""),
        ("Xkcd zqw", ""),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, language: str) -> None:
    assert tell(text) == language


@pytest.mark.real_data
def test_portuguese_reviews_are_not_taken_for_english(shared_data: Path) -> None:
    with (shared_data / "olist-sample" / "order_reviews.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["review_comment_message"] for row in csv.DictReader(file)]
    texts = [text for text in texts if len(text.split()) >= 3]
    told = [tell(text) for text in texts]
    assert len(told) > 100
    assert told.count("en") / len(told) < 0.01
    assert told.count("pt") / len(told) > 0.85
