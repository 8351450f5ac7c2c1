"""What does docs/reference/events.md say? Written from the vocabulary itself, so that it cannot go stale.

`bin/reference` writes it; a test holds it against the file.
"""

from __future__ import annotations

import inspect

from hafawa.channels.importers.json_line import PURPOSES, SCORES, needs_about, shape
from hafawa.channels.mail.parse import NOTES
from hafawa.timeline.events import KINDS

_TYPES = {
    "text": "text",
    "whole": "whole number",
    "yes_no": "true or false",
    "instant": "date and time",
    "objects": "list of objects",
    "texts": "list of texts",
}
_INTRODUCTION = """# Events

Made by `bin/reference` from `hafawa/timeline/events.py`; do not edit by hand.

Everything that happens is one of these kinds. They are also what a file of JSON lines may hold (`hafawa import
events.jsonl`): one object a line, UTF-8, at most 1 MiB.

## A line

| name | what | needed |
|---|---|---|
| `kind` | one of the kinds below, or `detail`, `occasion`, `consent` | yes |
| `at` | when, as in `2026-11-22T09:30:00+04:00`; without an offset in the shop's zone | yes, but for an occasion |
| `person` | `email`, `phone` or `customer_id`; also `name`, `first_name`, `language` | unless `ref` is known |
| `id` | the event's own id, the same each time the file is made | no; without it the line itself is the id |
| `source` | the system its ids and customer numbers are from, as in `our-till` | no; `events` |
| `about` | the `id` of the event this one is about, in the same source | where the kind says so |

The fields of the kind stand beside them. Money is in whole minor units (4550 is 45.50 GEL) and never negative. A line
with a field not named here, a value of another type, NaN, a name twice, a lone surrogate or a number of more than 18
digits is refused with its reason; the other lines come in. The same file twice changes nothing.

```json
{"kind": "order.placed", "at": "2026-11-01T10:00:00+04:00", "id": "o1", "ref": "1001", "amount_minor": 4550,
 "currency": "GEL", "due_at": "2026-11-05", "person": {"email": "layla@example.org", "name": "ليلى", "language": "ar"}}
```
(shown on two lines; in a file it is one)
"""


def markdown() -> str:
    """The whole page."""
    parts = [_INTRODUCTION, _more_lines(), "## Kinds", *(_kind(name) for name in KINDS if name), _notes()]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _more_lines() -> str:
    return f"""## Lines that are no events

- `detail`: something to remember. `text`, and `subject` where it is about someone near the person.
- `occasion`: a day that matters. `title`, `month`, `day`; `year`, `subject`, `occasion` (birthday, anniversary, feast,
  other) and `calendar` (gregorian or hijri) where known.
- `consent`: `purpose` ({" or ".join(PURPOSES)}), `granted`, and `channel` (none: every channel), `wording`. Only
  `false` is taken: a file never grants consent."""


def _kind(name: str) -> str:
    lines = [f"### {name}", "", _prose(name), ""]
    fields = [_field(name, field, expected=e, is_needed=n) for field, (e, n) in shape(name).items()]
    if needs_about(name):
        fields.insert(0, "| `about` | the `id` of the event it is about | yes |")
    return "\n".join([*lines, "| field | what | needed |", "|---|---|---|", *fields])


def _prose(name: str) -> str:
    text = inspect.cleandoc(KINDS[name].__doc__ or "")
    return " ".join(text.split())


def _field(kind: str, field: str, *, expected: str, is_needed: bool) -> str:
    words = _TYPES[expected]
    if field == "score" and kind in SCORES:
        words = "whole number, {} to {}".format(*SCORES[kind])
    if field == "currency":
        words = "three-letter code (ISO 4217)"
    return f"| `{field}` | {words} | {'yes' if is_needed else 'no'} |"


def _notes() -> str:
    lines = [f"- `{key}`: {words}" for key, words in NOTES.items()]
    return "\n".join(["## Notes on a message", "", "The `notes` of mail say what was odd about it:", "", *lines])


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
