"""The whole way, from what happened to Today: whoever is meant for a playbook is chosen for it, a near miss is not."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime

import pytest

from hafawa import flow
from hafawa.demo import shop
from hafawa.demo.expected import MEANT, NEAR_MISSES
from hafawa.people.models import Identifier
from hafawa.playbooks import today
from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline import log

pytestmark = pytest.mark.django_db
# An ordinary day; a leap day, just after midnight in the shop; an evening at the turn of the year.
DAYS = (
    datetime(2026, 5, 20, 9, tzinfo=UTC),
    datetime(2028, 2, 28, 20, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 19, 45, tzinfo=UTC),
)


def chosen() -> dict[str, dict[str, str]]:
    """Playbook to state, by the key of the person; the held-out are chosen, too: they are left alone to learn."""
    key = {i.person_id: i.value.partition("@")[0].replace(".", "_") for i in Identifier.objects.filter(kind="email")}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for s in Suggestion.objects.all():
        found[key[s.person_id]][s.playbook] = s.state
        found[key[s.person_id]] |= {also["playbook"]: s.state for also in s.facts.get("also", ())}
    return found


@pytest.mark.parametrize("now", DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def test_whoever_is_meant_is_chosen_and_near_misses_are_not(now: datetime) -> None:
    shop.fill(now=now, people=120)
    flow.daily(now)
    found = chosen()
    missed = [(name, key, found[key]) for name, keys in MEANT.items() for key in keys if name not in found[key]]
    assert not missed
    wrong = [(name, key, why) for name, near in NEAR_MISSES.items() for key, why in near.items() if name in found[key]]
    assert not wrong
    promised = [key for key, books in found.items() if "keep_promise_due" in books]
    assert sorted(promised) == sorted(MEANT["keep_promise_due"])


def test_the_oracle_knows_every_playbook_of_the_library() -> None:
    assert set(playbooks()) == set(MEANT)


def test_today_shows_most_reasons_at_once_and_words_for_each_in_the_persons_language() -> None:
    now = DAYS[0]
    shop.fill(now=now, people=120)
    flow.daily(now)
    page = today.cards(to=AT_THE_MACHINE, day=log.day_of(now=now), now=now, limit=12, language="en")
    assert len(page.cards) == 12
    assert len({card.kind for card in page.cards}) >= 4
    assert all(card.reason and card.evidence for card in page.cards)
    assert page.praise


def test_without_its_words_the_shop_has_nobody_to_answer() -> None:
    """The oracle rests on what was said: take the unanswered messages away and the cards go with them."""
    from hafawa.timeline.models import Event

    now = DAYS[0]
    shop.fill(now=now, people=0)
    meant = [key.replace("_", ".") + "@mail.example" for key in MEANT["answer_now"]]
    Event.objects.filter(kind="message.received", person__identifiers__value__in=meant).delete()
    flow.daily(now)
    assert not any("answer_now" in chosen()[key] for key in MEANT["answer_now"])
