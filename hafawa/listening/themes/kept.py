"""Which topics does this shop listen for? The shipped ones of its trade, as it changed them, and its own."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.listening.themes.classify import VERSION, Classifier, Own
from hafawa.listening.themes.models import OwnTopic, Taxonomy
from hafawa.listening.themes.topics import TOPICS, TRADES, of_trade

MOST_WORDS, MOST_EXAMPLES, LONGEST_WORD, LONGEST_EXAMPLE, LONGEST_NAME = 60, 40, 60, 500, 80


class NotATopic(Refused):
    """What was typed makes no topic."""


@dataclass(frozen=True)
class InUse:
    """The classifier of this shop, the topics it tells, and a version that changes when any of that does."""

    classifier: Classifier
    topics: tuple[str, ...]
    version: str


def taxonomy() -> Taxonomy:
    """The shop's choice, made with defaults at the first call."""
    return Taxonomy.objects.get_or_create(id=1)[0]


def in_use() -> InUse:
    """What this shop listens for at this moment."""
    shipped = topics_of(taxonomy())
    rows = OwnTopic.objects.filter(is_active=True).order_by("id")
    own = tuple(Own(key=row.key, words=tuple(row.words), examples=tuple(row.examples)) for row in rows)
    from hafawa.listening.themes import trained

    mark = zlib.crc32(repr((shipped, own)).encode())
    return InUse(
        classifier=Classifier(topics=shipped, own=own, guess=trained.guesser(own)),
        topics=(*shipped, *(topic.key for topic in own)),
        version=f"{VERSION}+{trained.VERSION}+{mark:08x}",
    )


def topics_of(kept: Taxonomy) -> tuple[str, ...]:
    """The shipped topics in use, in the order they are listed everywhere."""
    begun = (set(of_trade(kept.trade)) | set(kept.shown)) - set(kept.hidden)
    return tuple(topic for topic in TOPICS if topic in begun)


def choose(*, trade: str, topics: list[str], now: datetime) -> Taxonomy:
    """Listen for `topics` of those shipped; what is not named is taken away. Raises NotATopic for an unknown trade."""
    if trade not in TRADES:
        raise NotATopic(_("That is not one of the trades listed. Nothing was changed."))
    kept = taxonomy()
    begun, wanted = set(of_trade(trade)), set(topics) & set(TOPICS)
    kept.trade = trade
    kept.hidden, kept.shown = sorted(begun - wanted), sorted(wanted - begun)
    kept.changed_at = now
    kept.save()
    return kept


def add_topic(*, name_loved: str, name_wrong: str, words: list[str], examples: list[str], now: datetime) -> OwnTopic:
    """A topic of the shop's own. Raises NotATopic without a name, or without a word and an example to tell it by."""
    topic = OwnTopic(made_at=now)
    change_topic(topic, name_loved=name_loved, name_wrong=name_wrong, words=words, examples=examples)
    return topic


def change_topic(topic: OwnTopic, *, name_loved: str, name_wrong: str, words: list[str], examples: list[str]) -> None:
    """Name it anew, tell it by other words. Raises NotATopic as `add_topic`."""
    names = [name.strip()[:LONGEST_NAME] for name in (name_loved, name_wrong)]
    if not any(names):
        raise NotATopic(_("Give the topic a name, so that people know what is counted."))
    kept_words = _clean(words, longest=LONGEST_WORD, most=MOST_WORDS)
    kept_examples = _clean(examples, longest=LONGEST_EXAMPLE, most=MOST_EXAMPLES)
    if not kept_words and not kept_examples:
        raise NotATopic(_("Write at least one word or one example that tells this topic."))
    topic.name_loved, topic.name_wrong = names[0] or names[1], names[1] or names[0]
    topic.words, topic.examples = kept_words, kept_examples
    topic.save()


def _clean(lines: list[str], *, longest: int, most: int) -> list[str]:
    found = (" ".join(line.split())[:longest] for line in lines)
    return list(dict.fromkeys(line for line in found if line))[:most]
