"""How is a table of reviews read: score, words, whose, of which order?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_noop

from hafawa.channels.importers import mapping, scores
from hafawa.channels.importers.cells import Cells, RowRejected
from hafawa.channels.importers.mapping import Wish, Wishes
from hafawa.channels.importers.registry import Arrival, Job, Plan, Rejection, Row, Said, Sample, Setting
from hafawa.timeline.events import ReviewPosted

WISHES = Wishes(
    "reviews",
    (
        Wish("score", gettext_noop("Score"), "score", is_needed=True),
        Wish("text", gettext_noop("Words")),
        Wish("title", gettext_noop("Title")),
        Wish("date", gettext_noop("Day of the review"), "date", is_needed=True),
        Wish("ref", gettext_noop("Order number")),
        Wish("email", gettext_noop("Email address")),
        Wish("phone", gettext_noop("Phone number")),
        Wish("customer_id", gettext_noop("Customer number")),
        Wish("name", gettext_noop("Customer's name")),
        Wish("language", gettext_noop("Language")),
        Wish("review_id", gettext_noop("Review number")),
    ),
)


class Reviews:
    """The importer of a table of reviews."""

    key = "reviews"
    title = gettext_noop("Reviews")

    def detect(self, sample: Sample) -> float:
        found = set(mapping.fit(sample, wishes=WISHES))
        if "score" not in found:
            return 0.0
        return 0.8 if "date" in found or "text" in found else 0.3

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        return mapping.prepare(sample, wishes=WISHES, answers=answers, setting=setting)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        table = mapping.table_of(job.path, job.answers)
        header = table.header()
        cells = Cells(
            places=mapping.places(header, job.answers), answers=job.answers, setting=job.setting, system="shop"
        )
        most = int(job.answers.get("scale", "5"))
        for number, row, problem, facts in table.rows(width=len(header)):
            try:
                found: Row = (
                    Rejection(number, problem, facts, tuple(row))
                    if problem
                    else _arrival(number, row, read=cells, most=most)
                )
            except RowRejected as error:
                found = error.row(number, row)
            if number > after:
                yield found


IMPORTER = Reviews()


def _arrival(number: int, row: Sequence[str], *, read: Cells, most: int) -> Arrival:
    posted_at = read.moment("date", row)
    if posted_at is None:
        raise RowRejected("no_date")
    ref, who = read.number("ref", row), read.who(row)
    if who is None and not ref:
        raise RowRejected("no_key")
    review = ReviewPosted(
        score=_score(read.text("score", row), most=most),
        ref=ref,
        text=read.text("text", row),
        title=read.text("title", row)[:300],
    )
    mark = read.number("review_id", row) or read.mark(row)
    return Arrival(number, who, (Said(review, posted_at, f"review:{mark}"),))


def _score(cell: str, *, most: int) -> int:
    try:
        return scores.score(cell, most=most)
    except scores.NotAScore:
        raise RowRejected("score", cell=cell[:100], most=most) from None
