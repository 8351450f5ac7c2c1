"""What do the tables of backups hold?"""

from hafawa.privacy.declaring import table

table(
    "backups.BackupPlan",
    secret="recipient folder",
    operational="id often at keep_last keep_weeks keep_months changed_at",
)
table(
    "backups.Backup",
    secret="folder sha256",
    operational=(
        "id name begun_at made_at is_planned is_encrypted state size_bytes rows files proof proven_at looked_at"
        " error_key error by"
    ),
)
