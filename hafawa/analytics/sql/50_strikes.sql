-- Bad experiences. First every sign of one, then signs of the same trouble within 30 days joined into one strike.
-- `strike_kinds` comes from strikes.KINDS.

CREATE OR REPLACE TEMP TABLE sign AS
WITH late_one AS (
  SELECT
    d.person_id, 'o:' || d.ref AS trouble, d.ref, (d.due_date + 1)::TIMESTAMP AS sign_at, d.due_date + 1 AS sign_date,
    CASE WHEN d.is_missing THEN 'missing_delivery' ELSE 'late_delivery' END AS kind,
    d.days_late, coalesce(d.arrived_event_id, d.promise_event_id) AS event_id, d.promise_event_id AS other_event_id
  FROM delivery AS d
  WHERE d.days_late > 0
),
-- A complaint that names no order, about a parcel, within 30 days of one that was late, is about that one.
complaint AS (
  SELECT w.*, coalesce(nullif(w.order_ref, ''), CASE WHEN w.kind = 'review.posted' THEN nullif(w.ref, '') END) AS order_no
  FROM words AS w
  WHERE w.is_complaint AND (w.kind <> 'review.posted' OR w.score > 2 OR w.score IS NULL)
),
told_bad AS (
  SELECT
    c.person_id, c.event_id, c.occurred_at AS sign_at, c.occurred_date AS sign_date, c.bad_kind AS kind,
    coalesce(
      'o:' || coalesce(c.order_no, CASE
        WHEN c.bad_kind IN ('late_delivery', 'missing_delivery') AND l.sign_date >= c.occurred_date - 30 THEN l.ref END),
      CASE WHEN c.ref <> '' AND c.kind <> 'review.posted' THEN 'c:' || c.ref END,
      'e:' || c.event_id
    ) AS trouble
  FROM complaint AS c
  ASOF LEFT JOIN (
    SELECT person_id, sign_date, max(ref) AS ref FROM late_one GROUP BY 1, 2
  ) AS l ON l.person_id = c.person_id AND l.sign_date <= c.occurred_date
),
review AS (
  SELECT
    r.person_id, r.event_id, r.occurred_at AS sign_at, r.occurred_date AS sign_date,
    coalesce(CASE WHEN w.is_complaint AND k.kind <> 'other' THEN k.kind END, 'bad_review') AS kind,
    CASE WHEN r.ref = '' THEN 'e:' || r.event_id ELSE 'o:' || r.ref END AS trouble
  FROM ev AS r
  LEFT JOIN words AS w ON w.person_id = r.person_id AND w.event_id = r.event_id
  LEFT JOIN strike_kinds AS k ON k.kind = w.bad_kind
  WHERE r.kind = 'review.posted' AND r.score <= 2 AND r.person_id IS NOT NULL
),
noted AS (
  SELECT
    person_id, event_id, occurred_at AS sign_at, occurred_date AS sign_date, bad AS kind, about_id,
    CASE WHEN ref = '' THEN 'e:' || event_id ELSE 'o:' || ref END AS trouble
  FROM ev
  WHERE kind = 'strike.noted' AND person_id IS NOT NULL
),
found AS (
  SELECT person_id, trouble, sign_at, sign_date, kind, days_late, event_id, other_event_id FROM late_one
  UNION ALL
  SELECT person_id, trouble, sign_at, sign_date, kind, 0, event_id, NULL FROM told_bad
  UNION ALL
  SELECT person_id, trouble, sign_at, sign_date, kind, 0, event_id, NULL FROM review
  UNION ALL
  SELECT
    person_id, CASE WHEN ref = '' THEN 'i:' || event_id ELSE 'i:' || ref END,
    (occurred_date + getvariable('ignored_after_days') + 1)::TIMESTAMP, occurred_date + getvariable('ignored_after_days') + 1,
    'ignored', 0, event_id, NULL
  FROM asked
  WHERE coalesce(answered_date, today()) - occurred_date > getvariable('ignored_after_days')
  UNION ALL
  SELECT
    person_id, 'p:' || event_id,
    (due_date + getvariable('broken_after_days') + 1)::TIMESTAMP, due_date + getvariable('broken_after_days') + 1,
    'broken_promise', 0, event_id, NULL
  FROM promise
  WHERE due_date IS NOT NULL
    AND (CASE WHEN is_closed THEN kept_date ELSE today() END) - due_date > getvariable('broken_after_days')
),
-- A strike somebody noted about an event that is a sign already is of that trouble.
everything AS (
  SELECT * FROM found
  UNION ALL
  SELECT n.person_id, coalesce(f.trouble, n.trouble), n.sign_at, n.sign_date, n.kind, 0, n.event_id, NULL
  FROM noted AS n
  LEFT JOIN (
    SELECT person_id, event_id, min(trouble) AS trouble
    FROM (SELECT person_id, event_id, trouble FROM found UNION ALL SELECT person_id, other_event_id, trouble FROM found)
    WHERE event_id IS NOT NULL
    GROUP BY 1, 2
  ) AS f ON f.person_id = n.person_id AND f.event_id = n.about_id
)
SELECT
  s.person_id, s.trouble, s.sign_at, s.sign_date, coalesce(k.kind, 'other') AS kind, s.event_id, s.other_event_id,
  k.half_life_days,
  least(k.worst, k.severity + k.per_day * s.days_late) AS severity,
  s.sign_date - lag(s.sign_date) OVER (PARTITION BY s.person_id, s.trouble ORDER BY s.sign_at, s.event_id) AS gap
FROM everything AS s
LEFT JOIN strike_kinds AS known ON known.kind = s.kind
JOIN strike_kinds AS k ON k.kind = coalesce(known.kind, 'other');

CREATE OR REPLACE TEMP TABLE strike AS
WITH counted AS (
  SELECT
    *,
    sum(CASE WHEN gap > getvariable('same_trouble_within_days') THEN 1 ELSE 0 END)
      OVER (PARTITION BY person_id, trouble ORDER BY sign_at, event_id ROWS UNBOUNDED PRECEDING) AS part
  FROM sign
),
one AS (
  SELECT
    person_id, trouble, part,
    max(sign_at) AS struck_at,
    max(sign_date) AS struck_date,
    first(kind ORDER BY severity DESC, sign_at, event_id) AS kind,
    first(event_id ORDER BY severity DESC, sign_at, event_id) AS event_id,
    first(half_life_days ORDER BY severity DESC, sign_at, event_id) AS half_life_days,
    max(severity) AS severity,
    list_distinct(list_concat(list(event_id), list(other_event_id) FILTER (other_event_id IS NOT NULL))) AS evidence
  FROM counted
  GROUP BY 1, 2, 3
),
repair AS (
  SELECT person_id, occurred_at, about_id, ref
  FROM ev
  WHERE kind = 'strike.repaired' AND person_id IS NOT NULL
)
SELECT
  o.*,
  EXISTS (
    SELECT 1
    FROM repair AS r
    WHERE r.person_id = o.person_id AND r.occurred_at >= o.struck_at
      AND (
        CASE
          WHEN r.about_id IS NOT NULL THEN list_contains(o.evidence, r.about_id) OR (r.ref <> '' AND o.trouble = 'o:' || r.ref)
          WHEN r.ref <> '' THEN o.trouble IN ('o:' || r.ref, 'c:' || r.ref, 'i:' || r.ref)
          ELSE true
        END
      )
  ) AS is_repaired
FROM one AS o;

CREATE OR REPLACE TEMP TABLE struck AS
SELECT
  s.person_id,
  count(*)::INTEGER AS n,
  (count(*) FILTER (NOT s.is_repaired))::INTEGER AS n_open,
  round(sum(
    s.severity * power(0.5, greatest(0, today() - s.struck_date) / s.half_life_days)
    * CASE WHEN s.is_repaired THEN getvariable('repaired_share') ELSE 1 END
    ORDER BY s.struck_at, s.event_id
  ), 6) AS weight,
  first(s.struck_at ORDER BY s.struck_at DESC, s.event_id DESC) AS last_at,
  first(s.kind ORDER BY s.struck_at DESC, s.event_id DESC) AS last_kind,
  first(s.event_id ORDER BY s.struck_at DESC, s.event_id DESC) AS last_event_id
FROM strike AS s
GROUP BY s.person_id;

CREATE OR REPLACE TEMP TABLE evidence AS
SELECT person_id, list(event_id ORDER BY sign_at DESC, event_id DESC) AS event_ids
FROM (
  SELECT person_id, event_id, max(sign_at) AS sign_at
  FROM (
    SELECT person_id, event_id, sign_at FROM sign
    UNION ALL
    SELECT person_id, other_event_id, sign_at FROM sign WHERE other_event_id IS NOT NULL
  )
  GROUP BY 1, 2
  QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY max(sign_at) DESC, event_id DESC) <= 10
)
GROUP BY person_id;
