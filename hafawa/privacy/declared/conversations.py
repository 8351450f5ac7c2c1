"""What do the tables of the conversations hold?"""

from hafawa.privacy.declaring import table

table(
    "conversations.Conversation",
    of="person",
    words="subject preview",
    operational=(
        "id key channel mailbox is_ours_last is_automatic first_at last_at last_in_at last_out_at first_answered_at"
        " waiting_since reply_by acknowledged_at n_in n_out last_event_id is_angry is_complaint state assignee"
        " assigned_at snoozed_until closed_at closed_by merged_into rev person"
    ),
)
table(
    "conversations.Note",
    of="conversation__person",
    words="text",
    operational="id conversation at",
    staff="by by_name",
)
table("conversations.Placement", of="event__person", operational="event conversation by at", not_exported="by")
table("conversations.ReplyLater", operational="id conversation user at")
table("conversations.Tag", erased="masked", words="name", operational="id made_at")
