"""What do the steps of a boundary hold?"""

from hafawa.privacy.declaring import table

table(
    "boundaries.Boundary",
    of="person",
    words="why words",
    operational=(
        "id person step state language evidence expires_on proposed_by proposed_at decided_by decided_at ended_by"
        " ended_at because apology_event_id"
    ),
    not_exported="proposed_by decided_by ended_by",
)
