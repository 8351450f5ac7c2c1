"""Change a secret, and nothing that is made for the person it is kept from changes by a letter."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hafawa.analytics.models import Standing
from hafawa.people import actions, gifts
from hafawa.people.models import Detail, Gift, Occasion, Person
from hafawa.playbooks import card as cards
from hafawa.playbooks import facts as facts_of
from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.privacy import consents, exported, redacting
from hafawa.privacy.redacting import Redactor
from hafawa.privacy.subject import Subject
from hafawa.team.models import Shop, User
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
from tests.playbooks.test_wording import DAY, value
from tests.privacy.conftest import NOW

pytestmark = pytest.mark.django_db
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80).filter(lambda t: t.split())
NAMES = {"en": "Nora Field", "ar": "ليلى حداد", "ka": "გიორგი ბერიძე"}


@pytest.fixture(params=["en", "ar", "ka"])
def person(request: pytest.FixtureRequest, owner: User) -> Person:
    """Somebody with a card of every playbook, a story, days, and a friend who plans a surprise."""
    found = Person.objects.create(name=NAMES[request.param], first_name="", language=request.param, created_at=NOW)
    told = MessageReceived(channel="email", ref="m", text="where is A-100?")
    events = [log.append(log.Entry(what, NOW, "t", f"{n}", found.pk), now=NOW)
              for n, what in enumerate((told, OrderPlaced(ref="A-100", amount_minor=500, currency="EUR")))]  # fmt: skip
    day = actions.add_occasion(found, title="Birthday", month=3, day=3, source="said")
    actions.add_detail(found, text="drinks tea", source="said", learned_on=NOW.date(), audience="may_say")
    for name, playbook in playbooks().items():
        stored = {n: plain(n) for n in playbook.uses} | {"occasion_id": day.pk}
        if playbook.quote:
            stored[playbook.quote] = events[0].pk  # type: ignore[union-attr]
        Suggestion.objects.create(
            person=found, playbook=name, action=playbook.action, reason_key=name, facts=stored, minutes=5, urgency=50,
            evidence=[e.pk for e in events if e], made_at=NOW, channel="email",
        )  # fmt: skip
    return found


def plain(name: str) -> Any:
    from hafawa.analytics.standing_columns import COLUMNS

    found = value(name, next(c.type for c in COLUMNS if c.name == name), 3)
    return found.isoformat() if hasattr(found, "isoformat") else found


def composed(person: Person, friend: Person) -> bytes:
    """All that is made for `person`, byte for byte: cards with reasons and words in three languages, rows, exports."""
    shop = Shop.get()
    suggestions = list(Suggestion.objects.select_related("person").order_by("id"))
    record = facts_of.Record.of(suggestions, shop=shop, day=DAY, to=AT_THE_MACHINE)
    about = cards.About.of([person.pk], on=DAY.date(), to=AT_THE_MACHINE)
    record.keys = about.first_keys()
    shown = [
        dataclasses.asdict(cards.show(s, place=1, total=9, record=record, about=about, language=language))
        for s in suggestions
        for language in ("en", "ar", "ka")
    ]
    assert len(shown) == 3 * len(playbooks())
    mine = exported.rows(Subject.of(person.pk))
    for told in ("people.Detail", "people.Occasion"):  # what we noted of them is theirs to see; surprises are below
        mine.pop(told, None)
    theirs = exported.rows(Subject.of(friend.pk))
    texts = [*redacting.texts_of(mine)]
    redacted = Redactor(Subject.of(person.pk), texts).clean(mine)
    csv = "".join(consents.log_csv())
    rows = list(Standing.objects.values_list("row", flat=True))
    return json.dumps([shown, redacted, theirs, csv, rows], default=str, ensure_ascii=False).encode()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_what_is_never_shown_changes_nothing_that_is_made(person: Person, words: str) -> None:
    friend = Person.objects.get_or_create(name="Friend Indeed", defaults={"created_at": NOW})[0]
    secret = actions.add_detail(
        person, text=f"secret {words}", subject="", source="told", learned_on=NOW.date(), audience="never_show"
    )
    hidden = actions.add_occasion(
        person, title=f"Hidden {words}"[:200], month=4, day=4, source="told", audience="never_show"
    )
    first = composed(person, friend)
    Detail.objects.filter(pk=secret.pk).update(text=words, subject=words[:200], makes_happy=True)
    with_words = composed(person, friend)
    Detail.objects.filter(pk=secret.pk).update(text="another " + words)
    assert with_words == composed(person, friend) == first
    Detail.objects.filter(pk=secret.pk).delete()
    Occasion.objects.filter(pk=hidden.pk).delete()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_a_surprise_changes_nothing_made_for_whom_it_is_for(person: Person, words: str) -> None:
    giver = Person.objects.get_or_create(name="Giver Good", defaults={"created_at": NOW})[0]
    friend = Person.objects.get_or_create(name="Friend Indeed", defaults={"created_at": NOW})[0]
    before = composed(person, friend), json.dumps(exported.rows(Subject.of(person.pk)))
    gift = gifts.note(giver, what=f"ring {words}", recipient=person, occasion=words[:200], now=NOW)
    on_giver = actions.add_detail(
        giver, text=f"buys {words}", source="said", learned_on=NOW.date(), secret_from=person, audience="may_say"
    )
    on_self = actions.add_detail(
        person, text=f"will get {words}", source="told", learned_on=NOW.date(), secret_from=person, makes_happy=True
    )
    for _turn in range(2):
        after = composed(person, friend), json.dumps(exported.rows(Subject.of(person.pk)))
        assert after == before
        Gift.objects.filter(pk=gift.pk).update(what=words[:300], occasion="other")
        Detail.objects.filter(pk__in=[on_giver.pk, on_self.pk]).update(text=f"else {words}")
    assert Detail.objects.get(pk=on_giver.pk).audience == "know"
    Gift.objects.filter(pk=gift.pk).delete()
    Detail.objects.filter(pk__in=[on_giver.pk, on_self.pk]).delete()


def test_what_may_be_said_does_change_what_is_made(person: Person) -> None:
    """The oracle can fail: a detail that is no secret is seen on the cards."""
    friend = Person.objects.create(name="Friend", created_at=NOW)
    before = composed(person, friend)
    actions.add_detail(person, text="loves figs", source="said", learned_on=NOW.date())
    assert composed(person, friend) != before


def test_a_surprise_is_never_said_aloud_whatever_was_ticked(person: Person, owner: User) -> None:
    from django.db import IntegrityError, transaction

    giver = Person.objects.create(name="Giver", created_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Detail.objects.create(
            person=giver, text="x", source="said", audience="may_say", learned_on=NOW.date(), secret_from=person
        )


def test_nobody_gives_a_gift_to_themselves(person: Person) -> None:
    other = Person.objects.create(name="Also them", created_at=NOW, merged_into=person)
    with pytest.raises(gifts.GivenToThemselves):
        gifts.note(other, what="a ring", recipient=person, now=NOW)
    with pytest.raises(gifts.NothingGiven):
        gifts.note(other, what="  ", now=NOW)
    kept = gifts.note(other, what="a ring", recipient_name="Mum", given_on=NOW.date() - timedelta(days=1), now=NOW)
    assert list(gifts.given_by([person.pk, other.pk])) == [kept]
