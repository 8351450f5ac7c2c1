"""What do this package's own tables hold?"""

from hafawa.privacy.declaring import table

table(
    "privacy.PersonExport",
    of="person",
    words="error",
    secret="path sha256",
    operational="id person language state size_bytes done total asked_by asked_at expires_at",
    not_exported="asked_by done total",
)
table(
    "privacy.Erasure",
    staff="asked_by_name certificate",
    operational="id person_id state asked_by asked_at due_at called_off_at done_at erased kept",
)
table("privacy.Wording", operational="id purpose language text made_at made_by retired_at")
table("privacy.Terms", operational="id erase_after_hours export_days")
table("privacy.Retention", operational="kind months set_by set_at")
table("privacy.Removal", operational="id kind removed before at")
