"""What do the tables of the doors hold?"""

from hafawa.privacy.declaring import table

table(
    "channels.ImportRun",
    erased="masked",
    words="name error questions answers resume_at",
    operational=(
        "id path sha256 kept_sha256 gone_at size_bytes importer source state rows_total rows_read events_new"
        " events_known people_new people_known rows_rejected rows_erased mailbox by made_at started_at"
        " finished_at undone_at door"
    ),
)
table(
    "channels.RejectedRow",
    erased="blanked",
    words="facts cells",
    operational="id import_run row_number file reason",
)
table(
    "channels.FilledIn", of="person", personal="value", operational="id import_run person field", not_exported="person"
)
table(
    "channels.Mailbox",
    staff="address username",
    secret="sealed_password",
    operational=(
        "id host port security since is_paused trouble trouble_since tries next_look_at looked_at newest_at by made_at"
    ),
)
table(
    "channels.MailDoor",
    staff="address",
    secret="secret_sha256 old_sha256 sealed_key",
    operational=(
        "id kind name old_until is_off closed_at came last_came_at last_refused_at last_refused_why by made_at"
    ),
)
table(
    "channels.Arrived",
    operational=("id door external_id sha256 size_bytes content_type file arrived_at portion tries gathered_at run"),
)
table(
    "channels.MailboxGrant",
    secret="sealed_client_secret sealed_refresh sealed_access",
    operational=(
        "id mailbox provider tenant authorize_url token_url scope client_id access_until granted_at refused_at"
    ),
)
table("channels.MailFolder", operational="id mailbox name is_read uid_validity last_uid waiting fetched")
table(
    "channels.ChatSite",
    secret="sealed_secret sealed_before",
    operational="id is_on origins greetings away_words takes_files before_until changed_at",
)
table(
    "channels.ChatVisitor",
    of="person",
    personal="said_name said_email page",
    secret="token_hash",
    operational=(
        "id public_id person is_verified language made_at seen_at own_read_id team_read_id closed_at rated_at"
        " away_told_at"
    ),
    not_exported="id person own_read_id team_read_id",
)
table(
    "channels.ChatFile",
    of="visitor__person",
    personal="name",
    operational="id public_id visitor sha256 kind size_bytes made_at sent_at",
    not_exported="id visitor sha256",
)
table("channels.ChatSignal", operational="id kind ref person_id data at")
table(
    "channels.Sending",
    staff="username name",
    secret="sealed_password",
    operational=(
        "id mailbox service host port security keeps_copies is_paused trouble trouble_since tries next_try_at by"
        " made_at"
    ),
)
table(
    "channels.Outgoing",
    of="person",
    personal="to cc raw reached refused bounces",
    words="subject text said",
    operational=(
        "id mailbox person by ref language suggestion_id is_automatic is_sales message_id external_id notes state"
        " made_at due_at until tries tried_at holder lease_until handed_at ended_at reason copy copy_at copy_tries"
        " bounced_at"
    ),
    not_exported="person raw holder lease_until copy copy_at copy_tries",
)
table("channels.KeptMessage", operational="id import_run row_number key file start size")
