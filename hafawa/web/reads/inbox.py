"""What does the inbox list, and for whom?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from hafawa.conversations import counting, queries
from hafawa.conversations.models import Tag
from hafawa.conversations.queries import VIEWS, Asked
from hafawa.search import queries as search
from hafawa.team.models import User
from hafawa.web.reads.chosen import CHANNELS

FOUND_MOST, PEOPLE_MOST = 200, 20


@dataclass(frozen=True)
class Chosen:
    """What the address asks for, and the words looked for."""

    asked: Asked
    words: str = ""

    @property
    def query(self) -> str:
        """For an address; what is usual is left out."""
        said = {"view": self.asked.view, "channel": self.asked.channel, "tag": self.asked.tag, "q": self.words}
        return urlencode({k: v for k, v in said.items() if v and (k, v) != ("view", "waiting")})

    def at(self, view: str) -> str:
        """The address's query for another view, with the rest as it is."""
        return replace(self, asked=replace(self.asked, view=view)).query


def chosen(said: QueryDict) -> Chosen:
    """What the address says; what it says wrongly is passed over."""
    view, channel = said.get("view", ""), said.get("channel", "")
    words = said.get("q", "").strip()[:200]
    return Chosen(
        Asked(
            view=view if view in VIEWS else "all" if words else "waiting",
            channel=channel if channel in CHANNELS else "",
            tag=said.get("tag", "")[:40],
        ),
        words,
    )


def page(found: Chosen, *, to: User, now: datetime, after: str = "") -> queries.Page:
    """A page of what was asked for; with words, the conversations in which they were said or whose person has them."""
    return queries.listed(_with_keys(found, to=to), to=to, now=now, after=after)


def views() -> dict[str, str]:
    """The views in words, in their order."""
    return {
        "waiting": _("Waiting"),
        "mine": _("With me"),
        "unassigned": _("With nobody"),
        "later": _("My pile"),
        "open": _("Open"),
        "snoozed": _("Put off"),
        "closed": _("Closed"),
        "automatic": _("From machines"),
        "all": _("All"),
    }


def empties(view: str) -> tuple[str, str]:
    """The title and the words where a view has nothing."""
    return {
        "waiting": (_("No one is waiting"), _("Whoever writes next stands here, the longest waiting first.")),
        "mine": (_("Nothing lies with you"), _("Conversations that are yours to look after stand here.")),
        "unassigned": (_("Everything has somebody"), _("What nobody looks after yet stands here.")),
        "later": (
            _("Your pile is empty"),
            _("Put conversations on it while you look through, and then answer them one after another."),
        ),
        "snoozed": (_("Nothing is put off"), _("What is put off comes back by itself, or when they write again.")),
    }.get(view, (_("There is nothing here"), _("Conversations of this kind stand here.")))


def tags() -> list[Tag]:
    """The team's words, for choosing."""
    return list(Tag.objects.all()[:100])


def _with_keys(found: Chosen, *, to: User) -> Asked:
    if not found.words:
        return found.asked
    people = search.people(found.words, user=to, limit=PEOPLE_MOST)
    keys = search.conversations(
        found.words, user=to, limit=FOUND_MOST, channel=found.asked.channel, key=counting.key_of
    )
    return replace(found.asked, keys=keys, people=[p.pk for p in people])
