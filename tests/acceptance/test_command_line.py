"""The acceptance run in the terminal: real files in, an evidenced Today out, its numbers as plain code counts them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.acceptance import plain

pytestmark = [pytest.mark.real_data, pytest.mark.timeout(600)]
Run = Callable[..., subprocess.CompletedProcess[str]]

NUMBERS = """
import json
from datetime import timedelta
from django.db.models import Avg, Count, F, Q
from hafawa.people.models import Person
from hafawa.timeline.models import Event
promised = {e.ref: e.due_date for e in Event.objects.filter(kind="order.placed", due_date__isnull=False)}
arrived = dict(Event.objects.filter(kind="delivery.arrived").values_list("ref", "occurred_date"))
late = {ref for ref, day in arrived.items() if ref in promised and day > promised[ref]}
came = {ref for ref in arrived if ref in promised}
reviews = list(Event.objects.filter(kind="review.posted").values_list("ref", "score"))
def about(refs):
    scores = [s for ref, s in reviews if ref in refs]
    return [len(scores), sum(scores) / len(scores), sum(s <= 2 for s in scores)]
print(json.dumps({
    "orders": Event.objects.filter(kind="order.placed").count(), "people": Person.objects.count(),
    "arrived": len(came), "late": len(late), "after_late": about(late), "after_on_time": about(came - late),
}))
"""


@pytest.fixture(scope="module")
def hafawa(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a command of the product on a data folder of its own."""
    environment = databases.environment(tmp_path_factory.mktemp("real")) | {
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "hafawa.config.settings",
    }

    def run(*arguments: str, code: str | None = None, expect: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"] if code else None
        done = subprocess.run(
            command or [sys.executable, "-m", "hafawa", *arguments],
            capture_output=True,
            text=True,
            timeout=500,
            env=environment,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done

    return run


@pytest.fixture(scope="module")
def marketplace(hafawa: Run, shared_data: Path) -> Run:
    """The product after the marketplace's folder came in, with no question asked."""
    hafawa("import", str(shared_data / "olist-sample"))
    return hafawa


def test_a_folder_of_a_ready_mapping_needs_no_answers_and_counts_as_plain_code_does(
    marketplace: Run, shared_data: Path
) -> None:
    counted = plain.olist(shared_data / "olist-sample")
    stored = json.loads(marketplace(code=NUMBERS).stdout)
    assert stored["orders"] == counted.orders == 8135
    assert stored["people"] == counted.people == 8016
    assert (stored["arrived"], stored["late"]) == (counted.arrived, counted.late) == (5170, 343)
    assert stored["after_late"] == [counted.late_reviews, pytest.approx(counted.late_mean_score), counted.late_poor]
    assert stored["after_on_time"] == [
        counted.on_time_reviews,
        pytest.approx(counted.on_time_mean_score),
        counted.on_time_poor,
    ]


def test_the_readmes_tour_tells_these_numbers(shared_data: Path) -> None:
    counted = plain.olist(shared_data / "olist-sample")
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    for figure in (
        f"{counted.late} of {counted.arrived:,}",
        f"{counted.late_mean_score:.1f}",
        f"{counted.on_time_mean_score:.1f}",
        f"{counted.late_poor} of {counted.late_reviews}",
        f"{counted.on_time_poor} of {counted.on_time_reviews:,}",
    ):
        assert figure in readme


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_today_gives_cards_whose_evidence_exists(marketplace: Run, language: str) -> None:
    cards: list[dict[str, Any]] = json.loads(marketplace("today", "--json", "--language", language).stdout)
    assert cards
    for card in cards:
        assert {"person", "kind", "reason", "evidence", "minutes", "why_here"} <= set(card)
        assert card["evidence"]
        assert card["minutes"] > 0
        assert card["reason"].strip()
        assert card["why_here"].strip()
    ids = sorted({i for card in cards for i in card["evidence"]})
    code = f"from hafawa.timeline.models import Event\nprint(Event.objects.filter(id__in={ids}).count())"
    assert int(marketplace(code=code).stdout) == len(ids)


def test_one_person_has_at_most_one_card(marketplace: Run) -> None:
    cards = json.loads(marketplace("today", "--json", "--all").stdout)
    assert len({c["person_id"] for c in cards}) == len(cards) > 12


def test_judged_on_a_day_of_late_parcels_their_buyers_are_on_the_list(marketplace: Run, shared_data: Path) -> None:
    """On 20 March 2018 many parcels were overdue; a buyer on the list for it really had one past its day."""
    cards = json.loads(marketplace("today", "--json", "--all", "--as-of", "2018-03-20").stdout)
    about = {c["evidence"][0] for c in cards if c["kind"] in {"apologise_for_late_delivery", "missing_delivery"}}
    assert len(about) >= 5
    code = (
        "import json\nfrom hafawa.timeline.models import Event\n"
        f"print(json.dumps(list(Event.objects.filter(id__in={sorted(about)}).values_list('ref', flat=True))))"
    )
    refs = json.loads(marketplace(code=code).stdout)
    orders = {o["order_id"]: o for o in plain.rows(shared_data / "olist-sample" / "orders.csv")}
    for ref in refs:
        promised = plain.day(orders[ref]["order_estimated_delivery_date"])
        arrived = plain.day(orders[ref]["order_delivered_customer_date"])
        assert promised is not None
        assert promised.isoformat() < "2018-03-20"
        assert arrived is None or arrived > promised


def test_the_same_folder_twice_changes_nothing(marketplace: Run, shared_data: Path) -> None:
    before = marketplace(code=NUMBERS).stdout
    marketplace("import", str(shared_data / "olist-sample"))
    marketplace("import", "--again", str(shared_data / "olist-sample"))
    assert marketplace(code=NUMBERS).stdout == before


def test_a_wholesalers_invoices_add_up(hafawa: Run, shared_data: Path, marketplace: Run) -> None:
    hafawa("import", str(shared_data / "online-retail" / "online_retail.parquet"))
    cards = json.loads(hafawa("today", "--json").stdout)
    assert cards


def test_mail_in_three_languages_makes_people_who_wait(
    hafawa: Run, shared_data: Path, tmp_path: Path, marketplace: Run
) -> None:
    made = [sys.executable, str(shared_data / "mail" / "generate.py"), "200", str(tmp_path / "mail"), "7"]
    subprocess.run(made, check=True, timeout=60)
    hafawa("import", str(tmp_path / "mail"), "--answer", "ourselves=support@shop.example")
    cards = json.loads(hafawa("today", "--json", "--all").stdout)
    waiting = [c for c in cards if c["kind"] == "answer_now"]
    assert waiting
    assert {c["person_language"] for c in waiting} >= {"en", "ar", "ka"}
