"""What do the tables of tasks hold?"""

from hafawa.privacy.declaring import table

table(
    "tasks.Task",
    erased="masked",
    words="args error",
    operational=(
        "id function key state due_at holder beats tries deaths tried_at progress_done progress_total made_at"
        " finished_at"
    ),
)
table("tasks.Schedule", operational="name next_at ran_at runs")
table("tasks.WorkerSeen", operational="name seen_at")
