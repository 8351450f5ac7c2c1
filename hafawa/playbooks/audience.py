"""Whom does a playbook mean? One columnar statement over standing, whatever the number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hafawa.analytics import warehouse
from hafawa.conversations import clock, hours
from hafawa.playbooks.blocks import Block
from hafawa.playbooks.playbook import Playbook
from hafawa.team.models import Shop

EXAMPLES = 5
MAY = {
    "service": "TRUE",
    "care": "coalesce(has_consent_care, TRUE)",
    "marketing": "coalesce(has_consent_marketing, FALSE)",
}


@dataclass(frozen=True)
class Candidate:
    """One person a playbook means, with what its sentences need."""

    playbook: Playbook
    person_id: int
    reason_key: str
    status: str  # fit, or why not: a LeftOut reason
    urgency: float
    value_minor: int | None
    currency: str
    facts: dict[str, Any]
    evidence: list[int]

    @property
    def order(self) -> tuple[float, int, str, int]:
        """Sorts the most urgent first; then the most at stake."""
        return (-self.urgency, -(self.value_minor or 0), self.playbook.name, self.person_id)


@dataclass(frozen=True)
class Audience:
    """The people chosen, those asked after, and how many were left out why, with a few of them."""

    candidates: list[Candidate]
    left_out: dict[str, tuple[int, list[int]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """From when a run judges, and the reply clocks as instants: (channel, past before, twice past before)."""

    day: datetime
    date: date
    clocks: tuple[tuple[str, datetime, datetime], ...]

    @classmethod
    def of(cls, shop: Shop, *, day: datetime) -> Moment:
        """The shop's clocks, wound back from `day`."""
        open_hours = hours.of(shop)
        back = [
            (c, *(clock.past_before(day, minutes=n * _minutes(c, shop), hours=open_hours) for n in (1, 2)))
            for c in sorted({"", *clock.REPLY_MINUTES, *shop.reply_minutes})
        ]
        return cls(day, day.astimezone(shop.zone).date(), tuple((c, past, twice) for c, past, twice in back))


def find(
    playbook: Playbook,
    *,
    moment: Moment,
    blocks: Sequence[Block],
    asked_after: Sequence[int],
    lowered: float = 0.0,
    nobody: bool = False,
    connection: Any = None,
) -> Audience:
    """The `playbook.most` most urgent who fit, everyone in `asked_after` it means, and counts of the rest.

    Those held out, or with another card today, keep their place: else each run would let others move up.

    `lowered` is taken off the urgency; `nobody` says the shop allows no contact that is not owed.
    """
    rows = warehouse.query(
        _sql(playbook),
        {
            "judged_at": moment.day,
            "judged_date": moment.date,
            "channels": [c for c, _, _ in moment.clocks],
            "past": [warehouse.naive(past) for _, past, _ in moment.clocks],
            "twice": [warehouse.naive(twice) for _, _, twice in moment.clocks],
            "people": [b.person_id for b in blocks],
            "keys": [b.key for b in blocks],
            "whys": [b.why for b in blocks],
            "asked_after": list(asked_after),
            "lowered": lowered,
            "nobody": nobody and not playbook.is_reply,
            "most": playbook.most,
        },
        connection=connection,
    )
    known = set(asked_after)
    wanted = [r for r in rows if r["person_id"] in known or (r["status"] == "fit" and r["place"] <= playbook.most)]
    return Audience([_candidate(playbook, row) for row in wanted], _left(rows))


def _minutes(channel: str, shop: Shop) -> int:
    return clock.minutes_for(channel, overrides=shop.reply_minutes)


def _sql(playbook: Playbook) -> str:
    columns = ", ".join(dict.fromkeys([*playbook.uses, *playbook.evidence]))
    return f"""
        WITH clocks AS (
            SELECT unnest($channels::VARCHAR[]) AS clock_channel, unnest($past::TIMESTAMP[]) AS clock_past_at,
                   unnest($twice::TIMESTAMP[]) AS clock_twice_at
        ), blocks AS (
            SELECT unnest($people::BIGINT[]) AS b_person, unnest($keys::VARCHAR[]) AS b_key,
                   unnest($whys::VARCHAR[]) AS b_why
        ), any_key AS (
            SELECT b_person, min(b_why) AS b_why FROM blocks WHERE b_key = '' GROUP BY b_person
        ), same_key AS (
            SELECT b_person, b_key, min(b_why) AS b_why FROM blocks WHERE b_key <> '' GROUP BY b_person, b_key
        ), judged AS (
            SELECT standing.*, $judged_at::TIMESTAMP AS judged_at, $judged_date::DATE AS judged_date,
                   coalesce(own.clock_past_at, other.clock_past_at) AS clock_past_at,
                   coalesce(own.clock_twice_at, other.clock_twice_at) AS clock_twice_at
            FROM standing LEFT JOIN clocks AS own ON own.clock_channel = unanswered_channel
            CROSS JOIN (SELECT * FROM clocks WHERE clock_channel = '') AS other
        ), meant AS (
            SELECT person_id, {playbook.reason_key} AS reason_key,
                   greatest(1.0, ({playbook.urgency}) - $lowered::DOUBLE) AS urgency, ({playbook.value}) AS value_minor,
                   coalesce(currency, '') AS value_currency, language AS read_language,
                   {MAY[playbook.purpose]} AS may, {columns}
            FROM judged WHERE {playbook.who}
        ), marked AS (
            SELECT meant.*, CASE WHEN NOT may THEN 'no_consent' WHEN same_key.b_why IS NOT NULL THEN same_key.b_why
                   WHEN any_key.b_why IS NOT NULL THEN any_key.b_why WHEN $nobody::BOOLEAN THEN 'capped'
                   ELSE 'fit' END AS status
            FROM meant LEFT JOIN any_key ON any_key.b_person = person_id
            LEFT JOIN same_key ON same_key.b_person = person_id AND same_key.b_key = reason_key
            WHERE reason_key IS NOT NULL AND urgency IS NOT NULL
        ), placed AS (
            SELECT *, count(*) OVER (PARTITION BY status) AS total, row_number() OVER (
                PARTITION BY status ORDER BY urgency DESC, value_minor DESC NULLS LAST, person_id) AS example,
                row_number() OVER (PARTITION BY status IN ('fit', 'held_out', 'one_a_day')
                ORDER BY urgency DESC, value_minor DESC NULLS LAST, person_id) AS place
            FROM marked
        )
        SELECT * FROM placed
        WHERE (status = 'fit' AND place <= $most::BIGINT) OR example <= {EXAMPLES}
           OR person_id IN (SELECT unnest($asked_after::BIGINT[]))
        ORDER BY status, example
    """  # noqa: S608


def _left(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, list[int]]]:
    found: dict[str, tuple[int, list[int]]] = {}
    for row in rows:
        total, examples = found.get(row["status"], (row["total"], []))
        if row["example"] <= EXAMPLES:
            examples.append(row["person_id"])
        found[row["status"]] = (total, examples)
    return found


def _candidate(playbook: Playbook, row: Mapping[str, Any]) -> Candidate:
    return Candidate(
        playbook=playbook,
        person_id=row["person_id"],
        reason_key=row["reason_key"],
        status=row["status"],
        urgency=round(row["urgency"], 3),
        value_minor=None if row["value_minor"] is None else int(row["value_minor"]),
        currency=row["value_currency"],
        facts={"language": row["read_language"] or "", **{name: as_json(row[name]) for name in playbook.uses}},
        evidence=_events(row[name] for name in playbook.evidence),
    )


def _events(values: Any) -> list[int]:
    found: list[int] = []
    for value in values:
        found += value if isinstance(value, list) else [value]
    return list(dict.fromkeys(i for i in found if i is not None))


def as_json(value: Any) -> Any:
    """A value of standing as a card keeps it: times and dates as ISO text; `facts.read` turns them back."""
    return value.isoformat() if isinstance(value, (datetime, date)) else value


def quiet_people(*, connection: Any, limit: int = 5) -> list[int]:
    """Good customers nobody has spoken with for longest, for a day on which nothing is due."""
    sql = """SELECT person_id FROM standing WHERE orders >= 2 AND coalesce(has_consent_care, TRUE)
             AND coalesce(strikes_open, 0) = 0 AND coalesce(days_since_human, 9999) >= 30
             ORDER BY days_since_human DESC NULLS FIRST, orders DESC, person_id LIMIT $limit"""
    return [row["person_id"] for row in warehouse.query(sql, {"limit": limit}, connection=connection)]


def what_is_known(*, connection: Any) -> dict[str, int]:
    """Of how many people each thing is known, and how many there are (`people`)."""
    sql = """SELECT count(*) AS people, count(margin_minor) AS margin,
                    count(CASE WHEN deliveries > 0 THEN 1 END) AS deliveries,
                    count(coalesce(has_consent_care, has_consent_marketing)) AS consent,
                    count(CASE WHEN value_is_reliable THEN 1 END) AS value, count(rhythm_days) AS rhythm,
                    count(mood) AS mood, count(CASE WHEN reviews > 0 THEN 1 END) AS reviews,
                    count(occasion_id) AS occasions, count(last_human_contact_at) AS human,
                    count(CASE WHEN orders > 0 THEN 1 END) AS orders
             FROM standing"""
    row = warehouse.query(sql, connection=connection)[0]
    return {name: int(n) for name, n in row.items()}
