"""What must one know in the minute before a call? Who, what matters to them, what is open, what to say first.

Nothing secret is in it: of details and days only those that may be said, as `to` may see them; and it is cut so that a
minute is enough to read it, at the pace of the page's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from hafawa.conversations.calls import minute, queries
from hafawa.kernel.text import direction
from hafawa.people import clusters
from hafawa.people.models import Audience, Detail, Person
from hafawa.playbooks import to_call
from hafawa.playbooks.models import Suggestion
from hafawa.recovery import promises
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.models import Event
from hafawa.web.reads import person as person_read
from hafawa.web.reads.calls import Number, may_call, number_of, said_of_contact
from hafawa.web.templatetags.page import language, short_day
from hafawa.web.words import calls as in_words
from hafawa.web.words.story import tell

EACH = 3
_QUOTE_WORDS, _LINE_WORDS, _OPENER_WORDS = 14, 18, 45
_CONTACTS = ("message.received", "message.sent", "call.made", "call.received", "contact.made", "review.posted")
_LANGUAGES = ("en", "ar", "ka")


@dataclass(frozen=True)
class Said:
    """A line of the brief: words of ours and, beside them, words of theirs."""

    words: str
    quote: str = ""
    event_id: int | None = None

    @property
    def direction(self) -> str:
        """Of the quote."""
        return direction(self.quote)


@dataclass(frozen=True)
class Brief:
    """The minute before a call. `left` is how many lines a minute has no room for; the page of the person has them."""

    person: Person
    numbers: list[Number]
    care: list[Said]
    promises: list[Said]
    troubles: list[Said]
    contacts: list[Said]
    boundaries: list[str]
    standing: str
    opener: str
    opener_language: str
    words: int
    seconds: int
    left: int

    @property
    def opener_direction(self) -> str:
        """Of the opener."""
        return direction(self.opener)


def read(person: Person, *, to: User, now: datetime, suggestion: Suggestion | None, kind: str) -> Brief:
    """The brief of `person` (with `standing` fetched along) for `to`.

    `suggestion` is the card the call is for; without one, `kind` (promised, missed, asked or other) chooses the opener.
    """
    who, shop = clusters.ids_of(person.pk), Shop.get()
    day = log.day_of(now=now)
    page = person_read.read(person, who=who, today=day.astimezone(shop.zone).date(), to=to)
    wrong = queries.wrong_numbers(who)
    numbers = [number_of(n, wrong=wrong) for n in queries.numbers([person.pk], to=to).get(person.pk, [])]
    limits = in_words.boundaries(
        calls=may_call(who, to=to),
        care=said_of_contact(who, to=to, purpose="care"),
        offers=said_of_contact(who, to=to, purpose="marketing"),
    )
    opener, spoken = _opener(person, suggestion, to=to, shop=shop, day=day, kind=kind)
    standing = page.standing[0].words if page.standing else ""
    parts = [
        _promises(person),
        [
            Said(minute.cut(s.item.title, most=_LINE_WORDS), _quote(s.item.text), s.item.id)
            for s in page.strikes
            if s.is_open
        ],
        _care(page, who, to=to, today=day.astimezone(shop.zone).date()),
        _contacts(who, to=to),
    ]
    always = [person.name, standing, opener, *limits]
    shown, left = _fitted(parts, room=minute.most_words(language()) - minute.words(always))
    count = minute.words([*always, *(f"{s.words} {s.quote}" for part in shown for s in part)])
    return Brief(
        person=person,
        numbers=numbers,
        promises=shown[0],
        troubles=shown[1],
        care=shown[2],
        contacts=shown[3],
        boundaries=limits,
        standing=standing,
        opener=opener,
        opener_language=spoken,
        words=count,
        seconds=minute.seconds(count, language=language()),
        left=left,
    )


def _fitted(parts: Sequence[list[Said]], *, room: int) -> tuple[list[list[Said]], int]:
    """At most three lines of each kind, as many as there is room for; and how many there are beside."""
    capped = [part[:EACH] for part in parts]
    taken = minute.fitting([[f"{s.words} {s.quote}" for s in part] for part in capped], most=max(0, room))
    shown = [part[:n] for part, n in zip(capped, taken, strict=True)]
    return shown, sum(map(len, parts)) - sum(map(len, shown))


def _quote(text: str) -> str:
    return minute.cut(text, most=_QUOTE_WORDS)


def _promises(person: Person) -> list[Said]:
    return [
        Said(in_words.promise_due(minute.cut(p.text, most=_QUOTE_WORDS), p.due_at), event_id=p.event_id)
        for p in promises.open_for(person)
    ]


def _care(page: person_read.Page, who: list[int], *, to: User, today: object) -> list[Said]:
    """What may be said: a day that is near first, then what makes them happy, then the newest."""
    near = [
        Said(_day(d)) for d in page.days
        if d.in_days is not None and 0 <= d.in_days <= max(d.occasion.lead_days, 7)
        and d.occasion.audience == Audience.MAY_SAY
    ]  # fmt: skip
    lasting = Q(expires_on__isnull=True) | Q(expires_on__gte=today)
    seen = Detail.objects.visible_to(to).filter(
        lasting, person_id__in=who, audience=Audience.MAY_SAY, secret_from__isnull=True
    )
    details = {(d.subject, d.text): d for d in reversed(seen.order_by("-makes_happy", "-learned_on", "-id")[:20])}
    return [*near, *(Said(d.subject, _quote(d.text)) for d in reversed(details.values()))]


def _day(day: person_read.Day) -> str:
    title = day.occasion.title
    whose = f"{day.occasion.subject}: {title}" if day.occasion.subject else title
    return _("{occasion}, {day}").format(occasion=whose, day=short_day(day.next_on))


def _contacts(who: list[int], *, to: User) -> list[Said]:
    newest = Event.objects.visible_to(to).filter(person_id__in=who, kind__in=_CONTACTS).select_related("annotation")
    items = [tell(e) for e in newest.order_by("-occurred_at", "-id")[:EACH]]
    return [Said(f"{short_day(i.at)} · {minute.cut(i.title, most=_LINE_WORDS)}", _quote(i.text), i.id) for i in items]


def _opener(
    person: Person, suggestion: Suggestion | None, *, to: User, shop: Shop, day: datetime, kind: str
) -> tuple[str, str]:
    if suggestion is not None:
        words, spoken = to_call.opener(suggestion, to=to, day=day)
        if words:
            return minute.cut(words, most=_OPENER_WORDS), spoken
    spoken = person.language if person.language in _LANGUAGES else shop.language
    with override(spoken):
        called = person.first_name or person.name
        return in_words.opener(called, sender=shop.sender_name, shop=shop.name, kind=kind), spoken
