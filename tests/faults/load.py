"""What people do while processes are killed: files brought in, details and days noted, cards dealt with and undone."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import httpx

from tests.faults.journal import Journal
from tests.faults.product import Product

Act = Callable[[str], None]
STOPPED = "name LIKE 'mark%' AND state NOT IN ('done', 'ready')"  # imports of ours that have not ended
UNKNOWN = (httpx.HTTPError,)  # no answer, or none that says yes: it may have been kept, and may not


class Load:
    """Acts of one person at random; each is journalled before it is sent and after it was acknowledged."""

    def __init__(self, product: Product, journal: Journal, chance: random.Random) -> None:
        self.product, self.journal, self.chance = product, journal, chance
        self.people = [row[0] for row in product.rows("SELECT id FROM people_person ORDER BY id LIMIT 200")]
        self.done = 0

    def act(self) -> None:
        """One act, whatever comes of it."""
        self.done += 1
        imports = [self.chance.choice([self._orders, self._contacts])]  # each is followed by a whole pass of the flow
        acts: list[Act] = [*[self._detail] * 4, *[self._occasion] * 4, *[self._card] * 6, *imports]
        name = f"mark{self.done:05d}x{self.chance.randrange(10**6):06d}"
        try:
            self.chance.choice(acts)(name)
        except UNKNOWN:
            return

    def start_again(self) -> None:
        """As a person would who sees an import that stopped."""
        for run in self.product.rows(f"SELECT id FROM channels_importrun WHERE {STOPPED}"):
            self.product.post(f"/imports/{run[0]}/start/")

    def _detail(self, mark: str) -> None:
        person = self.chance.choice(self.people)
        self.journal.ask("detail", mark, person=person)
        self._send(mark, f"/people/{person}/details/", {"text": mark, "audience": "know", "source": "said"})

    def _occasion(self, mark: str) -> None:
        person = self.chance.choice(self.people)
        self.journal.ask("occasion", mark, person=person)
        day = {"month": "3", "day": str(self.chance.randrange(1, 29)), "title": mark, "calendar": "gregorian"}
        self._send(mark, f"/people/{person}/occasions/", day)

    def _card(self, mark: str) -> None:
        cards = self.product.rows("SELECT id FROM playbooks_suggestion WHERE state = 'open' ORDER BY id LIMIT 50")
        done = self.product.rows("SELECT id FROM playbooks_suggestion WHERE state = 'done' AND note LIKE 'mark%'")
        if done and self.chance.random() < 0.3:
            card = self.chance.choice(done)[0]
            self.journal.ask("undo", mark, card=card)
            self._send(mark, f"/cards/{card}/undo/", {})
        elif cards:
            card = self.chance.choice(cards)[0]
            self._deal_with(card, mark)

    def _deal_with(self, card: int, mark: str) -> None:
        if self.chance.random() < 0.7:
            self.journal.ask("do", mark, card=card)
            self._send(mark, f"/cards/{card}/do/", {"words": mark})
        else:
            until = date.today() + timedelta(days=self.chance.randrange(2, 40))  # noqa: DTZ011
            self.journal.ask("later", mark, card=card)
            self._send(mark, f"/cards/{card}/later/", {"until": until.isoformat()})

    def _orders(self, mark: str) -> None:
        rows = self.chance.randrange(50, 6000)
        lines = [
            f"{mark}-{n},2026-0{n % 6 + 1}-1{n % 9},{mark}.{n % 300}@example.org,P {n % 300},{n % 90}.50,EUR"
            for n in range(rows)
        ]
        self._bring(mark, "Order number,Order date,Email,Name,Total,Currency", lines, kind="orders")

    def _contacts(self, mark: str) -> None:
        lines = [f"C {n},{mark}.c{n}@example.org,no" for n in range(self.chance.randrange(5, 400))]
        self._bring(mark, "Name,Email,Newsletter", lines, kind="contacts")

    def _bring(self, mark: str, header: str, lines: list[str], *, kind: str) -> None:
        content = "\n".join([header, *lines, ""]).encode()
        self.journal.ask(kind, mark, rows=len(lines))
        run_id = self.product.upload(f"{mark}.csv", content)
        if self.product.post(f"/imports/{run_id}/start/").status_code == 302:
            self.journal.acknowledge(mark)

    def _send(self, mark: str, path: str, data: dict[str, str]) -> None:
        if self.product.post(path, data).status_code in (200, 302):
            self.journal.acknowledge(mark)
