"""What do the tables of webhooks hold?"""

from hafawa.privacy.declaring import table

table(
    "webhooks.Endpoint",
    secret="url secrets",
    operational="id kinds starts_after failures failing_since rests_until stopped_at stopped_why by made_at",
)
table(
    "webhooks.Delivery",
    erased="masked",
    words="body error",
    operational=(
        "id endpoint message_id kind event_id person_id state tries due_at until status took_ms made_at tried_at"
        " done_at"
    ),
)
table(
    "webhooks.Happened",  # taken away by `webhooks.actions.erased`, as the messages made of it
    operational="id endpoint message_id kind person_id event_id after_event_id facts at",
)
table("webhooks.Door", secret="secrets", operational="id source last_heard_at by made_at")
table("webhooks.Heard", secret="body_sha256", operational="id door message_id new at")
