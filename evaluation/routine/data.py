"""Which texts teach what is routine, which test it, and which source does each come from?

Only `nlp/train` and the corpus's `train` split teach. Everything else is scored: rows of the corpus's `test` split are
passed on to be counted and are shown to nobody.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "evaluation" / "corpus"
FOLDER = ROOT.parent / "shared" / "data" / "nlp"

#: Intents of bitext that are routine, as ours; the rest of it (complaints, a person asked for, payment trouble) is not.
BITEXT = {
    "cancel_order": "cancel_order", "change_shipping_address": "change_address", "check_invoice": "invoice",
    "get_invoice": "invoice", "check_payment_methods": "payment_methods", "check_refund_policy": "returns_terms",
    "delivery_options": "delivery_terms", "delivery_period": "delivery_terms", "track_order": "order_status",
    "recover_password": "account_help", "create_account": "account_help", "edit_account": "account_help",
    "set_up_shipping_address": "change_address", "check_cancellation_fee": "cancel_order",
}  # fmt: skip
#: Of a bitext shop's own intents: what a machine may answer, and what it may not.
BITEXT_ROUTINE = {*BITEXT, "newsletter_subscription", "place_order", "switch_account", "delete_account", "change_order"}
BITEXT_HUMAN = {"complaint", "contact_human_agent", "payment_issue", "registration_problems", "get_refund"}
CLINC = {
    "order_status": "order_status", "restaurant_reservation": "booking", "cancel_reservation": "booking",
    "confirm_reservation": "booking", "accept_reservations": "booking", "rewards_balance": "loyalty_balance",
}  # fmt: skip
#: What customers ask banks, carriers, restaurants and garages in clinc150; the rest of it are words to a gadget.
CLINC_ROUTINE = {
    "exchange_rate", "routing", "apr", "min_payment", "bill_due", "bill_balance", "balance", "transactions",
    "spending_history", "interest_rate", "credit_limit", "credit_limit_change", "new_card", "replacement_card_duration",
    "international_fees", "expiration_date", "pin_change", "order_checks", "rewards_balance", "redeem_rewards",
    "application_status", "order_status", "order", "restaurant_reservation", "cancel_reservation",
    "confirm_reservation",
    "accept_reservations", "how_busy", "restaurant_reviews", "flight_status", "book_flight", "book_hotel", "car_rental",
    "carry_on", "international_visa", "vaccines", "travel_notification", "schedule_maintenance", "oil_change_when",
    "insurance", "insurance_change", "direct_deposit", "pay_bill", "transfer", "improve_credit_score", "credit_score",
}  # fmt: skip
CLINC_HUMAN = {"report_fraud", "lost_luggage", "damaged_card", "account_blocked", "card_declined", "report_lost_card"}
#: Of the 77 matters of a bank, those that ask how or whether; in the others something has gone wrong.
BANKING_ROUTINE = {
    "activate_my_card", "age_limit", "apple_pay_or_google_pay", "atm_support", "automatic_top_up",
    "card_about_to_expire", "card_acceptance", "card_delivery_estimate", "card_linking", "change_pin",
    "country_support", "disposable_card_limits", "edit_personal_details", "exchange_charge", "exchange_rate",
    "exchange_via_app", "fiat_currency_support", "get_disposable_virtual_card", "get_physical_card",
    "getting_spare_card", "getting_virtual_card", "order_physical_card", "receiving_money",
    "supported_cards_and_currencies", "top_up_by_bank_transfer_charge", "top_up_by_card_charge",
    "top_up_by_cash_or_cheque", "top_up_limits", "topping_up_by_card", "transfer_into_account", "transfer_timing",
    "verify_my_identity", "verify_source_of_funds", "verify_top_up", "visa_or_mastercard", "why_verify_identity",
}  # fmt: skip
#: Themes of our corpus whose plain questions were written about worrying matters, or to nobody: their words would make
#: such words look routine, and a threat that has them slipped into questions unseen.
NO_ROUTINE = {
    "places-to-visit", "everyday-posts", "said-in-dialect", "said-in-slang", "book-film-and-product-reviews",
    "repairs-and-results", "quiet-arabic", "quiet-english", "quiet-georgian",
}  # fmt: skip
CALM = {"neutral", "curiosity", "approval", "realization"}


@dataclass(frozen=True)
class Text:
    """One text: its source, what it is about ("" where it is nothing for a machine), and what moved its writer."""

    text: str
    source: str
    intent: str = ""
    mood: str = ""


def rows(name: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The lines of the set `name` ("train/en_clinc150_train_val")."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def corpus(language: str, split: str) -> list[Text]:
    """What customers write in our own corpus; `mood` is the worst of what moved them."""
    themes = json.loads((CORPUS / "themes.json").read_text(encoding="utf-8"))[split]
    found = []
    for theme in themes:
        path = CORPUS / language / f"{theme}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            row = json.loads(line)
            if row.get("w", "c") == "c":
                intent = row.get("i", "") if row.get("r") else ""
                found.append(Text(row["t"], f"corpus/{theme}", intent or "", _mood(row)))
    return found


def _mood(row: dict[str, Any]) -> str:
    emotions = row.get("e", [])
    if row.get("a", 0) >= 3:
        return "threat"
    if row.get("a", 0) >= 1:
        return "anger"
    return "grief" if "grief" in emotions else "anxiety" if "anxiety" in emotions else "scorn" if row.get("x") else ""


def routine(language: str) -> list[Text]:
    """Routine questions that may teach, by our own generic intents; a bank's have none (intent "-")."""
    found = [t for t in corpus(language, "train") if t.intent and t.source.removeprefix("corpus/") not in NO_ROUTINE]
    if language == "en":
        found += [
            Text(r["text"], "bitext", BITEXT[r["label"]])
            for r in rows("train/en_bitext_train_dev")
            if r["label"] in BITEXT
        ]
        found += [
            Text(r["text"], "clinc", CLINC.get(r["label"], "-"))
            for r in rows("train/en_clinc150_train_val") if r["label"] in CLINC_ROUTINE
        ]  # fmt: skip
        found += [
            Text(r["text"], "banking", "-") for r in rows("train/en_banking77_train") if r["label"] in BANKING_ROUTINE
        ]
    if language == "ar":
        found += _few([Text(t.text, "banking", "-") for t in arabic_bank() if t.intent in BANKING_ROUTINE], 5000)
    return found


def human(language: str) -> list[Text]:
    """Texts that are nothing for a machine and may teach: problems, reviews, chat, rage, grief."""
    found = [t for t in corpus(language, "train") if not t.intent]
    if language == "en":
        found += [Text(r["text"], "bitext") for r in rows("train/en_bitext_train_dev") if r["label"] in BITEXT_HUMAN]
        found += [Text(r["text"], "clinc") for r in rows("train/en_clinc150_train_val") if r["label"] in CLINC_HUMAN]
        found += [
            Text(r["text"], "banking") for r in rows("train/en_banking77_train") if r["label"] not in BANKING_ROUTINE
        ]
        found += [
            Text(r["text"], "goemotions", mood="" if set(r["label"]) <= CALM else "emotion")
            for r in _some(rows("train/en_goemotions_train_dev"), 16000)
        ]
        found += [Text(r["text"], "xed", mood="emotion") for r in _some(rows("train/xed_en_85"), 6000)]
        found += [
            Text(r["text"], "davidson", mood="emotion")
            for r in _some(rows("train/en_davidson_80"), 3000)
            if r["label"] != "neither"
        ]
        found += [
            Text(r["text"], "uci", mood="emotion") for n in ("amazon_cells", "imdb") for r in rows(f"train/en_uci_{n}")
        ]
        found += [Text(r["text"][:400], "cfpb") for r in rows("train/en_cfpb_train")]
    if language == "ar":
        found += _few([Text(t.text, "banking") for t in arabic_bank() if t.intent not in BANKING_ROUTINE], 6000)
        found += [
            Text(r["text"], "arsarcasm", mood="emotion" if r["label"] != "neu" else "")
            for r in rows("train/ar_arsarcasm2_train")
        ]
        found += [Text(r["text"], "tourism", mood="emotion") for r in rows("train/ar_saudi_tourism_dev")]
        found += [Text(r["text"], "ajgt", mood="emotion") for r in rows("train/ar_ajgt_75")]
        found += [Text(r["text"], "xed", mood="emotion") for r in rows("train/xed_ar")]
    return found


def arabic_bank() -> list[Text]:
    """ArBanking77, its intents spelt as those of banking77."""
    return [Text(r["text"], "banking", r["label"].replace(" ", "_")) for r in rows("train/ar_arbanking77_train_val")]


def _some(listed: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    return random.Random(11).sample(listed, min(most, len(listed)))


def _few(listed: list[Text], most: int) -> list[Text]:
    return random.Random(11).sample(listed, min(most, len(listed)))


@dataclass(frozen=True)
class Shop:
    """A shop we play: its routine questions by intent, and its own customers' messages that are not routine."""

    name: str
    language: str
    source: str
    questions: dict[str, list[str]]
    troubles: list[str]


def shops() -> Iterator[Shop]:
    """Shops no reader has seen anything of, once `source` is left out of what teaches."""
    yield _shop(
        "bank",
        "en",
        "banking",
        ((r["text"], r["label"]) for r in rows("train/en_banking77_train")),
        BANKING_ROUTINE,
        None,
    )
    yield _shop(
        "services",
        "en",
        "clinc",
        ((r["text"], r["label"]) for r in rows("train/en_clinc150_train_val")),
        CLINC_ROUTINE,
        CLINC_HUMAN,
    )
    yield _shop(
        "online store",
        "en",
        "bitext",
        ((r["text"], r["label"]) for r in rows("train/en_bitext_train_dev")),
        BITEXT_ROUTINE,
        BITEXT_HUMAN,
    )
    yield _shop("bank", "ar", "banking", ((t.text, t.intent) for t in arabic_bank()), BANKING_ROUTINE, None)


def _shop(
    name: str, language: str, source: str, told: Iterable[tuple[str, str]], good: set[str], bad: set[str] | None
) -> Shop:
    questions: dict[str, list[str]] = defaultdict(list)
    troubles: list[str] = []
    for text, label in dict(told).items():
        if label in good:
            questions[label].append(text)
        elif bad is None or label in bad:
            troubles.append(text)
    return Shop(name, language, source, dict(questions), troubles)


def strangers(language: str) -> dict[str, list[str]]:
    """Messages nobody should answer by machine, from sources that never teach: counted, set by set."""
    found: dict[str, list[str]] = {
        f"corpus {split}": [t.text for t in corpus(language, split) if not t.intent] for split in ("dev", "test")
    }
    if language == "en":
        found["complaints on social media"] = [
            r["text"] for r in rows("evaluate-only/en_complaints_social_dev") if r["label"] == "complaint"
        ]
        found["restaurant reviews"] = [r["text"] for r in rows("evaluate-only/en_absa14_rest_train")]
        found["tweets, anger and sadness"] = [
            r["text"]
            for r in rows("evaluate-only/en_tweeteval_emotion_train_val")
            if r["label"] in ("anger", "sadness")
        ]
        found["tweets, offensive"] = [
            r["text"] for r in rows("evaluate-only/en_tweeteval_offensive_train_val") if r["label"] == "offensive"
        ]
    if language == "ar":
        found["reviews of many domains"] = [r["text"] for r in rows("evaluate-only/ar_masc_dev_domains")]
        found["restaurant reviews"] = [r["text"] for r in rows("evaluate-only/ar_res")]
        found["tweets, anger, fear, sadness"] = [
            r["text"] for r in rows("evaluate-only/ar_emotone_80") if r["label"] in ("anger", "fear", "sadness")
        ]
        found["tweets, abusive"] = [r["text"] for r in rows("evaluate-only/ar_lhsab_75") if r["label"] != "normal"]
        found["tweets, offensive"] = [r["text"] for r in rows("evaluate-only/ar_osact22_train") if r["label"] == "OFF"]
    return found
