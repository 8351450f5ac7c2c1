"""What do the tables of the language model hold?"""

from hafawa.privacy.declaring import table

table(
    "assistants.Assistant",
    secret="sealed_key url",
    operational=(
        "id is_on where wire model seconds tokens_a_day micros_a_day micros_per_million_in micros_per_million_out"
        " failures rests_until by changed_at"
    ),
)
table("assistants.AssistantDay", operational="day calls failures tokens micros")
table(
    "assistants.AssistantCall",
    of="event__person",
    personal="at reason is_sent",
    operational="id event status tokens micros took_ms",
)
