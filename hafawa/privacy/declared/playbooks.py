"""What do the tables of playbooks hold?"""

from hafawa.privacy.declaring import table

table(
    "playbooks.Suggestion",
    of="person",
    personal="value_minor",
    words="facts note before",
    operational=(
        "id person playbook action reason_key evidence channel minutes currency urgency state made_at expires_at"
        " later_until closed_at closed_by not_this_reason"
    ),
    not_exported="closed_by before",
)
table(
    "playbooks.Outcome",
    of="suggestion__person",
    operational="suggestion was_held_out happened by_event_id due_at read_at",
)
table("playbooks.LeftOut", erased="ids", personal="examples", operational="id playbook reason people made_at")
table("playbooks.LastRun", erased="ids", personal="quiet", operational="id made_at judged_at people unknown")
