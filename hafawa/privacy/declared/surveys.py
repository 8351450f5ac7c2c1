"""What do the questions to customers hold?"""

from hafawa.privacy.declaring import table

table(
    "surveys.Asked",
    of="person",
    personal="answer answered_at",
    operational="id ref person question language channel by asked_at expires_at",
    not_exported="by",
)
table("surveys.ByItself", operational="id is_on after_hours address looked_until by changed_at")
