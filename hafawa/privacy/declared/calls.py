"""What do the tables of calls hold?"""

from hafawa.privacy.declaring import table

table(
    "calls.Callback",
    of="person",
    words="why",
    operational="id person state due_at owner ref asked_event_id promise_event_id made_by made_at",
    not_exported="owner made_by",
)
table(
    "calls.CallNote",
    of="person",
    operational="id person ticket event_id made suggestion_id by made_at undone_at",
    not_exported="ticket made suggestion_id by",
)
