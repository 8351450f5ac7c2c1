"""What do the tables of phone services hold?"""

from hafawa.privacy.declaring import table

table(
    "phone.PhoneDoor",
    secret="sealed_token",
    operational="id source address last_heard_at refused_at by made_at",
)
