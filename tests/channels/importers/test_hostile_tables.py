"""Numbers no order has, names of columns in any script, files that change under our hands: each row alone, in words."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from hafawa.channels.importers import keeping, runs, scores
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel.errors import Refused
from hafawa.people.models import Detail, Identifier, Person
from hafawa.timeline.models import Event

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db
HEADER = "Order number,Order date,Email,Name,Total,Currency"
OLD = "9" * 300


def bring(folder: Path, content: str | bytes, name: str = "orders.csv", **answers: str) -> ImportRun:
    """The file received, every question answered with `answers` or its first option, and carried out."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return carry_out(runs.receive(path, name=name, by=None, now=NOW), answers)


def carry_out(run: ImportRun, answers: dict[str, str]) -> ImportRun:
    if answers:
        run = runs.answer(run, answers, NOW)
    while questions := runs.questions(run):
        first = questions[0]
        run = runs.answer(run, {first.key: first.options[0].value if first.options else "GEL"}, NOW)
    runs.preview(run)
    return runs.carry_out(run, now=NOW)


def reasons(run: ImportRun) -> list[str]:
    return list(run.rejected.order_by("row_number").values_list("reason", flat=True))


def test_order_numbers_too_long_to_keep_are_left_out_and_never_cut_to_one(tmp_path: Path) -> None:
    rows = [f"{OLD}{n},2026-01-05,a{n}@x.org,A,1.00,EUR" for n in range(3)]
    run = bring(tmp_path, "\n".join([HEADER, *rows, "G1,2026-01-05,g@x.org,G,1.00,EUR", ""]))
    assert reasons(run) == ["cell_too_long"] * 3
    assert Event.objects.count() == 1


def test_the_longest_order_number_comes_in_whole_with_its_delivery_and_review(tmp_path: Path) -> None:
    ref = "7" * 250
    bring(tmp_path, f"{HEADER}\n{ref},2026-01-05,a@x.org,A,1.00,EUR\n")
    bring(tmp_path, f"Order number,Promised,Arrived\n{ref},2026-01-05,2026-01-06\n", "deliveries.csv")
    bring(tmp_path, f"Order number,Date,Score,Review id\n{ref},2026-01-08,5,{ref}\n", "reviews.csv")
    assert set(Event.objects.values_list("ref", flat=True)) == {ref}
    assert Event.objects.count() == 4


def test_two_long_customer_numbers_are_two_people_or_none(tmp_path: Path) -> None:
    rows = [f"G{n},2026-01-05,{OLD}{OLD}{n},A,1.00,EUR" for n in range(2)]
    bring(tmp_path, "\n".join(["Order number,Order date,Customer number,Name,Total,Currency", *rows, ""]))
    assert Identifier.objects.count() == 0
    assert Event.objects.filter(person__isnull=False).count() == 0


def test_a_price_times_a_quantity_that_no_database_holds_is_left_out_alone(tmp_path: Path) -> None:
    rows = [
        "G1,2026-01-05,a@x.org,Cup,999999999,9999999999999.00",
        "G2,2026-01-05,b@x.org,Cup,2,3.00",
        "G3,2026-01-05,c@x.org,Cup,-2,3.00",
    ]
    run = bring(
        tmp_path, "\n".join(["Order number,Order date,Email,Item,Quantity,Unit price", *rows, ""]), currency="EUR"
    )
    assert reasons(run) == ["amount_range", "negative"]
    assert Event.objects.get().amount_minor == 600


@pytest.mark.parametrize(("currency", "minor"), [("JPY", 1234), ("KWD", 1234000), ("TND", 1234000), ("EUR", 123400)])
def test_money_is_kept_in_the_smallest_coin_of_its_currency(tmp_path: Path, currency: str, minor: int) -> None:
    bring(tmp_path, f"{HEADER}\nG1,2026-01-05,a@x.org,A,1234,{currency}\n")
    assert Event.objects.get().amount_minor == minor


def test_a_refund_over_its_order_and_two_currencies_of_one_person_come_in_and_are_said(tmp_path: Path) -> None:
    rows = ["G1,2026-01-05,a@x.org,5.00,EUR,9999.00", "G2,2026-01-06,a@x.org,500,JPY,"]
    run = bring(tmp_path, "\n".join(["Order number,Order date,Email,Total,Currency,Refunded", *rows, ""]))
    assert run.resume_at["odd"] == {"refund_over_order": 1}
    assert set(Event.objects.values_list("kind", "amount_minor", "currency")) == {
        ("order.placed", 500, "EUR"), ("order.refunded", 999900, "EUR"), ("order.placed", 500, "JPY"),
    }  # fmt: skip


ORDERS = "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date"


@pytest.mark.parametrize(
    "paid", ["NaN", "Infinity", "-Infinity", "1e400", "1e999999999", "abc", "", "9" * 400, "-5.00", "٥", "=1+1"]
)
def test_an_amount_that_is_none_costs_its_order_alone_in_olists_tables(tmp_path: Path, paid: str) -> None:
    folder = tmp_path / "olist"
    folder.mkdir()
    (folder / "orders.csv").write_text(
        "\n".join([ORDERS, *(f"o{n},c{n},delivered,2026-01-05 10:00:00,,,,2026-01-09" for n in range(2)), ""])
    )
    (folder / "customers.csv").write_text("customer_id,customer_unique_id\nc0,u0\nc1,u1\n")
    (folder / "order_payments.csv").write_text(f'order_id,payment_value\no0,"{paid}"\no1,5.00\n')
    run = runs.carry_out(runs.receive(folder, name="olist", by=None, now=NOW), now=NOW)
    assert run.state == ImportState.DONE
    assert "o1" in set(Event.objects.values_list("ref", flat=True))
    assert all(a is None or 0 <= a <= 10**15 for a in Event.objects.values_list("amount_minor", flat=True))


RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


@pytest.mark.parametrize(
    "odd",
    ["1,12/1/2010 8:26,NaN,17850", "1,12/1/2010 8:26,Infinity,17850", "1,12/1/2010 8:26,1e400,17850", "x,12/1/2010 8:26,1.00,17850",
     "99999999999999999999,12/1/2010 8:26,1.00,17850", "1,12/1/2010 8:26,1.00,abc", "1,12/1/2010 8:26,1.00,inf", "-5,12/1/2010 8:26,1.00,17850",
     "1,13/13/2010 8:26,1.00,17850", "1,,1.00,17850", ",12/1/2010 8:26,,17850"],
)  # fmt: skip
def test_an_amount_that_is_none_costs_its_invoice_alone_in_the_wholesalers_table(tmp_path: Path, odd: str) -> None:
    rows = [f"536365,A,Cup,{odd},UK", "536366,A,Cup,2,12/1/2010 8:28,2.00,17851,UK", ""]
    run = bring(tmp_path, "\n".join([RETAIL, *rows]))
    assert len(reasons(run)) == 1
    assert Event.objects.get().amount_minor == 400


@pytest.mark.parametrize(
    "content",
    [
        b"PAR1",
        b"PAR1" + b"\0" * 1000 + b"PAR1",
        b"PAR1" + random.Random(7).randbytes(5000),
        b"PAR1\xff\xff\xff\xffPAR1",
    ],
)
def test_a_broken_parquet_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refused):
        bring(tmp_path, content, "retail.parquet")


def test_a_header_of_arabic_and_georgian_words_with_marks_of_direction_is_read(tmp_path: Path) -> None:
    header = "\u202bرقم الطلب\u202c,\u200fتاريخ الطلب,\u2067البريد الإلكتروني\u2069,الاسم,المبلغ,العملة"
    bring(tmp_path, f"{header}\nG1,2026-01-05,a@x.org,ليلى,5.00,EUR\n")
    header = "\u200eშეკვეთის ნომერი,თარიღი\u200e,ელფოსტა,სახელი,თანხა,ვალუტა"
    bring(tmp_path, f"{header}\nG2,2026-01-05,b@x.org,ნინო,5.00,EUR\n", "k.csv")
    assert set(Event.objects.values_list("ref", "amount_minor")) == {("G1", 500), ("G2", 500)}
    assert set(Person.objects.values_list("name", flat=True)) == {"ليلى", "ნინო"}


def test_a_note_of_any_length_and_any_letters_is_kept_once(tmp_path: Path) -> None:
    """On PostgreSQL what is unique lies in an index, and a row of an index has an end."""
    note = "".join(chr(0x10D0 + (n * n * 7919) % 33) + chr(0x4E00 + (n * n * 104729) % 20000) for n in range(20_000))
    bring(tmp_path, f"Email,Name,Notes\na@x.org,A,{note}\nb@x.org,B,{note}\n", "contacts.csv", importer="contacts")
    bring(tmp_path, f"Email,Name,Notes\na@x.org,A,{note}\nc@x.org,C,\n", "again.csv", importer="contacts")
    assert sorted(len(text) for text in Detail.objects.values_list("text", flat=True)) == [40_000, 40_000]


def test_a_file_that_is_replaced_after_it_was_kept_comes_in_as_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"{HEADER}\nG1,2026-01-05,a@x.org,A,1.00,EUR\n")
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    path.write_text("something else")
    path.unlink()
    assert carry_out(run, {}).events_new == 1


@pytest.mark.parametrize(
    "answers",
    [{"scale": "x"}, {"scale": "-1"}, {"scale": "9" * 400}, {"scale": ""}, {"scale": "0"}, {"scale": "٥"}, {"decimal": "xx"}, {"dates": "xyz"},
     {"lines": "x"}, {"amounts": "x"}, {"currency": "x" * 300}, {"currency": "€"}, {"encoding": "utf-8\0"}, {"encoding": "../x"}, {"column.score": "Score\0"}],
    ids=str,
)  # fmt: skip
def test_an_answer_nobody_offered_is_refused_or_asked_again_and_never_a_fault(
    tmp_path: Path, answers: dict[str, Any]
) -> None:
    content = "Order number,Date,Score,Review,Total\nG1,2026-01-08,5,Good,1.00\n"
    path = tmp_path / "reviews.csv"
    path.write_text(content)
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    try:
        run = runs.answer(run, answers | {"importer": "reviews"}, NOW)
        if not runs.questions(run):
            runs.preview(run)
            runs.carry_out(run, now=NOW)
    except Refused:
        pass


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n" + b"x" * 500, b"SQLite format 3\0" + b"x" * 500, b"secret words of nobody"]
)
def test_what_is_refused_is_not_kept(tmp_path: Path, content: bytes) -> None:
    """Else somebody's passport, dropped by mistake, lies in the data folder and in every backup, and no import names it."""
    with pytest.raises(Refused):
        bring(tmp_path, content, "passport.png")
    assert [p for p in (Path(settings.HAFAWA_DATA_DIR) / "raw").rglob("*") if p.is_file()] == []
    run = bring(tmp_path, f"{HEADER}\nG1,2026-01-05,a@x.org,A,1.00,EUR\n")
    with pytest.raises(runs.AlreadyImported):
        runs.receive(tmp_path / "orders.csv", name="orders.csv", by=None, now=NOW)
    assert keeping.path_of(run.path).exists()


@pytest.mark.parametrize(
    ("cell", "most"), [("4/10", 5), ("8/100", 10), ("80%", 5), ("5%", 10), ("5/0", 5), ("4/5", 10), ("4/1000", 5)]
)
def test_a_score_that_names_another_best_is_not_guessed(cell: str, most: int) -> None:
    with pytest.raises(scores.NotAScore):
        scores.score(cell, most=most)


def test_a_file_of_low_scores_out_of_ten_is_asked_about_and_read_out_of_ten(tmp_path: Path) -> None:
    content = "Order number,Date,Score\nG1,2026-01-08,2/10\nG2,2026-01-08,4/10\nG3,2026-01-08,٤/١٠\n"
    bring(tmp_path, content, "reviews.csv", scale="10")
    assert list(Event.objects.order_by("id").values_list("score", flat=True)) == [1, 2, 2]


@pytest.mark.parametrize("odd", ["500", "9" * 400, "1e9", "²", "NaN", "-3"])
def test_one_score_that_fits_no_scale_costs_its_row_alone(tmp_path: Path, odd: str) -> None:
    run = bring(tmp_path, f"Order number,Date,Score\nG1,2026-01-08,{odd}\nG2,2026-01-08,5\n", "reviews.csv", scale="5")
    assert reasons(run) == ["score"]
    assert Event.objects.get().score == 5
