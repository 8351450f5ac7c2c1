-- What the whole shop's history says. Runs after the strikes, over everybody; `figures.py` counts from these tables.

-- Parcels that arrived and had a promised day: the ones that can be compared.
CREATE OR REPLACE TEMP TABLE came AS
SELECT
  person_id,
  ref,
  id_of(arrived_ord) AS event_id,
  arrived_ord AS ord,
  (arrived_date - due_date)::INTEGER AS days_late,
  (arrived_date - placed_date)::INTEGER AS taken_days,
  (due_date - placed_date)::INTEGER AS promised_days
FROM parcel
WHERE due_date IS NOT NULL AND arrived_ord IS NOT NULL;

-- What their buyers wrote about them, by the order's number.
CREATE OR REPLACE TEMP TABLE after_parcel AS
SELECT r.person_id, r.event_id, r.ord, r.score, c.days_late > 0 AS is_late
FROM ev AS r
JOIN came AS c ON c.person_id = r.person_id AND c.ref = r.ref
WHERE r.kind = 'review.posted' AND r.score IS NOT NULL;

-- Did they order again within the window? After a first order that went well: counted until the next order. After a
-- first, second, third bad experience: counted from that day. Only where the window has passed since.
CREATE OR REPLACE TEMP TABLE turn AS
WITH nth AS (
  SELECT
    s.person_id, s.struck_date AS day, s.event_id,
    row_number() OVER (PARTITION BY s.person_id ORDER BY s.struck_at, s.event_id) AS strikes
  FROM strike AS s
  JOIN bought AS b ON b.person_id = s.person_id AND b.first_date <= s.struck_date
),
begun AS (
  SELECT b.person_id, b.first_date AS day, id_of(b.first_ord) AS event_id, 0 AS strikes
  FROM bought AS b
  LEFT JOIN (SELECT person_id, min(struck_date) AS day FROM strike GROUP BY 1) AS s ON s.person_id = b.person_id
  LEFT JOIN (
    SELECT d.person_id, min(d.day) AS day
    FROM order_day AS d
    JOIN bought AS b ON b.person_id = d.person_id AND d.day > b.first_date
    GROUP BY 1
  ) AS n ON n.person_id = b.person_id
  WHERE s.day IS NULL OR s.day > least(n.day, b.first_date + getvariable('return_days')::INTEGER)
)
SELECT
  m.person_id, m.strikes, m.event_id,
  coalesce(d.day <= m.day + getvariable('return_days')::INTEGER, false) AS is_back
FROM (SELECT * FROM begun UNION ALL BY NAME SELECT * FROM nth WHERE strikes <= 3) AS m
ASOF LEFT JOIN order_day AS d ON d.person_id = m.person_id AND d.day > m.day
WHERE m.day <= today() - getvariable('return_days')::INTEGER;

-- Every message or call of a customer that asks for an answer, and what it was about.
CREATE OR REPLACE TEMP TABLE asking AS
SELECT
  e.person_id, e.event_id, e.ord, e.occurred_date,
  CASE
    WHEN a.event_id IS NULL THEN 'unread'
    WHEN a.bad_kind <> '' THEN 'bad:' || a.bad_kind
    WHEN a.is_order_status THEN 'order_status'
    WHEN a.is_question THEN 'question'
    ELSE 'request'
  END AS cause
FROM ev AS e
LEFT JOIN annotations AS a ON a.event_id = e.event_id
WHERE NOT e.is_automatic
  AND ((e.kind = 'message.received' AND a.needs_answer) OR (e.kind = 'call.received' AND coalesce(a.needs_answer, true)));

-- A wait begins with the first message that needs an answer and ends with the first answer by a hand; of what needs no answer
-- any more, as somebody said, it is none.
CREATE OR REPLACE TEMP TABLE wait AS
SELECT
  a.person_id, a.ref, least(s.ord, t.ord) AS reply_ord,
  min(a.ord) AS ord, id_of(min(a.ord)) AS event_id, at_of(min(a.ord)) AS began_at, min(a.occurred_date) AS began_date,
  arg_min(a.channel, a.ord) AS channel,
  (epoch_us(at_of(least(s.ord, t.ord))) - epoch_us(at_of(min(a.ord)))) / 60000000.0 AS minutes
FROM (SELECT * FROM words WHERE kind = 'message.received' AND needs_answer) AS a
ASOF LEFT JOIN (SELECT person_id, ref, ord FROM ev WHERE kind = 'message.sent' AND is_human) AS s
  ON s.person_id = a.person_id AND s.ref = a.ref AND s.ord > a.ord
ASOF LEFT JOIN (SELECT person_id, ord FROM ev WHERE is_talk) AS t ON t.person_id = a.person_id AND t.ord > a.ord
WHERE least(s.ord, t.ord) IS NOT NULL OR a.event_id NOT IN (SELECT event_id FROM waived)
GROUP BY 1, 2, 3;

-- People whose last angry words nobody of us has answered since, or that were neither put right nor followed by
-- anything kinder.
CREATE OR REPLACE TEMP TABLE angry AS
SELECT w.person_id, w.event_id, w.ord, w.occurred_at, coalesce(c.spoke_ord > w.ord, false) AS is_answered
FROM words AS w
LEFT JOIN contact AS c ON c.person_id = w.person_id
WHERE w.anger >= 0.5
QUALIFY row_number() OVER (PARTITION BY w.person_id ORDER BY w.ord DESC) = 1;

CREATE OR REPLACE TEMP TABLE open_anger AS
SELECT a.*
FROM angry AS a
LEFT JOIN contact AS c ON c.person_id = a.person_id
LEFT JOIN (
  SELECT person_id, max(ord) AS ord
  FROM words
  WHERE anger < 0.5 AND NOT is_complaint AND (is_thanks OR is_praise OR feeling > 0.1)
  GROUP BY 1
) AS k ON k.person_id = a.person_id
WHERE NOT a.is_answered
  OR NOT (coalesce(c.repair_ord > a.ord, false) OR coalesce(k.ord > a.ord, false));

-- Who was angry for the first time long enough ago: answered within a day or not, and did they order in the days after?
CREATE OR REPLACE TEMP TABLE after_anger AS
SELECT
  a.person_id, a.event_id, a.ord,
  coalesce(epoch_us(h.occurred_at) - epoch_us(a.occurred_at) <= getvariable('fast_hours') * 3600000000, false) AS is_fast,
  coalesce(d.day <= a.occurred_date + getvariable('window_days')::INTEGER, false) AS is_back
FROM (
  SELECT * FROM words WHERE anger >= 0.5 QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY ord) = 1
) AS a
ASOF LEFT JOIN (SELECT person_id, ord, occurred_at FROM ev WHERE is_human OR is_talk) AS h
  ON h.person_id = a.person_id AND h.ord > a.ord
ASOF LEFT JOIN order_day AS d ON d.person_id = a.person_id AND d.day > a.occurred_date
WHERE a.occurred_date <= today() - getvariable('window_days')::INTEGER;

-- Our human contacts, one a person and day: did they answer something said in the 30 days before, since our last?
CREATE OR REPLACE TEMP TABLE reached AS
WITH ours AS (
  SELECT person_id, event_id, ord, occurred_date, kind, lag(ord) OVER (PARTITION BY person_id ORDER BY ord) AS before_ord
  FROM ev
  WHERE is_human AND person_id IS NOT NULL
)
SELECT
  o.person_id, o.occurred_date, min(o.ord) AS ord, id_of(min(o.ord)) AS event_id,
  NOT bool_or(
    o.kind = 'review.answered'
    OR coalesce(t.ord > coalesce(o.before_ord, 0) AND t.occurred_date >= o.occurred_date - 30, false)
  ) AS is_proactive
FROM ours AS o
ASOF LEFT JOIN (
  SELECT person_id, ord, occurred_date
  FROM ev
  WHERE by_customer AND NOT is_automatic
    AND kind IN ('message.received', 'call.received', 'review.posted', 'mention.posted', 'survey.answered')
) AS t ON t.person_id = o.person_id AND t.ord < o.ord
GROUP BY 1, 2;

CREATE OR REPLACE TEMP TABLE kind_words AS
SELECT person_id, event_id, ord, occurred_date FROM words WHERE is_praise AND (kind <> 'review.posted' OR score >= 4)
UNION
SELECT person_id, event_id, ord, occurred_date
FROM ev
WHERE kind = 'review.posted' AND score = 5 AND has_words AND person_id IS NOT NULL;
