"""What screens ask beside one person's row."""

from __future__ import annotations

import pytest

from hafawa.analytics import queries
from hafawa.analytics.models import Standing
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline.events import DeliveryArrived, OrderPlaced, StrikeNoted, SurveyAnswered
from tests.analytics.history import due, judge, on, person, tell

pytestmark = pytest.mark.django_db


def test_a_source_and_a_story_are_counted_and_strikes_open_their_events() -> None:
    layla, giorgi, _ = person(), person(), person()
    for n in range(4):
        tell(layla, OrderPlaced(ref=f"A{n}", due_at=due(20)), ago=30 + n)
        tell(layla, DeliveryArrived(ref=f"A{n}"), ago=21 if n else 15)
    tell(layla, SurveyAnswered(score=10), ago=2, source="survey")
    strike = tell(giorgi, StrikeNoted(bad="rude"), ago=3)
    tell(giorgi, OrderPlaced(ref="B"), ago=9)
    judge(layla)
    assert [(f.source, f.events, f.last_at) for f in queries.freshness()] == [("survey", 1, on(2)), ("shop", 10, on(3))]
    assert queries.story_counts(layla) == {"order.placed": 4, "delivery.arrived": 4, "survey.answered": 1}
    assert queries.strike_evidence(Standing.objects.get(person=giorgi).row, to=AT_THE_MACHINE) == [strike]
