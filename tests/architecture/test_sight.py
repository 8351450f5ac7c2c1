"""Does every screen, answer and command read through `visible_to`? Looked for in the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from hafawa.team.sight import RULES, Guarded
from tests.conftest import ROOT

READERS = [p for d in ("web", "api", "cli") for p in sorted((ROOT / "hafawa" / d).rglob("*.py"))]
GUARDED = {label.split(".")[1] for label in RULES}
#: Names under which a guarded kind hangs on its person, event or import.
HANGING = {"identifiers", "details", "occasions", "consents", "events", "suggestions", "rejected", "absorbed"}
#: What may be read past the rule, each with why.
ALLOWED = {
    "hafawa/web/context.py: Event.objects": "the number of the newest event; shows none",
    "hafawa/web/reads/person.py: Detail.objects": "counts how many are kept back; shows none",
    "hafawa/web/reads/person.py: Identifier.objects": "counts how many are kept back; shows none",
    "hafawa/web/views/people.py: p.identifiers": "fetched along through visible_to, by search and by _latest",
}


def unguarded(path: Path, code: str) -> Iterator[str]:
    """`Model.objects` and `person.details` of a guarded kind that no `.visible_to(` follows, `get_object_or_404(Model`."""
    tree = ast.parse(code)
    followed = {id(n.value): n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_of_guarded_kind(node, followed.get(id(node), "")):
            yield f"{path}: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("get_"):
            for argument in node.args:
                if isinstance(argument, ast.Name) and argument.id in GUARDED:
                    yield f"{path}: {ast.unparse(node.func)}({argument.id}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("prefetch_related"):
            yield from (f"{path}: prefetch {a.value}" for a in node.args if _is_hanging_text(a))  # type: ignore[attr-defined]


def _is_of_guarded_kind(node: ast.Attribute, then: str) -> bool:
    """Whether rows are read from here by `then`, the next word; a number that is called `events` has no such word."""
    if then == "visible_to" or not isinstance(node.value, ast.Name):
        return False
    if node.attr in {"objects", "_default_manager", "_base_manager"}:
        return node.value.id in GUARDED
    return node.attr in HANGING and hasattr(models.QuerySet, then)


def _is_hanging_text(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and bool(HANGING & set(str(argument.value).split("__")))


def test_every_reader_goes_through_visible_to() -> None:
    found = {x for path in READERS for x in unguarded(path.relative_to(ROOT), path.read_text())}
    assert found - set(ALLOWED) == set()
    assert set(ALLOWED) - found == set(), "what is allowed but not there any more goes from the list"


@pytest.mark.parametrize(
    "code",
    [
        "Person.objects.filter(id=1)",
        "x = Event.objects",
        "Detail._default_manager.all()",
        "get_object_or_404(Person, id=1)",
        "person.details.all()",
        "found.identifiers.order_by('id')",
        "people.prefetch_related('identifiers')",
        "Person.objects.select_related('owner').visible_to(user)",
    ],
)
def test_a_reader_that_goes_past_it_is_found(code: str) -> None:
    assert list(unguarded(Path("x.py"), code))


@pytest.mark.parametrize(
    "code", ["Person.objects.visible_to(user).get()", "person.details.visible_to(user)", "Shop.get()"]
)
def test_one_that_does_not_is_left_alone(code: str) -> None:
    assert not list(unguarded(Path("x.py"), code))


def test_every_rule_stands_on_a_kind_that_has_it() -> None:
    for label in RULES:
        assert isinstance(apps.get_model(label).objects.all(), Guarded), label


#: Kinds of rows no rule is for: what they hold is shown to nobody, or through another kind that has one.
WITHOUT = {
    "team.User": "a colleague: the team's page decides by level",
    "team.Shop": "the shop's own settings",
    "team.Tally": "counts, shown to nobody",
    "tasks.Schedule": "when a task runs next",
    "timeline.Confidential": "shown with its conversation, which has a rule",
    "timeline.ConfidentialEvent": "ids, behind the rule of events",
    "timeline.ConfidentialReader": "shown with its conversation, which has a rule",
    "timeline.Cursor": "how far a reader has come",
    "api.Answered": "hashes and positions, shown to nobody",
    "assistants.Assistant": "the owner's page of the language model, by its level",
    "assistants.AssistantDay": "the owner's page of the language model, by its level",
    "assistants.AssistantCall": "reasons and counts, without words, on the same page",
    "backups.Backup": "the owner's page of backups, by its level",
    "backups.BackupPlan": "the owner's page of backups, by its level",
    "listening.Intent": "the shop's own settings, on a manager's page by its level",
    "listening.RoutineLanguage": "the shop's own settings, on a manager's page by its level",
    "surveys.ByItself": "the shop's own settings, on a manager's page by its level",
    "automatic.Rule": "the shop's own settings, on a manager's page by its level",
    "conversations.Placement": "which conversation a message stands in; both have a rule",
    "conversations.ReplyLater": "one's own pile, read by oneself",
    "conversations.Tag": "the team's own words",
    "composing.Draft": "whoever is writing it",
    "composing.DraftFile": "with the draft: whoever is writing it",
    "composing.Mention": "with the note, which has a rule",
    "composing.Presence": "with the conversation, which has a rule",
    "composing.Use": "counted beside the reply, which has a rule",
    "people.AlikePair": "pages of an agent and up, by their level; the people in it have a rule",
    "people.Company": "with the people who are in it, who have a rule",
    "people.CompanyMember": "with the person, who has a rule",
    "people.ConsentLogOpening": "why the log was opened, shown to nobody",
    "people.Gift": "with the person, who has a rule",
    "people.Household": "with the people who are in it, who have a rule",
    "people.HouseholdMember": "with the person, who has a rule",
    "people.LikenessDue": "derived, shown to nobody",
    "people.LikenessKey": "derived, shown to nobody",
    "people.LikenessMark": "how far the looking has come",
    "people.Merge": "with the person, who has a rule",
    "people.NotSame": "with the two people, who have a rule",
    "people.Relation": "with the person, who has a rule",
    "people.SharedKey": "read in the background only",
    "people.Tombstone": "hashes, shown to nobody",
    "phone.PhoneDoor": "the page of phone services, by its level: managers and owners",
    "themes.Placement": "what was said about mentions, read in the background and with them",
    "themes.Taxonomy": "the shop's own settings",
    "privacy.Erasure": "pages of a manager and up, by their level",
    "privacy.PersonExport": "pages of a manager and up, by their level",
    "privacy.Removal": "numbers, on a page of a manager and up",
    "privacy.Retention": "the shop's own settings",
    "privacy.Terms": "the shop's own settings",
    "privacy.Wording": "the shop's own words",
    "tasks.WorkerSeen": "when a worker was last seen",
    "team.ApiToken": "pages of a manager and up, by their level",
    "webhooks.Delivery": "pages of a manager and up, by their level",
    "webhooks.Door": "pages of a manager and up, by their level",
    "webhooks.Endpoint": "pages of a manager and up, by their level",
    "webhooks.Happened": "ids and kinds on their way into messages, shown to nobody",
    "webhooks.Heard": "hashes, shown to nobody",
    "listening.Layer": "weights and counts, whose examples have a rule",
    "listening.LayerSwitch": "the shop's own setting",
    "listening.Rereading": "how far reading again has come",
    "timeline.ParkedEvent": "counted on the command line only",
    "channels.ChatFile": "with the message that names it, which has a rule",
    "channels.ChatSignal": "kinds and refs without words, told to those who answer",
    "channels.ChatSite": "the shop's own settings",
    "channels.ChatVisitor": "with its messages, which have a rule",
    "channels.Arrived": "hashes and sizes, shown to nobody; what they become are imports, which have a rule",
    "channels.MailDoor": "pages of a manager and up, by their level",
    "channels.MailboxGrant": "sealed keys, shown to nobody",
    "channels.KeptMessage": "where a message lies in a file, shown to nobody; its event has a rule",
    "channels.MailFolder": "pages of a manager and up, by their level",
    "channels.Mailbox": "pages of a manager and up, by their level",
    "channels.Sending": "pages of a manager and up, by their level",
    "channels.FilledIn": "what undo takes back, shown to nobody",
    "playbooks.LeftOut": "numbers with a few ids, whose rows have a rule",
    "playbooks.LastRun": "numbers with a few ids, whose rows have a rule",
}


def test_a_new_kind_of_row_has_a_rule_or_a_reason_why_not() -> None:
    ours = {m._meta.label for m in apps.get_models() if m.__module__.startswith("hafawa.")}
    assert ours - set(RULES) - set(WITHOUT) == set()
    assert set(WITHOUT) - ours == set()
