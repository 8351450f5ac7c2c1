"""What do the tables of composing hold?"""

from hafawa.privacy.declaring import table

table(
    "composing.SavedReply",
    erased="masked",
    words="title text_en text_ar text_ka",
    operational="id shortcut made_by made_at changed_at archived_at",
)
table(
    "composing.Use",
    of="person",
    operational="id reply person key is_unchanged by at",
    not_exported="reply by",
)
table(
    "composing.Draft",
    of="person",
    words="text",
    operational="id key user kind person passed_over rev kept_at sent_at",
    not_exported="user passed_over rev",
)
table(
    "composing.DraftFile",
    of="person",
    personal="name",
    operational="id public_id key user person sha256 kind size_bytes made_at gone_with gone_at",
    not_exported="id user sha256 gone_with",
)
table("composing.Presence", operational="id key user seen_at wrote_at")
table(
    "composing.Mention",
    of="note__conversation__person",
    operational="id note at seen_at",
    staff="user by",
)
