"""Is a table read as it is written, asked about where it is ambiguous, and never guessed?"""

from __future__ import annotations

import gzip
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hafawa.channels.importers import amounts, columns, dates, meant, runs, scores
from hafawa.channels.importers.sniff import WrongFile
from hafawa.channels.importers.table import NoRows, UnpacksTooLarge
from hafawa.channels.models import ImportRun, ImportState
from hafawa.people.models import Identifier, Occasion, Person
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

NOW = datetime(2026, 1, 5, tzinfo=UTC)
HEADER = "Order number,Order date,Email,Name,Total,Currency\n"


@pytest.fixture(autouse=True)
def _shop(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("django_db"):
        Shop.objects.update_or_create(id=1, defaults={"currency": "EUR", "set_up_at": NOW, "country": "GE"})


def _receive(folder: Path, content: str | bytes, name: str = "orders.csv", encoding: str = "utf-8") -> ImportRun:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return runs.receive(path, name=name, by=None, now=NOW)


def _asked(run: ImportRun) -> set[str]:
    return {q.key for q in runs.questions(run)}


def _rejected(run: ImportRun) -> dict[int, str]:
    return dict(run.rejected.values_list("row_number", "reason"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "ليلى حداد"), ("utf-8-sig", "ნინო ბერიძე"), ("utf-16", "ليلى حداد"), ("utf-16-le", "Ana"),
        ("cp1256", "ليلى حداد من حلب"), ("cp1252", "João São"), ("cp1251", "Анна Соловьева из Тбилиси"),
    ],
)  # fmt: skip
def test_names_arrive_whole_in_every_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    rows = "".join(f"{n},2025-01-1{n},p{n}@x.org,{name},5.00,EUR\n" for n in range(9))
    run = _receive(tmp_path, HEADER + rows, encoding=encoding)
    assert not _asked(run)
    runs.carry_out(run, now=NOW)
    assert set(Person.objects.values_list("name", flat=True)) == {name}


@pytest.mark.django_db
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    text = (HEADER + '1,2025-01-02,a@x.org,"Ana, of Q",5.00,EUR\n').replace('"Ana, of Q"', "QUOTED")
    text = text.replace(",", delimiter).replace("QUOTED", f'"Ana{delimiter} of Q"')
    run = runs.carry_out(_receive(tmp_path, text), now=NOW)
    assert run.events_new == 1
    assert Person.objects.get().name == f"Ana{delimiter} of Q".strip()


@pytest.mark.django_db
def test_an_ambiguous_date_order_is_asked_with_their_own_rows(tmp_path: Path) -> None:
    run = _receive(tmp_path, HEADER + "1,03/04/2025,a@x.org,A,5.00,EUR\n2,05/06/2025,b@x.org,B,6.00,EUR\n")
    assert run.state == ImportState.WAITING
    (question,) = runs.questions(run)
    assert question.key == "dates"
    assert {o.value: tuple((cell, meant.words(kept)) for cell, kept in o.reads) for o in question.options} == {
        "dmy": (("03/04/2025", "April 3, 2025"), ("05/06/2025", "June 5, 2025")),
        "mdy": (("03/04/2025", "March 4, 2025"), ("05/06/2025", "May 6, 2025")),
    }
    with pytest.raises(runs.NeedsAnswers):
        runs.carry_out(run, now=NOW)
    assert Event.objects.count() == 0
    runs.carry_out(runs.answer(run, {"dates": "dmy"}, NOW), now=NOW)
    assert Event.objects.get(ref="1").occurred_date == date(2025, 4, 3)


@pytest.mark.django_db
def test_one_telling_row_anywhere_settles_the_date_order(tmp_path: Path) -> None:
    rows = "".join(f"{n},03/04/2025,a@x.org,A,5.00,EUR\n" for n in range(3000))
    run = _receive(tmp_path, HEADER + rows + "x,28/04/2025,a@x.org,A,5.00,EUR\n")
    assert not _asked(run)
    assert run.answers["dates"] == "dmy"


@pytest.mark.django_db
def test_ambiguous_money_is_asked_never_guessed(tmp_path: Path) -> None:
    text = HEADER.replace(",", ";") + "1;2025-01-02;a@x.org;A;1.234;EUR\n"
    run = _receive(tmp_path, text)
    assert _asked(run) == {"decimal"}
    runs.carry_out(runs.answer(run, {"decimal": ","}, NOW), now=NOW)
    assert Event.objects.get().amount_minor == 123400


@pytest.mark.django_db
def test_a_shop_that_never_said_its_currency_is_asked(tmp_path: Path) -> None:
    Shop.objects.update(set_up_at=None)
    run = _receive(tmp_path, "Order number,Order date,Email,Total\n1,2025-01-02,a@x.org,5.00\n")
    assert _asked(run) == {"currency"}
    runs.carry_out(runs.answer(run, {"currency": "GEL"}, NOW), now=NOW)
    assert Event.objects.get().currency == "GEL"


@pytest.mark.django_db
def test_the_same_amount_in_every_line_is_asked_about(tmp_path: Path) -> None:
    rows = "1,2025-01-02,a@x.org,A,5.00,EUR\n1,2025-01-02,a@x.org,A,5.00,EUR\n"
    run = _receive(tmp_path, HEADER + rows)
    assert _asked(run) == {"amounts"}
    assert runs.carry_out(runs.answer(run, {"amounts": "line"}, NOW), now=NOW).events_new == 1
    assert Event.objects.get().amount_minor == 1000


@pytest.mark.django_db
def test_amounts_that_are_not_plain_are_rejected_with_their_reason(tmp_path: Path) -> None:
    cells = ["5.00", "1e9", "NaN", "-3.00", "Infinity", "12.5.0", "9" * 15, "", "0x10", "²"]
    rows = "".join(f"{n},2025-01-02,a@x.org,A,{cell},EUR\n" for n, cell in enumerate(cells))
    run = runs.carry_out(_receive(tmp_path, HEADER + rows), now=NOW)
    assert _rejected(run) == {
        3: "number", 4: "number", 5: "negative", 6: "number", 7: "number", 8: "amount_range", 10: "number", 11: "number",
    }  # fmt: skip
    assert sorted(Event.objects.values_list("ref", "amount_minor"), key=str) == [("0", 500), ("7", None)]


@pytest.mark.django_db
def test_hostile_rows_are_rejected_alone(tmp_path: Path) -> None:
    good = "{n},2025-01-02,g{n}@x.org,Good,5.00,EUR\n"
    rows = [
        good.format(n=1),
        "2,2025-01-02,a@x.org,A,5.00,EUR,surplus\n",
        "3,2025-01-02,a@x.org\n",
        '4,2025-01-02,a@x.org,"' + "x" * 10_000_000 + '",5.00,EUR\n',
        good.format(n=5),
        "6,2025-01-02,a\0@x.org,A,5.00,EUR\n",
        '7,2025-01-02,a@x.org,"never closed,5.00,EUR\n',
        good.format(n=8),
        "9,2025-01-02,a@x.org," + "y" * 200_000 + ",5.00,EUR\n",
        "10,1800-01-02,a@x.org,A,5.00,EUR\n",
        "11,2025-02-30,a@x.org,A,5.00,EUR\n",
        "12,2025-01-02,a@x.org,A,5.00,ZZZ\n",
        ",2025-01-02,a@x.org,A,5.00,EUR\n",
        "14,,a@x.org,A,5.00,EUR\n",
        "\n",
        good.format(n=15).rstrip("\n") + ",,\n",
        "16,2025-01-02,a@x.org,=HYPERLINK(1),5.00,EUR\n",
    ]
    run = runs.carry_out(_receive(tmp_path, HEADER + "".join(rows)), now=NOW)
    assert set(Event.objects.values_list("ref", flat=True)) == {"1", "5", "8", "15", "16"}
    assert sorted(_rejected(run).values()) == sorted(
        ["width", "width", "cell_too_long", "nul", "quoting", "cell_too_long", "date_range", "date", "currency",
         "no_ref", "no_date"]
    )  # fmt: skip
    assert max(len(cell) for row in run.rejected.all() for cell in row.cells) <= 2000


@pytest.mark.django_db
def test_a_few_broken_bytes_cost_their_row_only(tmp_path: Path) -> None:
    rows = b"".join(b"%d,2025-01-02,a@x.org,\xd7\x9c\xc3\xa9,5.00,EUR\n" % n for n in range(60))
    bad = b"bad,2025-01-02,a@x.org,\xff\xfe,5.00,EUR\n"
    run = runs.carry_out(_receive(tmp_path, HEADER.encode() + rows + bad), now=NOW)
    assert (run.events_new, list(_rejected(run).values())) == (60, ["encoding"])


@pytest.mark.django_db
def test_columns_named_twice_stay_two(tmp_path: Path) -> None:
    text = "Order number,Order date,Email,Email,Total,Currency\n1,2025-01-02,a@x.org,b@x.org,5,EUR\n"
    run = _receive(tmp_path, text)
    assert runs.preview(run).header == ("Order number", "Order date", "Email", "Email (2)", "Total", "Currency")
    runs.carry_out(runs.answer(run, {"column.email": "Email (2)"}, NOW), now=NOW)
    assert Identifier.objects.get().value == "b@x.org"


@pytest.mark.django_db
def test_what_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    for content, refusal in [
        (b"%PDF-1.7 hello", WrongFile), (b"\xd0\xcf\x11\xe0aaaa", WrongFile), (b"<!DOCTYPE html><p>", WrongFile),
        (b"", NoRows), (b"\xef\xbb\xbf\n \n", NoRows),
    ]:  # fmt: skip
        with pytest.raises(refusal):
            _receive(tmp_path, content)
    assert ImportRun.objects.count() == 0


@pytest.mark.django_db
def test_an_unknown_table_is_asked_about(tmp_path: Path) -> None:
    run = _receive(tmp_path, "foo,bar,baz\n2025-01-02,hello,7\n")
    assert "importer" in _asked(run)


@pytest.mark.django_db
def test_gzip_and_zip_read_as_the_file_inside(tmp_path: Path) -> None:
    text = (HEADER + "1,2025-01-02,a@x.org,A,5.00,EUR\n").encode()
    assert runs.carry_out(_receive(tmp_path, gzip.compress(text), "orders.csv.gz"), now=NOW).events_new == 1
    with zipfile.ZipFile(tmp_path / "o.zip", "w") as archive:
        archive.writestr("o.csv", text.replace(b"1,2025", b"2,2025"))
    run = runs.receive(tmp_path / "o.zip", name="o.zip", by=None, now=NOW)
    assert runs.carry_out(run, now=NOW).events_new == 1


@pytest.mark.django_db
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("orders.csv", "w", force_zip64=True) as file,
    ):
        for _ in range(200):
            file.write(b"0" * (1 << 20))
    with pytest.raises(UnpacksTooLarge):
        runs.receive(tmp_path / "bomb.zip", name="bomb.zip", by=None, now=NOW)


@pytest.mark.django_db
def test_an_archive_of_unknown_tables_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", HEADER)
        archive.writestr("b.csv", HEADER)
    with pytest.raises(runs.NotOurs, match="several tables"):
        runs.receive(tmp_path / "two.zip", name="two.zip", by=None, now=NOW)


@pytest.mark.django_db
def test_a_shopify_export_keeps_orders_lines_and_what_happened_to_them(tmp_path: Path) -> None:
    header = "Name,Email,Financial Status,Paid at,Accepts Marketing,Currency,Total,Created at,Lineitem quantity,"
    text = (
        header
        + "Lineitem name,Lineitem price,Billing Name,Billing Phone,Cancelled at,Refunded Amount\n"
        + (
            "#1001,jane@x.org,paid,2024-01-05 09:00:00 -0500,no,USD,54.50,2024-01-05 10:29:00 -0500,2,Mug,20.00,Jane Roe,"
            "'+1 202 555 0143,,60.00\n"
            "#1001,jane@x.org,,,,,,2024-01-05 10:29:00 -0500,1,Spoon,5.00,,,,\n"
            "#1002,bob@x.org,voided,,yes,USD,5.00,2024-01-06 10:29:00 -0500,1,Spoon,5.00,Bob,,2024-01-07 10:00:00 -0500,0.00\n"
        )
    )
    run = runs.carry_out(_receive(tmp_path, text, "orders_export.csv"), now=NOW)
    assert run.importer == "shopify"
    order = Event.objects.get(kind="order.placed", ref="#1001")
    assert (order.amount_minor, order.currency, order.occurred_at.hour) == (5450, "USD", 15)
    assert [i["name"] for i in order.data["items"]] == ["Mug", "Spoon"]
    assert Event.objects.get(kind="order.refunded").amount_minor == 6000
    assert Event.objects.get(kind="order.cancelled").ref == "#1002"
    assert run.resume_at["odd"] == {"refund_over_order": 1, "paid_before_placed": 1}
    assert set(Identifier.objects.values_list("value", flat=True)) == {"jane@x.org", "+12025550143", "bob@x.org"}


@pytest.mark.django_db
def test_a_woocommerce_export_is_known_by_its_columns(tmp_path: Path) -> None:
    text = (
        "order_id,order_number,order_date,status,order_total,order_currency,customer_id,billing_first_name,"
        "billing_last_name,billing_email,billing_phone,refunded_total\n"
        "11,A11,2024-03-01 10:00:00,completed,25.00,EUR,0,Ana,Roe,ana@x.org,,0\n"
        "12,A12,2024-03-02 10:00:00,wc-cancelled,25.00,EUR,5,Ana,Roe,ana@x.org,,0\n"
        "13,A13,2024-03-03 10:00:00,checkout-draft,25.00,EUR,5,Ana,Roe,ana@x.org,,0\n"
    )
    run = runs.carry_out(_receive(tmp_path, text), now=NOW)
    assert run.importer == "woocommerce"
    assert Person.objects.get().name == "Ana Roe"
    assert sorted(Event.objects.values_list("ref", "kind")) == [
        ("A11", "order.placed"), ("A12", "order.cancelled"), ("A12", "order.placed"),
    ]  # fmt: skip
    assert _rejected(run) == {4: "not_an_order"}


@pytest.mark.django_db
def test_a_hijri_birthday_stays_hijri(tmp_path: Path) -> None:
    text = "Name,Email,Birthday,تاريخ الميلاد الهجري\nA,a@x.org,1990-05-06,\nB,b@x.org,,1410/02/30\nC,c@x.org,1415-12-01,\n"
    runs.carry_out(_receive(tmp_path, text, "contacts.csv"), now=NOW)
    found = Occasion.objects.order_by("person__name").values_list("calendar", "year", "month", "day")
    assert list(found) == [("gregorian", 1990, 5, 6), ("hijri", 1410, 2, 30), ("hijri", 1415, 12, 1)]


@pytest.mark.django_db
def test_scores_on_another_scale_are_asked_about(tmp_path: Path) -> None:
    run = _receive(tmp_path, "Email,Rating,Review,Date\na@x.org,9,Good,2025-01-02\nb@x.org,2,Bad,2025-01-03\n", "r.csv")
    assert _asked(run) == {"scale"}
    runs.carry_out(runs.answer(run, {"scale": "10"}, NOW), now=NOW)
    assert sorted(Event.objects.values_list("score", flat=True)) == [1, 4]


@pytest.mark.parametrize(
    ("cell", "decimal", "amount"),
    [
        ("1.234,50", ",", "1234.50"), ("1,234.50", ".", "1234.50"), ("R$ 1.234,50", ",", "1234.50"),
        ("٣٫٥", ".", "3.5"), ("١٬٢٣٤٫٥٠", ".", "1234.50"), ("۱۲۳", ".", "123"), ("(12.00)", ".", "-12.00"),
        ("12,34,567.00", ".", "1234567.00"), ("1 234,50 ₾", ",", "1234.50"), ("1'234.50", ".", "1234.50"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_written(cell: str, decimal: str, amount: str) -> None:
    assert amounts.amount(cell, decimal=decimal) == Decimal(amount)


@pytest.mark.parametrize(
    ("cell", "order", "instant"),
    [
        ("2024-01-05 10:30:00 -0500", "ymd", "2024-01-05T15:30"), ("13/04/2025 8:26", "dmy", "2025-04-13T04:26"),
        ("12/1/2010 8:26 PM", "mdy", "2010-12-01T16:26"), ("٢٠٢٤-٠١-٠٥", "ymd", "2024-01-04T20:00"),
        ("5 იანვარი 2024", "dmy", "2024-01-04T20:00"), ("5 يناير 2024 3:00 م", "dmy", "2024-01-05T11:00"),
        ("24 de março de 2024", "dmy", "2024-03-23T20:00"), ("2024-01-05T10:30:00Z", "mdy", "2024-01-05T10:30"),
    ],
)  # fmt: skip
def test_dates_are_read_as_written_in_the_shops_zone(cell: str, order: str, instant: str) -> None:
    found = dates.moment(cell, order=order, zone=ZoneInfo("Asia/Tbilisi"))
    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("رقم الطلب|التاريخ|البريد الإلكتروني|المبلغ|العملة", "ref date email amount currency"),
        ("შეკვეთის ნომერი|თარიღი|ელფოსტა|თანხა|ვალუტა", "ref date email amount currency"),
        ("Número do pedido|Data|E-mail|Valor total|Moeda", "ref date email amount currency"),
        ("customer_name|order_total|created_at|order_id|qty", "name amount date ref quantity"),
    ],
)
def test_columns_are_known_in_many_languages(header: str, fields: str) -> None:
    names = header.split("|")
    assert columns.guess(names, fields=columns.WORDS) == dict(zip(fields.split(), names, strict=True))


def test_scores_are_whole_and_within_their_scale() -> None:
    assert [scores.score(c, most=5) for c in ("4", "4/5", "★★☆☆☆", "٥", "3.0")] == [4, 4, 2, 5, 3]
    assert [scores.score(c, most=10) for c in ("1", "5", "10")] == [1, 2, 5]
    for cell in ("6", "0", "4.5", "-1", "NaN", ""):
        with pytest.raises(scores.NotAScore):
            scores.score(cell, most=5)
