"""Which counts make up the figures? Statements over the tables of `sql/90_figures.sql`; all are constants."""
# ruff: noqa: S608

from __future__ import annotations

WINDOW_DAYS = 90  # "lately", and the stretch before it
RETURN_DAYS = 180  # within which an order counts as coming back
FAST_HOURS = 24
EARLY_DAYS = 7
PLEASED_FROM = 0.25  # of feeling, -1 to 1; as `listening.corrections.values.feeling_of` tells it
SPANS = {"window_days": WINDOW_DAYS, "return_days": RETURN_DAYS, "fast_hours": FAST_HOURS}

_LATELY = "occurred_date > today() - getvariable('window_days')::INTEGER"
_BEFORE = (
    "occurred_date <= today() - getvariable('window_days')::INTEGER "
    "AND occurred_date > today() - 2 * getvariable('window_days')::INTEGER"
)
ROWS = {
    "deliveries": f"""
SELECT
  count(*) AS n,
  count(*) FILTER (days_late > 0) AS late,
  (SELECT count(*) FROM delivery WHERE is_missing AND days_late > 0) AS missing,
  quantile_cont(taken_days, 0.5) AS taken_p50,
  quantile_cont(taken_days, 0.9) AS taken_p90,
  quantile_cont(promised_days, 0.5) AS promised_p50,
  quantile_cont(promised_days, 0.9) AS promised_p90,
  count(*) FILTER (days_late < -{EARLY_DAYS}) AS early,
  count(*) FILTER (promised_days > 0) AS measured,
  count(*) FILTER (promised_days > 0 AND taken_days * 2 < promised_days) AS half
FROM came
""",
    "after_late": """
SELECT count(*) AS n, avg(score) AS mean, count(*) FILTER (score <= 2) AS poor FROM after_parcel WHERE is_late
""",
    "after_on_time": """
SELECT count(*) AS n, avg(score) AS mean, count(*) FILTER (score <= 2) AS poor FROM after_parcel WHERE NOT is_late
""",
    "contacts": f"""
SELECT
  (SELECT count(*) FROM asking WHERE {_LATELY}) AS n,
  (SELECT count(*) FROM asking WHERE {_BEFORE}) AS n_before,
  count(*) FILTER (placed_date > today() - getvariable('window_days')::INTEGER) AS orders,
  count(*) FILTER (
    placed_date <= today() - getvariable('window_days')::INTEGER
    AND placed_date > today() - 2 * getvariable('window_days')::INTEGER
  ) AS orders_before
FROM parcel
WHERE placed_ord IS NOT NULL AND NOT is_cancelled
""",
    "anger": """
SELECT
  (SELECT count(*) FROM angry) AS people,
  count(*) AS still_open,
  count(*) FILTER (NOT is_answered) AS unanswered,
  min(occurred_at) AS since_at
FROM open_anger
""",
    "after_anger": """
SELECT
  count(*) FILTER (is_fast) AS fast,
  count(*) FILTER (is_fast AND is_back) AS fast_back,
  count(*) FILTER (NOT is_fast) AS slow,
  count(*) FILTER (NOT is_fast AND is_back) AS slow_back
FROM after_anger
""",
    "proactive": f"""
SELECT count(*) AS n, count(*) FILTER (is_proactive) AS proactive FROM reached WHERE {_LATELY}
""",
    "loyalty": """
SELECT
  count(*) FILTER (quadrant = 'loyal') AS loyal,
  count(*) FILTER (quadrant = 'reluctant') AS reluctant,
  count(*) FILTER (quadrant = 'latent') AS latent,
  count(*) FILTER (quadrant = 'distant') AS distant,
  count(*) FILTER (quadrant IS NULL) AS unknown
FROM standing
WHERE orders > 0
""",
    "praise": f"""
SELECT count(*) AS n, count(DISTINCT person_id) AS people FROM kind_words WHERE {_LATELY}
""",
}
TABLES = {
    "mix": f"""
SELECT
  CASE WHEN kind IN ('call.made', 'call.received') THEN 'phone' WHEN channel = '' THEN 'other' ELSE channel END
    AS channel,
  count(*) FILTER (is_human) AS ours,
  count(*) FILTER (by_customer) AS theirs,
  count(DISTINCT person_id) AS people
FROM ev
WHERE kind IN ('message.sent', 'message.received', 'call.made', 'call.received', 'contact.made')
  AND NOT is_automatic AND NOT is_sales AND (is_human OR by_customer) AND person_id IS NOT NULL AND {_LATELY}
GROUP BY 1
ORDER BY 2 DESC, 3 DESC, 1
""",
    "causes": f"""
SELECT
  cause,
  count(*) FILTER ({_LATELY}) AS n,
  count(*) FILTER ({_BEFORE}) AS n_before
FROM asking
GROUP BY 1
HAVING count(*) FILTER ({_LATELY}) + count(*) FILTER ({_BEFORE}) > 0
ORDER BY 2 DESC, 3 DESC, 1
""",
    "mood": f"""
SELECT
  strftime(date_trunc('week', e.occurred_date), '%Y-%m-%d') AS week,
  a.language[:2] AS language,
  e.channel,
  count(*) AS n,
  count(*) FILTER (a.feeling >= {PLEASED_FROM}) AS pleased,
  count(*) FILTER (a.feeling <= -{PLEASED_FROM}) AS unhappy
FROM ev AS e
JOIN annotations AS a ON a.event_id = e.event_id
WHERE e.by_customer AND NOT e.is_automatic AND a.feeling IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
""",
}
CHANNELS = """
SELECT
  channel,
  count(*) AS n,
  count(reply_ord) AS replied,
  quantile_cont(minutes, 0.5) FILTER (reply_ord IS NOT NULL) AS p50,
  quantile_cont(minutes, 0.9) FILTER (reply_ord IS NOT NULL) AS p90,
  getvariable('day') AS day
FROM wait
WHERE began_date > today() - getvariable('window_days')::INTEGER
GROUP BY 1
ORDER BY 2 DESC, 1
"""
WAITS = """
SELECT channel, began_at, CASE WHEN reply_ord IS NOT NULL THEN at_of(reply_ord) END AS replied_at
FROM wait
WHERE began_date > today() - getvariable('window_days')::INTEGER
"""
EVIDENCE = {
    "late": "SELECT event_id, person_id, ord FROM came WHERE days_late > 0",
    "missing": """
SELECT promise_event_id AS event_id, person_id, promise_ord AS ord FROM delivery WHERE is_missing AND days_late > 0
""",
    "half": "SELECT event_id, person_id, ord FROM came WHERE promised_days > 0 AND taken_days * 2 < promised_days",
    "poor_after_late": "SELECT event_id, person_id, ord FROM after_parcel WHERE is_late AND score <= 2",
    "poor_after_on_time": "SELECT event_id, person_id, ord FROM after_parcel WHERE NOT is_late AND score <= 2",
    **{
        f"gone_after_{n}": f"SELECT event_id, person_id, event_id AS ord FROM turn WHERE strikes = {n} AND NOT is_back"
        for n in range(4)
    },
    "contacts": f"SELECT event_id, person_id, ord FROM asking WHERE {_LATELY}",
    "waiting": f"""
SELECT event_id, person_id, ord FROM wait
WHERE reply_ord IS NULL AND {_LATELY.replace("occurred_date", "began_date")}
""",
    "open_anger": "SELECT event_id, person_id, -ord AS ord FROM open_anger",  # longest open first
    "proactive": f"SELECT event_id, person_id, ord FROM reached WHERE is_proactive AND {_LATELY}",
    "our_calls": f"""
SELECT event_id, person_id, ord FROM ev
WHERE kind = 'call.made' AND is_human AND person_id IS NOT NULL AND {_LATELY}
""",
    "answering": f"SELECT event_id, person_id, ord FROM reached WHERE NOT is_proactive AND {_LATELY}",
    **{
        quadrant: f"""
SELECT coalesce(last_review_event_id, mood_event_ids[1], last_order_event_id) AS event_id, person_id,
  coalesce(expected_orders_365d, 0) AS ord
FROM standing WHERE orders > 0 AND quadrant = '{quadrant}'
"""
        for quadrant in ("loyal", "reluctant", "latent", "distant")
    },
    "praise": f"SELECT event_id, person_id, ord FROM kind_words WHERE {_LATELY}",
}
