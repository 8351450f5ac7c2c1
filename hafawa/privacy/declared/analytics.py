"""What do the tables of analytics hold?"""

from hafawa.privacy.declaring import table

table("analytics.Standing", of="person", personal="row", operational="person version judged_at")
table(
    "analytics.Figures", erased="emptied", derived="found", operational="id version judged_at made_at took_ms is_behind"
)
