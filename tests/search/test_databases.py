"""The same is found on SQLite and on PostgreSQL, each with a real server where it has one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.search.test_indexing import HOSTILE
from tests.tasks.conftest import Place


def test_what_happens_in_a_shop_is_found_on_either_database(place: Place) -> None:
    place.env["PYTHONPATH"] = f"{Path(__file__).resolve().parents[2]}"
    told = json.loads(place.python("from tests.search import journey\njourney.main()").splitlines()[-1])
    assert told["vendor"] == ("postgresql" if place.database_url else "sqlite")
    assert told["first"] >= 0.95
    assert told["rebuilt"] >= 0.95
    assert told["answered"] == len(HOSTILE)
    assert told["renamed"] == [["person"], []]
    assert told["imported"] == [["person"], ["order"], [], []]
    assert told["forgotten"] == []
    assert told["pages"] == [500, 500, 10, 10, 500, 500, 11, 11, 0, 0, 10, 10]
    assert told["common"] is True
    assert told["waiting"] == 0


def test_without_the_extension_keys_are_found_by_their_beginning_and_it_is_said(
    postgresql: str, tmp_path: Path
) -> None:
    import psycopg

    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
        connection.execute("CREATE ROLE plain LOGIN")
        connection.execute("CREATE DATABASE bare")
    with psycopg.connect(f"{postgresql}/bare", autocommit=True) as connection:
        connection.execute("GRANT ALL ON SCHEMA public TO plain")
    place = Place(tmp_path, database_url=f"{postgresql.replace('hafawa@', 'plain@')}/bare")
    place.env["PYTHONPATH"] = f"{Path(__file__).resolve().parents[2]}"
    code = """
import json
from django.core.management import call_command
call_command("migrate", verbosity=0)
from hafawa.search import health, queries, schema
from tests.search import hand_written
hand_written.fill()
ask = lambda text: [hit.id for group in queries.find(text, user=None) for hit in group.hits]
print(json.dumps([schema.has_parts(), len(health.words()), ask("giorgi.b@f"), ask("iorgi.b@f"), ask("HF-1042"), ask("0421")]))
"""
    has_parts, said, begun, inside, order, part = json.loads(place.python(code).splitlines()[-1])
    assert not has_parts
    assert said == 1
    assert len(begun) == 1
    assert inside == []
    assert len(order) == 3
    assert part == []
