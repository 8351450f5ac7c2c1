"""How is told what was noted beside an act: from what to what, which step, what a key may?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hafawa.backups.models import Often, Proven
from hafawa.channels.mail_doors.known_services import SERVICES
from hafawa.conversations.boundaries.models import Step
from hafawa.kernel.text import isolate
from hafawa.listening.assistants.models import Where
from hafawa.listening.backlog.models import State
from hafawa.privacy.consents import CHANNEL_WORDS, PURPOSE_WORDS
from hafawa.privacy.retention_kinds import KINDS
from hafawa.team.models import LANGUAGES, AuditEntry, Role
from hafawa.team.tokens import AREAS, reach
from hafawa.web.shop_form import ShopForm
from hafawa.web.templatetags.page import listed, moment, number
from hafawa.web.words import automatic, backups, reading

_LABELS: dict[str, Any] = {
    "with": gettext_lazy("with"), "from": gettext_lazy("from"), "to": gettext_lazy("to"), "role": gettext_lazy("role"),
    "roles": gettext_lazy("roles"), "step": gettext_lazy("step"), "changed": gettext_lazy("changed"),
    "source": gettext_lazy("source"), "name": gettext_lazy("name"), "scopes": gettext_lazy("may"),
    "other": gettext_lazy("the other"), "absorbed": gettext_lazy("the second"), "function": gettext_lazy("task"),
    "people": gettext_lazy("people"), "export": gettext_lazy("copy"), "why": gettext_lazy("why"),
    "taken_at": gettext_lazy("made"), "language": gettext_lazy("language"), "kind": gettext_lazy("service"),
    "where": gettext_lazy("where it runs"), "channels": gettext_lazy("channels"), "channel": gettext_lazy("channel"),
    "purpose": gettext_lazy("for what"), "granted": gettext_lazy("agreed"), "token": gettext_lazy("key"),
    "is_on": gettext_lazy("switched on"), "on": gettext_lazy("switched on"),
    "after_hours": gettext_lazy("hours after closing"), "is_encrypted": gettext_lazy("encrypted"),
    "size_bytes": gettext_lazy("size in bytes"), "proof": gettext_lazy("proof"), "often": gettext_lazy("how often"),
    "keep_last": gettext_lazy("how many are kept"),
    "erase_after_hours": gettext_lazy("hours before an erasure"), "export_days": gettext_lazy("days a copy is kept"),
    "rows": gettext_lazy("entries erased"), "kept": gettext_lazy("entries kept by law"),
}  # fmt: skip
_STEPS: dict[str, Any] = {
    "password": gettext_lazy("Password"), "totp": gettext_lazy("Code"),
    "recovery_codes": gettext_lazy("Recovery codes"), "webauthn": gettext_lazy("Passkeys"),
}  # fmt: skip
_STOPPED: dict[str, Any] = {
    "by_hand": gettext_lazy("by hand"), "failing": gettext_lazy("it kept failing"),
    "gone": gettext_lazy("it says it is gone"),
}  # fmt: skip

_FAILED = ("no_room", "not_writable", "damaged", "locked", "cut_off", "other")
_COUNTS = {"after_hours", "size_bytes", "keep_last", "erase_after_hours", "export_days", "rows", "kept", "people"}
_OURS = ("hooks",)  # names of our own code, for whoever reads the table


def facts_of(entry: AuditEntry) -> list[tuple[str, str]]:
    """What was noted beside `entry`, each with its label; two that are a change are one: from what to what."""
    facts = {key: value for key, value in entry.facts.items() if key not in _OURS}
    if entry.what == "privacy.retention_set":
        return [(str(KINDS[k].title) if k in KINDS else k, _months(v)) for k, v in facts.items()]
    if "from" in facts and "to" in facts:
        label, known = _change(entry.what, facts)
        was, became = (str(facts.pop(key)) for key in ("from", "to"))
        return [(label, _from_to(str(known.get(was, was)), str(known.get(became, became)))), *_each(entry.what, facts)]
    return _each(entry.what, facts)


def _each(what: str, facts: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(str(_LABELS.get(key, key)), _value(what, key, value)) for key, value in facts.items()]


def _change(what: str, facts: dict[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The label of what changed, and its values in words. Takes from `facts` what the label has said."""
    if what.startswith("listening.correct"):
        part, kind = str(facts.pop("step", "")), str(facts.pop("kind", ""))
        label = reading.kinds().get(kind) or reading.titles().get(part) or _("What was found")
        return label, reading.values_of(part)
    if what.startswith("listening.demand"):
        return str(_LABELS["changed"]), dict(State.choices)
    return str(_LABELS["role"] if what == "team.role_changed" else _LABELS["changed"]), dict(Role.choices)


def _from_to(was: str, became: str) -> str:
    if not was:
        return became
    return _("from {was} to {became}").format(was=isolate(was), became=isolate(became))


def _value(what: str, key: str, value: object) -> str:
    if key == "scopes" and isinstance(value, list):
        return listed(_scopes([str(v) for v in value]))
    return listed([_one(what, key, v) for v in (value if isinstance(value, list) else [value])])


def _scopes(scopes: list[str]) -> list[str]:
    """What a key may reach, in words."""
    write, read = _("read and write"), _("read")
    return [f"{AREAS.get(area, area)}: {write if writes else read}" for area, writes in reach(scopes).items()]


def _one(what: str, key: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return number(value) if key in _COUNTS else str(value)
    said = str(value)
    return moment(said) if key == "taken_at" else str(_known(what, key).get(said, said))


def _months(value: object) -> str:
    if not isinstance(value, int):
        return _("for good")
    return ngettext("%(n)s month", "%(n)s months", value) % {"n": number(value)}


def _known(what: str, key: str) -> Mapping[str, Any]:
    """The words of what may stand under `key`, by value."""
    named: dict[str, Mapping[str, Any]] = {
        "step": dict(Step.choices) if what.startswith("boundaries.") else _STEPS,
        "with": _STEPS,
        "role": dict(Role.choices),
        "roles": dict(Role.choices),
        "changed": _shop_fields() if what == "shop.changed" else {},
        "kind": {kind: service.title for kind, service in SERVICES.items()},
        "where": dict(Where.choices),
        "why": {**_STOPPED, **{why: backups.why(why) for why in _FAILED}},
        "channels": automatic.CHANNELS,
        "channel": CHANNEL_WORDS,
        "purpose": PURPOSE_WORDS,
        "proof": dict(Proven.choices),
        "often": dict(Often.choices),
        "language": dict(LANGUAGES),
    }
    return named.get(key, {})


def _shop_fields() -> dict[str, Any]:
    """What the settings of the shop are called on their page."""
    more = {"reply_minutes": _("How soon an answer is due, channel by channel")}
    more |= {"held_out_share": str(ShopForm.base_fields["held_out_percent"].label)}
    return {name: field.label for name, field in ShopForm.base_fields.items()} | more
