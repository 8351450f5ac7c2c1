"""What are other systems told, of which no operation speaks? For both descriptions of the API, and its page."""

from __future__ import annotations

from typing import Any

from hafawa.webhooks import telling

HOW = """
Addresses are given under Settings, Webhooks, each with the kinds it wants; none chosen is every kind. Messages are
signed as Standard Webhooks says, sent again until they are taken, for three days, always under the same `webhook-id`,
which says what came before; and each person's come in the order in which it happened. The body is
`{"type", "timestamp", "data"}`; `data` holds ids and no words: who wants more asks with a key.

Every kind of event (`events.md`) tells `event_id`, `person_id`, `kind`, `occurred_at`, `recorded_at`, `about_id` and
`suggestion_id`. `person.erased` tells `person_id` alone.

What happens to a conversation is no event; it tells `conversation_id`, `person_id`, `kind`, `occurred_at`, `event_id`
(the event by which it happened; null where it was none), `user_id` (who of the team did it; null where it happened by
itself) and what stands below. An old mailbox brought in opens and answers nothing; of two conversations put together
the one that ends is closed. What is confidential is told alike.
"""
_INT, _TEXT, _TIME = {"type": "integer"}, {"type": "string"}, {"type": "string", "format": "date-time"}
_INT_OR_NULL = {"type": ["integer", "null"]}


def paragraphs() -> list[str]:
    """How it is told, a paragraph each, with names between backticks."""
    return [" ".join(one.split()) for one in HOW.strip().split("\n\n")]


def kinds() -> list[tuple[str, str]]:
    """What is told that is no event of the timeline: its kind, and what it tells of."""
    return list(telling.KINDS.items())


def markdown() -> str:
    """The end of docs/reference/api.md."""
    how = "\n\n".join(paragraphs())
    rows = "".join(f"| `{kind}` | {about} |\n" for kind, about in kinds())
    return f"\n## What other systems are told\n\n{how}\n\n| kind | tells |\n|---|---|\n{rows}"


def webhooks() -> dict[str, Any]:
    """As OpenAPI 3.1 has it: one entry for events, one for an erasure, one for each of the rest."""
    event = {
        "event_id": _INT, "person_id": _INT_OR_NULL, "kind": _TEXT, "occurred_at": _TIME, "recorded_at": _TIME,
        "about_id": _INT_OR_NULL, "suggestion_id": _INT_OR_NULL,
    }  # fmt: skip
    happened = {
        "conversation_id": _INT, "person_id": _INT_OR_NULL, "kind": _TEXT, "occurred_at": _TIME,
        "event_id": _INT_OR_NULL, "user_id": _INT_OR_NULL,
    }  # fmt: skip
    return {
        "event": _hook("Something happened: `type` is its kind, see docs/reference/events.md.", None, event),
        "person.erased": _hook("Somebody was erased.", "person.erased", {"person_id": _INT}),
        **{kind: _hook(about, kind, happened) for kind, about in kinds()},
    }


def _fields(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _hook(about: str, kind: str | None, data: dict[str, Any]) -> dict[str, Any]:
    said = _TEXT | ({"const": kind} if kind else {})
    body = _fields({"type": said, "timestamp": _TIME, "data": _fields(data)})
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    return {
        "post": {
            "summary": about,
            "parameters": [{"name": name, "in": "header", "required": True, "schema": _TEXT} for name in names],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": {"2XX": {"description": "Taken; anything else is sent again."}},
        }
    }
