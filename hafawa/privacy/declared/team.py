"""What do the tables of the team hold?"""

from hafawa.privacy.declaring import table

table(
    "team.User",
    staff="email name",
    secret="password",
    operational="id role language is_active joined_at last_login access_epoch",
)
table(
    "team.Shop",
    staff="sender_name staff_addresses",
    operational=(
        "id name language currency country time_zone opens_at closes_at open_weekdays closed_on assigns reply_minutes"
        " contacts_per_person contact_window_days minutes_a_day held_out_share is_sample set_up_at second_step_roles"
    ),
)
table("team.AuditEntry", erased="masked", staff="by_name", words="facts", operational="id by what about at")
table(
    "team.ApiToken",
    staff="name",
    secret="digest password_mark",
    operational="id user key_id scopes made_at expires_at revoked_at last_used_at window used",
)
table(
    "team.OneTimeLink", staff="email", secret="digest", operational="id kind role made_by made_at expires_at ended_at"
)
table("team.Tally", secret="key", operational="count ends_at")
