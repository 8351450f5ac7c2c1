"""How will a run's file be read, and what must be asked first? The plan is made by the importer, kept with the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hafawa.channels.importers import keepable, keeping, sniff
from hafawa.channels.importers.registry import (
    Importer,
    Job,
    Option,
    Phrase,
    Plan,
    Question,
    Row,
    Sample,
    Setting,
    importers,
    look,
    surest,
)
from hafawa.channels.models import ImportRun, ImportState
from hafawa.kernel.errors import Refused
from hafawa.team.models import Shop
from hafawa.timeline.models import Event


class NotOurs(Refused):
    """No importer knows what this is."""


def make(run: ImportRun) -> ImportRun:
    """Plan the run from what was answered so far, and store it; raises `NotOurs` and what the importer refuses."""
    given = run.resume_at.get("given", {})
    sample = sample_of(run)
    importer = importers().get(given.get("importer", "")) or surest(sample)
    if importer is None:
        _refuse(sample)
    planned = importer.prepare(sample, answers=given, setting=setting())
    open_questions = list(planned.questions)
    if "importer" not in given and importer.detect(sample) < 0.3:
        open_questions.insert(0, _which_kind())
    run.importer, run.source, run.answers = importer.key, planned.source, dict(planned.answers)
    run.questions = [_data(q) for q in open_questions]
    run.rows_total = planned.rows_total
    run.resume_at = {
        **run.resume_at, "shop": {"currency": planned.shop_currency, "time_zone": planned.shop_zone}
    }  # fmt: skip
    run.state = ImportState.WAITING if open_questions else ImportState.READY
    run.save()
    return run


def _refuse(sample: Sample) -> NoReturn:
    """Say what is wrong with a file nobody reads, as exactly as it can be said."""
    tables = [m for m in sample.members if m.lower().endswith((".csv", ".csv.gz", ".tsv", ".txt"))]
    if sample.is_zip and len(tables) == 1:
        sniff.refuse_other_kinds(sample.path, member=tables[0])
    elif sample.is_zip and tables:
        raise NotOurs(_("This archive holds several tables that are no set we know. Bring them one at a time."))
    elif not sample.is_folder:
        sniff.refuse_other_kinds(sample.path)
    raise NotOurs(
        _("We could not tell what “%(name)s” is. Nothing was brought in; save it as CSV and try again.")
        % {"name": sample.name}
    )


def _which_kind() -> Question:
    tables = ("orders", "deliveries", "reviews", "contacts", "phone_log")
    options = tuple(Option(key, Phrase(importers()[key].title)) for key in tables if key in importers())
    return Question("importer", Phrase(gettext_noop("What does this file hold?")), options)


def questions(run: ImportRun) -> list[Question]:
    """What must still be answered."""
    return [_question(data) for data in run.questions]


def importer_of(run: ImportRun) -> Importer:
    """The importer that reads the run."""
    return importers()[run.importer]


def job(run: ImportRun) -> Job:
    """What the importer needs to read the run."""
    found = setting()
    offered = run.resume_at.get("shop", {})
    if found.is_new and offered.get("time_zone"):  # what the shop will take over, see `runs`
        found = replace(found, currency=offered["currency"], zone=ZoneInfo(offered["time_zone"]))
    return Job(keeping.path_of(run.path), run.name, run.source, run.answers, found, run.sha256)


def rows_of(run: ImportRun, *, after: int = 0) -> Iterator[Row]:
    """The rows of the run's file that follow row `after`; see `registry` and `keepable`."""
    return keepable.only(importer_of(run).read(job(run), after=after))


def sample_of(run: ImportRun) -> Sample:
    """The run's file as importers look at it."""
    return look(keeping.path_of(run.path), name=run.name)


def setting() -> Setting:
    """What the shop has said about itself, for importers."""
    shop = Shop.get()
    return Setting(
        currency=shop.currency,
        zone=shop.zone,
        country=shop.country,
        language=shop.language,
        staff_addresses=tuple(shop.staff_addresses),
        is_new=shop.set_up_at is None and not Event.objects.exists(),
    )


def plan(run: ImportRun) -> Plan:
    """How the run's file will be read; nothing is stored."""
    given = run.resume_at.get("given", {})
    return importer_of(run).prepare(sample_of(run), answers=given, setting=setting())


def _data(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "ask": list(question.ask),
        "options": [
            {"value": o.value, "label": list(o.label), "reads": [list(pair) for pair in o.reads]}
            for o in question.options
        ],
    }


def _question(data: Mapping[str, Any]) -> Question:
    return Question(
        data["key"],
        Phrase(*data["ask"]),
        tuple(Option(o["value"], Phrase(*o["label"]), tuple((a, b) for a, b in o["reads"])) for o in data["options"]),
    )
