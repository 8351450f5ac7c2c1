"""Which tables does the warehouse hold, and of which declared types?

Types are the engine's; the Arrow schema is made from them, so a column that begins with NULLs keeps its type. Money is
in whole minor units, times are UTC microseconds without a zone, dates are days in the shop's time zone. Words of
customers stay in the operational database: only the words of a promise of ours are here.
"""

from __future__ import annotations

from typing import Any

from hafawa.analytics.standing_columns import COLUMNS

EVENTS = {
    "event_id": "BIGINT",
    "person_id": "BIGINT",
    "kind": "VARCHAR",
    "by_customer": "BOOLEAN",
    "occurred_at": "TIMESTAMP",
    "occurred_date": "DATE",
    "recorded_at": "TIMESTAMP",
    "source": "VARCHAR",
    "channel": "VARCHAR",
    "ref": "VARCHAR",
    "order_ref": "VARCHAR",
    "amount_minor": "BIGINT",
    "margin_minor": "BIGINT",
    "currency": "VARCHAR",
    "score": "INTEGER",
    "due_at": "TIMESTAMP",
    "due_date": "DATE",
    "about_id": "BIGINT",
    "suggestion_id": "BIGINT",
    "is_sales": "BOOLEAN",
    "is_automatic": "BOOLEAN",
    "has_words": "BOOLEAN",
    "outcome": "VARCHAR",
    "purpose": "VARCHAR",
    "bad": "VARCHAR",
    "what": "VARCHAR",
    "promise_text": "VARCHAR",
}
ANNOTATIONS = {
    "event_id": "BIGINT",
    "version": "VARCHAR",
    "language": "VARCHAR",
    "feeling": "DOUBLE",
    "anger": "DOUBLE",
    "is_thanks": "BOOLEAN",
    "is_praise": "BOOLEAN",
    "is_complaint": "BOOLEAN",
    "is_question": "BOOLEAN",
    "is_order_status": "BOOLEAN",
    "is_request": "BOOLEAN",
    "needs_answer": "BOOLEAN",
    "bad_kind": "VARCHAR",
    "read_at": "TIMESTAMP",
}
PEOPLE = {"person_id": "BIGINT", "language": "VARCHAR"}
MERGED = {"person_id": "BIGINT", "kept_id": "BIGINT"}  # only those absorbed: empty in most shops
CONSENTS = {
    "consent_id": "BIGINT",
    "person_id": "BIGINT",
    "purpose": "VARCHAR",
    "channel": "VARCHAR",
    "granted": "BOOLEAN",
    "by_person": "BOOLEAN",
    "stated_at": "TIMESTAMP",
}
OCCASIONS = {
    "occasion_id": "BIGINT",
    "person_id": "BIGINT",
    "next_date": "DATE",
    "lead_days": "INTEGER",
}
TABLES: dict[str, dict[str, str]] = {
    "events": EVENTS,
    "annotations": ANNOTATIONS,
    "people": PEOPLE,
    "consents": CONSENTS,
    "occasions": OCCASIONS,
    "merged": MERGED,
}
STANDING: dict[str, str] = {c.name: c.type for c in COLUMNS}


def arrow_schema(name: str) -> Any:
    """The declared Arrow schema (`pyarrow.Schema`) of a table."""
    import pyarrow as pa

    types = {
        "BIGINT": pa.int64(),
        "INTEGER": pa.int32(),
        "DOUBLE": pa.float64(),
        "VARCHAR": pa.string(),
        "BOOLEAN": pa.bool_(),
        "TIMESTAMP": pa.timestamp("us"),
        "DATE": pa.date32(),
    }
    return pa.schema([(column, types[type_]) for column, type_ in TABLES[name].items()])


def empty(columns: dict[str, str]) -> str:
    """A SELECT that has these columns and no row."""
    return "SELECT " + ", ".join(f'NULL::{t} AS "{c}"' for c, t in columns.items()) + " WHERE false"
