"""What else an unkind or broken program may send: always words, never a fault, and nothing is changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hafawa.api.problems import MEDIA
from hafawa.people.models import Person
from tests.api.conftest import Program
from tests.web.conftest import House

CSV = b"order,date,email,total\nA1,03/04/2026,a@example.com,10.00\nA2,04/03/2026,b@example.com,11.00\n"


@pytest.mark.parametrize(
    "q",
    ["%20", "%20%20", "%D9%80", "%E2%80%8F", "%EF%B7%BA", "%25", "_", "'", "%22", "*", "%ED%A0%80", "%FF", "a" * 200,
     "%E1%83%90", "+", "-", "0", "%F0%9F%98%80", "%D9%A0%D9%A1", "(", "%5C", "NULL", "%0A", "%C2%B2" * 10],
)  # fmt: skip
def test_any_words_may_be_searched_for(ask: Program, house: House, q: str) -> None:
    assert ask.get(f"/people/search?q={q}").status_code in {200, 422}


@pytest.mark.parametrize(
    "path", ["/people/%ff", "/people/../imports", "/people//", "/people/1/", "/%2e%2e/", "/people/1;x"]
)
def test_odd_addresses_lead_nowhere(ask: Program, house: House, path: str) -> None:
    answer = ask.get(path)
    assert answer.status_code in {404, 422}
    assert answer["Content-Type"] == MEDIA


@pytest.mark.parametrize(
    "header",
    ["", "x", "ar-" * 300, "*", "en;q=9", ";;;", "ka;q=0.1,ar;q=0.9", "../../etc", "en\u00e9"],
)
def test_any_language_may_be_asked_for(ask: Program, house: House, header: str) -> None:
    ask.language = header
    assert ask.get("/nowhere").status_code == 404
    assert ask.get("/suggestions").status_code == 200


@pytest.mark.parametrize(
    "key", ["Bearer", "Bearer ", "Basic eDp5", "bearer\u00e9", "Bearer \u00e9", "Bearer " + "x" * 9000]
)
def test_any_other_key_is_none(owner: object, key: str) -> None:
    answer = Client().get("/api/v1/people", headers={"Authorization": key})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "x", "text/html"]
)
def test_only_json_is_read(ask: Program, house: House, kind: str) -> None:
    body = json.dumps({"identifiers": [{"kind": "email", "value": "q@q.example"}]})
    answer = Client().generic(
        "POST", "/api/v1/people", body, content_type=kind, headers={"Authorization": f"Bearer {ask.key}"}
    )
    assert answer.status_code == 400
    assert Person.objects.count() == 3


NAMES = [
    "x",
    "NULL",
    "😀",
    "x" * 300,
    "\u202e\u202d",
    "\u200b",
    "ـ",
    "Robert'); DROP TABLE",
    "<script>",
    "{{7*7}}",
    "=1+1",
    "ყ",
    "é",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_name_is_kept_as_it_is_written(ask: Program, house: House, name: str) -> None:
    sent = {"identifiers": [{"kind": "email", "value": "new@new.example"}], "name": name}
    made = ask.post("/people", sent)
    assert made.status_code == 201
    assert Person.objects.get(pk=made.json()["id"]).name == name


@pytest.mark.parametrize(
    "value", ["", " ", "@", "a@", "a@b", "+", "+995", "x" * 254, "٠١٢", "\u202e@x.example", "a b@c.example", "1e9"]
)
def test_a_key_that_is_none_makes_nobody(ask: Program, house: House, value: str) -> None:
    for kind in ("email", "phone"):
        answer = ask.post("/people", {"identifiers": [{"kind": kind, "value": value}], "name": "x"})
        assert answer.status_code == 422 or (kind, value) == ("email", "\u202e@x.example"), answer.content
    assert Person.objects.count() <= 4


@pytest.mark.parametrize(
    "answers",
    [
        {"encoding": "zzz"}, {"encoding": "idna"}, {"encoding": "rot13"}, {"encoding": "utf-16"}, {"delimiter": ""},
        {"delimiter": "ab"}, {"delimiter": "\n"}, {"delimiter": '"'}, {"importer": "nope"}, {"importer": "mail"},
        {"importer": "vcard"}, {"importer": "olist"}, {"importer": "jsonl"}, {"column.ref": "nowhere"}, {"column.x": "y"},
        {"dates": "zzz"}, {"dates": "dmy"}, {"decimals": "x"}, {"decimal": "x"}, {"currency": "zzz"}, {"": ""}, {"header": "no"},
        {"header": "x"}, {"source": "../.."}, {"date": "x"}, {"zone": "Mars/Base"}, {"time_zone": "x"}, {"quote": "xx"},
    ],
    ids=str,
)  # fmt: skip
def test_no_answer_about_a_file_breaks_anything(
    ask: Program, house: House, data_folder: Any, answers: dict[str, str]
) -> None:
    run = _send(ask, CSV, "orders.csv").json()
    answer = ask.post(f"/imports/{run['id']}/answers", {"answers": answers})
    assert answer.status_code in {200, 409, 422}, answer.content
    assert ask.get(f"/imports/{run['id']}").status_code == 200
    assert ask.post(f"/imports/{run['id']}/start").status_code in {202, 422}


@pytest.mark.parametrize(
    "name", ["../../x.csv", "CON", "a\u202egpj.csv", "x" * 400 + ".csv", ".hidden", "a\x00b.csv", "😀.csv"]
)
def test_any_name_of_a_file_is_kept_within_the_folder(ask: Program, house: House, data_folder: Any, name: str) -> None:
    assert _send(ask, CSV, name).status_code in {201, 400, 422}
    assert {p.parent for p in data_folder.rglob("*") if p.is_file() and p.read_bytes() == CSV} <= {
        p for p in (data_folder / "raw").rglob("*") if p.is_dir()
    }


@pytest.mark.parametrize(
    "content",
    [b"\x1f\x8b", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\0" * 100,
     b"%PDF-1.4", b"\xff\xfe", b"{", b"{" * 100_000, b'"' * 100_000, b"a," * 100_000, b"From x\n" * 100, b"\n" * 1000],
    ids=range(13),
)  # fmt: skip
def test_any_file_is_refused_or_asked_about(ask: Program, house: House, data_folder: Any, content: bytes) -> None:
    answer = _send(ask, content, "file")
    assert answer.status_code in {201, 422}, answer.content
    if answer.status_code == 201:
        assert ask.get(f"/imports/{answer.json()['id']}").status_code == 200


def _send(ask: Program, content: bytes, name: str) -> Any:
    file = SimpleUploadedFile("x", content, "text/csv")
    file._name = name  # type: ignore[attr-defined]
    client = Client(raise_request_exception=False)
    return client.post("/api/v1/imports", {"file": file}, headers={"Authorization": f"Bearer {ask.key}"})
