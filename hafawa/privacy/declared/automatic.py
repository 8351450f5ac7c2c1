"""What do the tables of automatic answers hold?"""

from hafawa.privacy.declaring import table

table("automatic.Rule", operational="kind is_on channels words by changed_at")
table("automatic.Decision", of="event__person", operational="event kind why outgoing at", not_exported="outgoing")
