"""Topics are told behind the reading, once; made anew when topics change; what people said stays."""

from __future__ import annotations

from typing import Any

import pytest

from hafawa.listening.themes import acts, kept, stage
from hafawa.listening.themes.models import Mention, Placement, Theme
from hafawa.timeline.models import Cursor, ParkedEvent
from tests.listening.themes.saying import NOW, read, say, user

pytestmark = pytest.mark.django_db


def told() -> set[tuple[str, str]]:
    return set(Mention.objects.filter(is_wrong=False).values_list("topic", "sign"))


def test_each_message_is_told_once_and_twice_is_the_same_as_once() -> None:
    say("The coffee is delicious but the parcel arrived three days late.")
    read()
    assert told() == {("taste", "loved"), ("delivery", "wrong")}
    Cursor.objects.filter(name=stage.READER).update(last_event_id=0)
    read()
    assert Mention.objects.count() == 2
    assert Theme.objects.filter(parent=None).count() == 2


def test_nothing_is_told_before_it_was_read() -> None:
    say("Overpriced.")
    assert stage.read_on(now=NOW) == 0
    assert not Mention.objects.exists()
    read()
    assert told() == {("price", "wrong")}


def test_automatic_mail_and_our_own_words_are_no_mentions() -> None:
    event = say("Overpriced.")
    event.data["is_automatic"] = True
    event.save()
    read()
    assert not Mention.objects.exists()


def test_a_topic_of_ones_own_is_counted_after_a_recount_and_one_taken_away_is_not() -> None:
    say("The fountain was awful.")
    say("Overpriced.")
    read()
    assert told() == {("price", "wrong")}
    assert not stage.is_outdated()
    own = kept.add_topic(name_loved="", name_wrong="The fountain", words=["fountain"], examples=[], now=NOW)
    chosen = [t for t in kept.topics_of(kept.taxonomy()) if t != "price"]
    kept.choose(trade="mixed", topics=chosen, now=NOW)
    assert stage.is_outdated()
    seen: list[tuple[int, int]] = []
    assert stage.recount(now=NOW, progress=lambda done, of: seen.append((done, of))) == 2
    assert seen[-1] == (2, 2)
    assert told() == {(own.key, "wrong")}
    assert not stage.is_outdated()


def test_a_recount_that_was_broken_off_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        say("Overpriced.")
    read()
    kept.add_topic(name_loved="x", name_wrong="", words=["terrace"], examples=[], now=NOW)
    monkeypatch.setattr(stage, "BATCH", 1)

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.recount(now=NOW, progress=stop)
    assert stage.is_outdated()
    assert stage.recount(now=NOW) == 1
    assert not stage.is_outdated()


def test_what_was_said_by_hand_outlives_a_recount() -> None:
    events = [say("Overpriced.", by=n) for n in range(3)]
    read()
    by = user()
    root = Theme.objects.get(topic="price")
    acts.not_about(root, [events[0].pk], by=by, now=NOW)
    part = acts.split(root, [events[1].pk], "Small cups", by=by, now=NOW).theme
    Mention.objects.all().delete()
    stage.recount(now=NOW)
    assert Mention.objects.get(event=events[0]).is_wrong
    assert Mention.objects.get(event=events[1]).theme == part
    assert Mention.objects.get(event=events[2]).theme is None
    assert Placement.objects.count() == 2


def test_an_event_nobody_foresaw_is_set_aside_and_the_next_one_told(monkeypatch: pytest.MonkeyPatch) -> None:
    bad, _good = say("Overpriced."), say("Overpriced!")
    real = stage._mentions

    def break_one(event: Any, *args: Any, **kwargs: Any) -> Any:
        if event.pk == bad.pk:
            raise ValueError("no such thing")
        return real(event, *args, **kwargs)

    monkeypatch.setattr(stage, "_mentions", break_one)
    read()
    assert Mention.objects.count() == 1
    assert ParkedEvent.objects.get().event_id == bad.pk


def test_a_topic_without_a_name_or_without_words_is_refused() -> None:
    with pytest.raises(kept.NotATopic):
        kept.add_topic(name_loved=" ", name_wrong="", words=["x"], examples=[], now=NOW)
    with pytest.raises(kept.NotATopic):
        kept.add_topic(name_loved="A", name_wrong="", words=[" "], examples=[""], now=NOW)
    with pytest.raises(kept.NotATopic):
        kept.choose(trade="piracy", topics=[], now=NOW)
