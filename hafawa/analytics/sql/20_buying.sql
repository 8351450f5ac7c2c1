-- Orders, their money, their rhythm. An order is one order number of one person, from whichever doors it came.

CREATE OR REPLACE TEMP TABLE parcel AS
SELECT
  person_id,
  CASE WHEN ref = '' THEN chr(31) || event_id ELSE ref END AS ref,
  min(ord) FILTER (kind = 'order.placed') AS placed_ord,
  min(occurred_date) FILTER (kind = 'order.placed') AS placed_date,
  arg_min(amount_minor, ord) FILTER (kind = 'order.placed') AS amount_minor,
  arg_min(margin_minor, ord) FILTER (kind = 'order.placed') AS margin_minor,
  arg_min(nullif(currency, ''), ord) FILTER (kind = 'order.placed') AS currency,
  bool_or(kind = 'order.cancelled') AS is_cancelled,
  min(ord) FILTER (due_date IS NOT NULL AND ref <> '' AND kind <> 'delivery.arrived') AS promise_ord,
  arg_min(due_date, ord) FILTER (due_date IS NOT NULL AND ref <> '' AND kind <> 'delivery.arrived') AS due_date,
  arg_min(source, ord) FILTER (due_date IS NOT NULL AND ref <> '' AND kind <> 'delivery.arrived') AS source,
  min(ord) FILTER (kind = 'delivery.arrived') AS arrived_ord,
  min(occurred_date) FILTER (kind = 'delivery.arrived') AS arrived_date
FROM ev
WHERE person_id IS NOT NULL
  AND kind IN ('order.placed', 'order.cancelled', 'delivery.promised', 'delivery.arrived')
GROUP BY 1, 2;

CREATE OR REPLACE TEMP TABLE bought AS
SELECT
  person_id,
  count(*)::INTEGER AS orders,
  min(placed_ord) AS first_ord,
  max(placed_ord) AS last_ord,
  min(placed_date) AS first_date,
  max(placed_date) AS last_date,
  count(amount_minor) AS amounts,
  sum(amount_minor) AS amount_minor,
  sum(amount_minor) FILTER (placed_date > today() - 365) AS amount_365d_minor,
  count(margin_minor) AS margins,
  sum(margin_minor) AS margin_minor,
  min(currency) AS currency,
  max(currency) AS other_currency
FROM parcel
WHERE placed_ord IS NOT NULL AND NOT is_cancelled
GROUP BY person_id;

-- Money given back for an order that was cancelled is not taken off twice: its amount is not counted either.
CREATE OR REPLACE TEMP TABLE refunded AS
SELECT
  r.person_id,
  sum(r.amount_minor) AS amount_minor,
  sum(r.amount_minor) FILTER (r.occurred_date > today() - 365) AS amount_365d_minor,
  min(nullif(r.currency, '')) AS currency,
  max(nullif(r.currency, '')) AS other_currency
FROM ev AS r
LEFT JOIN parcel AS p ON p.person_id = r.person_id AND p.ref = r.ref
WHERE r.kind = 'order.refunded' AND NOT coalesce(p.is_cancelled, false)
GROUP BY r.person_id;

CREATE OR REPLACE TEMP TABLE order_day AS
SELECT
  person_id,
  placed_date AS day,
  CASE WHEN count(amount_minor) = count(*) THEN TRY_CAST(sum(amount_minor) AS BIGINT) END AS amount_minor
FROM parcel
WHERE placed_ord IS NOT NULL AND NOT is_cancelled
GROUP BY 1, 2;

CREATE OR REPLACE TEMP TABLE rhythm AS
SELECT person_id, count(gap)::INTEGER AS n, median(gap)::DOUBLE AS days
FROM (
  SELECT person_id, day - lag(day) OVER (PARTITION BY person_id ORDER BY day) AS gap
  FROM order_day
  WHERE person_id IN (SELECT person_id FROM bought WHERE orders >= 3)
)
GROUP BY person_id
HAVING count(gap) >= 2;
