"""A shop played with n examples a matter: what would become of a message there?"""

from __future__ import annotations

import random
import time

import data

from hafawa.listening import door
from hafawa.listening.routine.deciding import LIVE, Facts, Route, decide
from hafawa.listening.routine.local import Local, build
from hafawa.listening.routine.shipped import Shipped

VARIETIES = ("en", "ar", "ar-Latn", "ka", "ka-Latn")
FACTS = Facts(states=dict.fromkeys(VARIETIES, LIVE))


class Played:
    """A shop with n examples a matter, ready to be asked."""

    def __init__(self, shop: data.Shop, shipped: Shipped, n: int, *, marked: int = 0, seed: int = 1) -> None:
        chance = random.Random(seed)
        self.shop, self.shipped, self.rest = shop, shipped, []
        given: list[tuple[str, str]] = []
        for intent, texts in sorted(shop.questions.items()):
            drawn = chance.sample(texts, len(texts))
            given += [(intent, t) for t in drawn[:n]]
            self.rest += [(intent, t) for t in drawn[50:65]]
        drawn = chance.sample(shop.troubles, len(shop.troubles))
        given += [("", t) for t in drawn[:marked]]
        self.troubles = drawn[100:350]
        started = time.perf_counter()
        self.local: Local = build(
            shop.language, given, shipped=shipped, answered=set(shop.questions), shipped_matters=()
        )
        self.fit_seconds = time.perf_counter() - started

    def ask(self, text: str) -> Route:
        """What would become of `text` here."""
        return route(text, {self.shop.language: self.local}, self.shipped)


def route(text: str, locals_: dict[str, Local], shipped: Shipped) -> Route:
    """The decision in full, with the reading of the product's own reader."""
    return decide(text, locals_=locals_, shipped=shipped, facts=FACTS, read=door.read(text))
