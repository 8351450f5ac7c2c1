"""Which columns has a person's standing, of which type and unit, and what does each rest on?

The one list: `standing.sql` yields exactly these, playbooks choose people by them, screens put them in words.
NULL always means "not known", which is never held against anyone. Times are UTC instants, dates are dates in the shop's
time zone, money is whole minor units of `currency`, shares are 0 to 1. `..._event_id` columns are the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in the columnar engine, what it means."""

    name: str
    type: str
    meaning: str


def _c(name: str, type_: str, meaning: str) -> Column:
    return Column(name, type_, meaning)


COLUMNS: tuple[Column, ...] = (
    _c("person_id", "BIGINT", "the person"),
    _c("language", "VARCHAR", "what they write: stated on the person, else read from most of their messages"),
    _c("has_consent_care", "BOOLEAN", "latest consent for purpose care, any channel; NULL nothing stated"),
    _c("has_consent_marketing", "BOOLEAN", "latest consent for purpose marketing; NULL nothing stated"),
    _c("first_seen_at", "TIMESTAMP", "first event of theirs"),
    _c("first_seen_event_id", "BIGINT", "that event"),
    _c("last_seen_at", "TIMESTAMP", "last thing they did (order, message, review, call)"),
    _c("tenure_days", "INTEGER", "days from first order (else first event) to the day judged"),
    # buying
    _c("orders", "INTEGER", "orders placed and not cancelled"),
    _c("first_order_at", "TIMESTAMP", "first such order"),
    _c("first_order_event_id", "BIGINT", "that event"),
    _c("last_order_at", "TIMESTAMP", "last such order"),
    _c("last_order_event_id", "BIGINT", "that event"),
    _c("days_since_order", "INTEGER", "days from last order to the day judged"),
    _c("currency", "VARCHAR", "the one currency of their orders; NULL when several or none"),
    _c("spend_minor", "BIGINT", "orders less refunds; NULL when no amount or several currencies"),
    _c("spend_365d_minor", "BIGINT", "the same, last 365 days"),
    _c("margin_minor", "BIGINT", "margin where every counted order states it, else NULL"),
    _c("rhythm_days", "DOUBLE", "median days between their own order days; NULL under 3 order days"),
    _c("rhythm_n", "INTEGER", "gaps that median rests on"),
    _c("overdue_ratio", "DOUBLE", "days_since_order / rhythm_days; 1 is on time, 2 is twice as long as usual"),
    _c("p_alive", "DOUBLE", "BG/NBD probability of still being a customer; NULL without orders or fit"),
    _c("expected_orders_365d", "DOUBLE", "BG/NBD orders expected in the next 365 days"),
    _c("expected_value_365d_minor", "BIGINT", "that times Gamma-Gamma mean order value (spend, not margin)"),
    _c("expected_value_low_minor", "BIGINT", "lower end of its 80% interval"),
    _c("expected_value_high_minor", "BIGINT", "upper end"),
    _c("value_basis", "VARCHAR", "bgnbd_gamma_gamma, or empty where there is none"),
    _c("value_is_reliable", "BOOLEAN", "true only if the backtest of this fit covered what then happened"),
    # deliveries
    _c("deliveries", "INTEGER", "deliveries with a promised day that has come or that arrived"),
    _c("deliveries_late", "INTEGER", "of those, arrived after the promised day or missing past it"),
    _c(
        "late_ref",
        "VARCHAR",
        "order number of the last late one that nobody has spoken about with them since, either way",
    ),
    _c("late_event_id", "BIGINT", "event that promised its day (evidence)"),
    _c("late_arrived_event_id", "BIGINT", "event of its arrival; NULL if still missing"),
    _c("late_due_date", "DATE", "the day promised"),
    _c("late_days", "INTEGER", "days late at arrival, or so far"),
    _c("late_since_date", "DATE", "day it became late (due + 1)"),
    _c("late_is_missing", "BOOLEAN", "true while it has not arrived"),
    # strikes: bad experiences
    _c("strikes", "INTEGER", "bad experiences on record"),
    _c("strikes_open", "INTEGER", "of those not repaired"),
    _c(
        "strike_weight",
        "DOUBLE",
        "sum of severity (0 to 1) decayed with a half-life by kind; repaired ones at a quarter",
    ),
    _c("last_strike_at", "TIMESTAMP", "when the last one was"),
    _c("last_strike_kind", "VARCHAR", "its kind, see strikes.KINDS"),
    _c("last_strike_event_id", "BIGINT", "the event it rests on"),
    _c("strike_event_ids", "BIGINT[]", "the newest ten, newest first"),
    _c("last_repair_at", "TIMESTAMP", "when something was last put right"),
    _c("last_repair_event_id", "BIGINT", "that event"),
    _c("customer_spoke_since_repair", "BOOLEAN", "true when they wrote, reviewed or ordered after it"),
    # promises
    _c("promises_open", "INTEGER", "promises made to them, neither kept nor withdrawn"),
    _c("promise_event_id", "BIGINT", "the open one due first (no date: last)"),
    _c("promise_about_event_id", "BIGINT", "the message it was made in"),
    _c("promise_due_at", "TIMESTAMP", "when it is due; NULL no day was said"),
    _c("promise_what", "VARCHAR", "call, send, refund, answer, check, fix, other"),
    _c("promise_text", "VARCHAR", "the words of it"),
    # conversation
    _c(
        "unanswered",
        "INTEGER",
        "messages of theirs that need an answer and have none in their conversation, and nobody closed over",
    ),
    _c("unanswered_since_at", "TIMESTAMP", "the oldest of them"),
    _c("unanswered_event_id", "BIGINT", "that event"),
    _c("unanswered_last_event_id", "BIGINT", "the newest of them"),
    _c("unanswered_channel", "VARCHAR", "channel of the oldest"),
    _c("unanswered_ref", "VARCHAR", "its conversation"),
    _c("unanswered_is_angry", "BOOLEAN", "any of them reads as angry"),
    _c("unanswered_is_complaint", "BOOLEAN", "any of them reads as a complaint"),
    _c("exchanges", "INTEGER", "messages both ways in their busiest conversation open in the last 21 days"),
    _c("exchanges_ref", "VARCHAR", "that conversation"),
    _c("exchanges_unresolved", "BOOLEAN", "its last customer message is no thanks and reads neutral or worse"),
    _c("exchanges_event_ids", "BIGINT[]", "its newest ten events, newest first"),
    _c("last_human_contact_at", "TIMESTAMP", "last non-sales contact by one of us, not automatic"),
    _c("last_human_contact_event_id", "BIGINT", "that event"),
    _c("days_since_human", "INTEGER", "days since then; NULL when there never was one"),
    _c("last_contact_at", "TIMESTAMP", "last contact by us of any kind, automatic and sales included"),
    _c("mood", "DOUBLE", "mean feeling (-1 to 1) of their last 3 readings within 180 days; NULL none"),
    _c("mood_n", "INTEGER", "readings it rests on"),
    _c("mood_event_ids", "BIGINT[]", "those events"),
    # reviews and praise
    _c("reviews", "INTEGER", "reviews posted"),
    _c("last_review_score", "INTEGER", "score of the last, 1 to 5"),
    _c("last_review_at", "TIMESTAMP", "when"),
    _c("last_review_event_id", "BIGINT", "that event"),
    _c("last_review_ref", "VARCHAR", "its order"),
    _c("last_review_has_words", "BOOLEAN", "it has text"),
    _c(
        "last_review_is_answered", "BOOLEAN", "someone answered it, or spoke with them since (not sales, not automatic)"
    ),
    _c(
        "praise_event_id",
        "BIGINT",
        "newest praise (message read as praise, or review of 5 with words) not thanked since",
    ),
    _c("praise_at", "TIMESTAMP", "when"),
    # occasions
    _c("occasion_id", "BIGINT", "the occasion coming up soonest"),
    _c("occasion_date", "DATE", "its next date"),
    _c("occasion_days", "INTEGER", "days until then, 0 is today"),
    _c("occasion_lead_days", "INTEGER", "how long before it is worth acting"),
    # loyalty, a hypothesis
    _c("behaviour", "VARCHAR", "high or low against this shop's own repeat rate; NULL unknown"),
    _c("attitude", "VARCHAR", "warm or cool, from mood, reviews, surveys; NULL with none of them"),
    _c("quadrant", "VARCHAR", "loyal, reluctant, latent, distant; NULL unless both are known"),
    _c("quadrant_n", "INTEGER", "observations the attitude rests on"),
    _c("unknown", "VARCHAR", "comma-separated: what could not be known (margin, value, rhythm, mood, deliveries, ...)"),
)

NAMES: tuple[str, ...] = tuple(c.name for c in COLUMNS)
