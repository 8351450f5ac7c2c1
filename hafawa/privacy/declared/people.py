"""What do the tables of people hold?"""

from hafawa.privacy.declaring import table

table(
    "people.Person",
    of="id",
    personal="name folded_name first_name language",
    operational="id owner met_by_import_id merged_into created_at",
    not_exported="folded_name owner met_by_import_id",
)
table(
    "people.Identifier",
    of="person",
    personal="value as_typed",
    operational="id person kind import_run_id created_at",
    not_exported="import_run_id",
)
table(
    "people.Detail",
    of="person",
    personal="makes_happy learned_on expires_on last_used_at",
    words="text subject",
    operational="id person source audience secret_from evidence_event_id noted_by import_run_id",
    not_exported="secret_from noted_by import_run_id",
)
table(
    "people.Occasion",
    of="person",
    personal="calendar year month day yearly",
    words="title subject",
    operational="id person kind lead_days source audience import_run_id",
    not_exported="import_run_id",
)
table(
    "people.Proposal",
    of="person",
    personal="year month day said_on",
    words="text",
    operational="id person about kind audience occasion calendar confidence evidence_event_id import_run_id state"
    " proposed_at decided_at decided_by detail kept_occasion",
    not_exported="confidence import_run_id decided_by detail kept_occasion",
)
table(
    "people.Consent",
    of="person",
    personal="granted",
    words="wording source",
    operational="id person purpose channel by_person language stated_at import_run_id",
    not_exported="import_run_id",
)
table(
    "people.Gift",
    of="person",
    personal="given_on",
    words="recipient_name what occasion",
    operational="id person recipient is_surprise noted_by noted_at",
    not_exported="recipient noted_by",
)
table("people.ConsentLogOpening", operational="id why")
table("people.Tombstone", secret="digest", operational="erased_at")
table("people.Household", words="name address", operational="id created_at")
table("people.HouseholdMember", of="person", operational="id household person")
table("people.Company", words="name folded_name", operational="id created_at")
table("people.CompanyMember", of="person", words="role", operational="id company person")
table(
    "people.Relation",
    of="person",
    words="words",
    operational="id person other kind source audience noted_by created_at",
    not_exported="noted_by",
)
table("people.Merge", of="kept", words="why", operational="id absorbed kept by made_at undone_at undone_by")
table("people.NotSame", of="low", operational="id low high by said_at", not_exported="by")
table(
    "people.SharedKey",
    of="person",
    personal="value",
    operational="id person kind import_run_id seen_at",
    not_exported="import_run_id",
)
table("people.LikenessKey", of="person", personal="key", operational="id person", not_exported="id key")
table("people.LikenessDue", of="person", operational="person", not_exported="person")
table("people.LikenessMark", operational="id version people_through keys_through shared_through")
table("people.AlikePair", of="low", words="reasons", operational="id low high verdict score version found_at")
