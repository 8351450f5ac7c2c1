"""What do the tables of listening hold?"""

from hafawa.privacy.declaring import table

table(
    "listening.Annotation",
    of="event__person",
    derived=(
        "language feeling anger is_thanks is_praise is_complaint is_question is_order_status is_request needs_answer"
        " bad_kind confidence direction paragraphs emotions intensity urgency irony kinds intent intent_confidence"
        " route route_why"
    ),
    words="evidence found",
    operational="event version read_at",
)
table(
    "listening.Correction",
    of="event__person",
    personal="value was what",
    words="about",
    operational="id event version by made_at undone_at undone_by",
    not_exported="by undone_by",
)
table(
    "listening.Layer",
    erased="emptied",
    derived="weights report",
    operational="id version corrections through made_at",
)
table("listening.LayerSwitch", operational="id is_on")
table("listening.Rereading", operational="id version before_id since done total begun_at moved_at ended_at")
table(
    "listening.Demand",
    erased="masked",
    words="words because",
    operational="id language state by changed_at made_at into",
)
table(
    "listening.Voice",
    of="event__person",
    words="words",
    operational="id demand event is_idea told_at told_by",
    not_exported="told_by",
)
table("listening.WorldEvent", erased="masked", words="words", operational="id on_date kind by noted_at")
table("listening.OwnText", erased="masked", words="title text", operational="id language by noted_at")
table("listening.TakenUp", of="event__person", operational="event by at", not_exported="by")
table("listening.Compared", erased="emptied", derived="found", operational="language through made_at")
table("listening.Intent", words="title", operational="id name is_answered made_at")
table(
    "listening.Example",
    of="event__person",
    words="text",
    operational="id intent language event by made_at",
    not_exported="intent by",
)
table("listening.RoutineLanguage", operational="variety state changed_at shadow_since")
table(
    "listening.ShadowCheck",
    of="event__person",
    operational="event variety intent is_right by made_at",
    not_exported="by",
)
