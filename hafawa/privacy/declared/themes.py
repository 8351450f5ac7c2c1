"""What do the tables of themes hold?"""

from hafawa.privacy.declaring import table

table("themes.Taxonomy", operational="id trade hidden shown counted_version recounting changed_at")
table(
    "themes.OwnTopic",
    erased="masked",
    words="name_loved name_wrong words examples",
    operational="id is_active made_at",
)
table(
    "themes.Theme",
    erased="masked",
    words="name phrases",
    operational="id topic sign parent language state cohesion merged_into made_at",
)
table(
    "themes.Mention",
    of="event__person",
    words="why",
    derived="topic sign start end confidence language is_wrong",
    operational="id event theme occurred_at version",
)
table(
    "themes.Placement",
    of="event__person",
    derived="topic sign is_wrong",
    operational="id event theme at",
    staff="by",
)
table("themes.Deed", erased="masked", words="text", operational="id theme done_on at", staff="by")
table("themes.Act", erased="masked", words="before after", operational="id kind theme at undone_at", staff="by")
