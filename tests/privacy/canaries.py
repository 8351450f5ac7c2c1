"""A whole shop in a folder of its own, with a distinct canary in every declared field; run as `python -m`.

Prints JSON: what was planted, and where canaries were found before, after the erasure, and after all files came again.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import sys
import zipfile
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
EMAIL, PHONE, NAME = "kanarya9001@example.org", "+995555900123", "Kanaryana Kanaryashvili"
BIRD = "kanarya"


def files(folder: Path) -> list[Path]:
    """One of each sort a shop brings in; the one to forget and somebody else in each."""
    folder.mkdir(parents=True)
    orders = (
        "Order number,Order date,Email,Name,Total,Currency,Item,Quantity\n"
        f"K1,2025-03-01 10:00:00,{EMAIL},{NAME},50.00,EUR,kanarya7001 mug,1\n"
        "K2,2025-03-02 10:00:00,nino@example.org,Nino Beridze,20.00,EUR,Plain mug,1\n"
        f"K9,2025-99-99 10:00:00,{EMAIL},{NAME},30.00,EUR,kanarya7002,1\n"
    )
    reviews = "Date,Score,Text,Order number\n2025-03-05,2,kanarya7003 came late,K1\n2025-03-06,5,Lovely mug,K2\n"
    letter = (
        "From {who} Sat Mar 01 10:00:00 2025\nFrom: {name} <{who}>\nTo: shop@shop.example\n"
        "Date: Sat, 01 Mar 2025 10:00:00 +0000\nMessage-ID: <{word}@x>\nSubject: {word}\n\n{word} where is it?\n\n"
    )
    mbox = letter.format(who=EMAIL, name=NAME, word="kanarya7004") + letter.format(
        who="nino@example.org", name="Nino", word="hello"
    )
    cards = (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{NAME}\nEMAIL:{EMAIL}\nTEL:{PHONE}\nNOTE:kanarya7005\nBDAY:1980-02-03\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Nino Beridze\nEMAIL:nino@example.org\nEND:VCARD\n"
    )
    line = {
        "kind": "promise.made", "at": "2025-03-04T10:00:00Z", "person": {"email": EMAIL}, "text": "kanarya7006",
    }  # fmt: skip
    other = {
        "kind": "note.written",
        "at": "2025-03-04T10:00:00Z",
        "person": {"email": "nino@example.org"},
        "text": "Hi",
    }
    made = {
        "orders.csv": orders.encode(),
        "reviews.csv": reviews.encode("utf-16"),
        "box.mbox": mbox.encode(),
        "cards.vcf": cards.encode(),
        "events.jsonl.gz": gzip.compress("".join(json.dumps(x) + "\n" for x in (line, other)).encode(), mtime=0),
    }
    with io.BytesIO() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.eml", mbox.split("\nFrom nino")[0].split("\n", 1)[1].replace("7004", "7007"))
            archive.writestr("b.eml", "From: Nino <nino@example.org>\nTo: shop@shop.example\n"
                             "Date: Sat, 01 Mar 2025 11:00:00 +0000\nMessage-ID: <z@x>\n\nanother\n")  # fmt: skip
        made["letters.zip"] = packed.getvalue() or b""
        packed.seek(0)
        made["letters.zip"] = packed.read()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]


def bring_in(paths: list[Path], *, again: bool = False) -> None:
    from hafawa.channels.importers import runs

    for path in paths:
        run = runs.receive(path, name=path.name, by=None, now=NOW, again=again)
        if run.questions:
            run = runs.answer(run, {q.key: q.options[0].value for q in runs.questions(run)}, NOW)
        runs.carry_out(run, now=NOW)


def plant(person: Any) -> dict[str, str]:
    """One row a model, made from the declarations: a canary in every field of text that holds something of theirs."""
    from hafawa.privacy import fields

    planted: dict[str, str] = {}
    number = iter(range(8001, 9000))
    order = ["people", "timeline", "channels", "playbooks"]
    tables = sorted(
        fields.tables().values(),
        key=lambda t: (
            order.index(t.label.split(".")[0]) if t.label.split(".")[0] in order else 9,
            t.of.count("__"),
            t.label,
        ),
    )
    for declared in tables:
        if not (declared.of or declared.erased == "blanked"):
            continue
        values = {f.name: value_for(f, declared, person, planted, number) for f in fields.columns(declared.model)}
        values = {n: v for n, v in values.items() if v is not SKIP}
        if declared.label == "people.Proposal":
            values["decided_at"] = None  # it waits
        if declared.label == "surveys.Asked":
            values["answered_at"] = None  # nobody has answered
        if declared.label == "calls.Callback":
            values["state"] = "asked"  # a promised one is an event as well
        if declared.label == "composing.DraftFile":
            values["gone_at"] = None  # it waits in the draft
        if declared.label == "people.Person":
            planted |= {"people.Person.name": NAME.lower(), "people.Person.folded_name": NAME.lower()}
            declared.model._base_manager.filter(pk=person.pk).update(first_name=values["first_name"])
            continue
        one = [n for n in values if declared.model._meta.get_field(n).primary_key]
        if one:  # one row a person: what is there is written over
            key = {one[0]: values.pop(one[0])}
            declared.model._base_manager.update_or_create(**key, defaults=values)
        else:
            declared.model._base_manager.create(**values)
    return planted


SKIP = object()


def somebody_else(f: Any) -> Any:
    """A row the canary's needs beside the person: another person, a household, a company, a colleague, a demand."""
    made = f.related_model.__name__
    if made == "User":
        email = f"{f.name}@shop.example"
        known = f.related_model.objects.filter(email=email).first()
        return known or f.related_model.objects.create_user(email=email, password="x", name="A colleague")
    if made == "SavedReply":
        words = {"title": "Hours", "shortcut": "open", "text_en": "At ten."}
        return f.related_model.objects.create(**words, made_at=NOW, changed_at=NOW)
    if made == "Confidential":
        return f.related_model.objects.create(ref="mail:0", is_on=False, at=NOW, why=f"{NAME} asked for it")
    if made == "Demand":
        return f.related_model.objects.create(words="Open on Sundays", made_at=NOW)
    if not {"name", "created_at"} <= {field.name for field in f.related_model._meta.fields}:
        return f.related_model._base_manager.order_by("pk").last()  # what the canary's own came into before
    return f.related_model._base_manager.create(name=f"Beside {f.name} {f.model.__name__}", created_at=NOW)


def sings(f: Any) -> bool:
    """Whether a canary fits in."""
    kinds = ("CharField", "TextField", "JSONField", "BinaryField")
    return f.get_internal_type() in kinds and not f.choices and (f.max_length is None or f.max_length >= 12)


def value_for(f: Any, declared: Any, person: Any, planted: dict[str, str], number: Any) -> Any:
    from django.db import models

    from hafawa.channels.models import ImportRun

    if f.primary_key and not f.is_relation:
        return SKIP
    if f.is_relation:
        if f.name != declared.of.split("__")[0]:
            return ImportRun.objects.first() if f.related_model is ImportRun else SKIP if f.null else somebody_else(f)
        if f.related_model.__name__ == "Person":
            return person
        rest = declared.of.partition("__")[2]
        return f.related_model._base_manager.filter(**{rest: person}).order_by("pk").last()
    is_theirs = f.name in declared.names("personal", "words")
    if is_theirs and sings(f):
        word = f"{BIRD}{next(number)}"
        planted[f"{declared.label}.{f.name}"] = word
        if isinstance(f, models.JSONField):
            found: Any = {"text": word, "deep": [{"x": word}]}
            return [found, EMAIL] if declared.erased == "blanked" else found
        return word.encode() if isinstance(f, models.BinaryField) else word
    if isinstance(f, models.DateTimeField):
        return NOW
    if isinstance(f, models.DateField):
        return date(2025, 1, 1)
    if f.null or f.has_default():
        return SKIP
    if f.choices:
        return f.choices[0][0]
    if isinstance(f, models.BooleanField):
        return False
    if isinstance(f, models.CharField | models.TextField):
        return f"{declared.label}"[: f.max_length or 20]
    return 1


def plant_elsewhere() -> None:
    """In tables that are nobody's, in a session, in a file made for them."""
    from django.contrib.sessions.backends.db import SessionStore

    from hafawa.channels.models import ImportRun
    from hafawa.playbooks.models import LastRun
    from hafawa.tasks.models import Task

    ImportRun.objects.filter(name="orders.csv").update(
        error=f"stopped at {EMAIL}", questions=[{"reads": [[EMAIL, NAME]]}]
    )
    Task.objects.create(function="x", args=[EMAIL], error=f"KeyError: {NAME}", state="parked", made_at=NOW)
    LastRun.objects.update_or_create(id=1, defaults={"made_at": NOW, "judged_at": NOW, "quiet": [1]})
    session = SessionStore()
    session["notice"] = f"{NAME} was kept"
    session.save()


def found_in(folder: Path) -> list[str]:
    """Where in tables and files a canary sings; compressed ones are unpacked."""
    from django.contrib.sessions.models import Session
    from django.db import connection

    singing = [f"session {s.pk}" for s in Session.objects.all() if BIRD in json.dumps(s.get_decoded()).lower()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = json.dumps([str(c) for c in row], ensure_ascii=False).lower()
                singing += [f"{table}: {text}"] if BIRD in text or "995555900123" in text else []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        singing += [str(path.relative_to(folder))] if any(_sings(b) for b in _bytes(path)) else []
    return singing


def _sings(data: bytes) -> bool:
    lower = data.lower()
    texts = [BIRD.encode(), BIRD.encode("utf-16-le"), base64.b64encode(EMAIL.encode())[:-4].lower()]
    return any(text in lower for text in texts) or b"995555900123" in data


def _bytes(path: Path) -> list[bytes]:
    data = path.read_bytes()
    found = [data]
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        found.append(str(pq.read_table(path).to_pylist()).encode())
    elif data[:2] == b"\x1f\x8b":
        found.append(gzip.decompress(data))
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    elif data[:2] == b"\x78\x9c":
        found.append(zlib.decompress(data))
    return found


def main(home: Path) -> dict[str, Any]:
    os.environ["HAFAWA_DATA_DIR"] = str(home / "data")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from hafawa import flow
    from hafawa.people.models import Identifier
    from hafawa.playbooks.models import LastRun
    from hafawa.privacy import erasing, fields
    from hafawa.privacy.models import PersonExport
    from hafawa.team.models import Shop

    Shop.objects.create(id=1, currency="EUR", set_up_at=NOW, staff_addresses=["shop.example"])
    brought = files(home / "brought")
    bring_in(brought)
    flow.daily(NOW)
    person = Identifier.objects.get(kind="email", value=EMAIL).person
    Identifier.objects.filter(value="nino@example.org").update(as_typed="nino@example.org")
    planted = plant(person)
    plant_elsewhere()
    (home / "data" / "exports").mkdir(exist_ok=True)
    (home / "data" / "exports" / "one.zip").write_bytes(b"kanarya7999")
    PersonExport.objects.filter(person=person).update(path="exports/one.zip")
    before = found_in(home / "data")
    wanted = erasing.preview(person.pk)
    asked = erasing.ask(person.pk, typed=wanted.confirm_with, by=None, now=NOW)
    done = erasing.carry_out(asked, now=NOW + timedelta(days=2))
    after = found_in(home / "data")
    numbers = LastRun.objects.get(id=1).quiet
    bring_in(brought, again=True)
    flow.daily(NOW + timedelta(days=2))
    capable = {
        f"{t.label}.{f.name}"
        for t in fields.tables().values()
        if t.of or t.erased == "blanked"
        for f in fields.columns(t.model)
        if f.name in t.names("personal", "words") and sings(f)
    }
    return {
        "planted": planted,
        "capable": sorted(capable),
        "before": before,
        "after": after,
        "again": found_in(home / "data"),
        "state": done.state,
        "quiet": numbers,
        "person": person.pk,
        "nino": Identifier.objects.get(value="nino@example.org").person.events.count(),
        "kept": done.kept,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1])), ensure_ascii=False))
