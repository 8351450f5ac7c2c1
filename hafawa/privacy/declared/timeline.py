"""What do the tables of the timeline hold?"""

from hafawa.privacy.declaring import table

table(
    "timeline.Event",
    of="person",
    erased="facts",
    words="data",
    operational=(
        "id person kind occurred_at occurred_date recorded_at source external_id channel ref amount_minor margin_minor"
        " currency score due_at due_date about_id suggestion_id import_run_id"
    ),
    not_exported="margin_minor occurred_date due_date suggestion_id import_run_id external_id",
)
table("timeline.Cursor", operational="name last_event_id moved_at")
table(
    "timeline.ParkedEvent",
    of="event__person",
    words="error",
    operational="id reader event tries parked_at",
    not_exported="reader tries parked_at error",
)
table(
    "timeline.Confidential",
    erased="masked",
    words="why",
    operational="id ref person is_on by at",
)
table("timeline.ConfidentialReader", staff="user", operational="id confidential at")
table(
    "timeline.ConfidentialEvent",
    of="event__person",
    operational="id confidential event",
    not_exported="confidential event",
)
