-- What was said, by whom, and what was left without an answer.

CREATE OR REPLACE TEMP TABLE words AS
SELECT
  e.person_id, e.event_id, e.ord, e.kind, e.occurred_at, e.recorded_at, e.occurred_date, e.channel, e.ref,
  e.order_ref, e.score,
  a.language, a.feeling, a.anger, a.is_thanks, a.is_praise, a.is_complaint, a.needs_answer, a.bad_kind
FROM ev AS e
JOIN annotations AS a ON a.event_id = e.event_id
WHERE e.by_customer AND NOT e.is_automatic AND e.person_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE spoken_language AS
SELECT person_id, language
FROM (SELECT person_id, language, count(*) AS n FROM words WHERE language <> '' GROUP BY 1, 2)
QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY n DESC, language) = 1;

-- Messages somebody of the team closed over, and did not open again: they need no answer since that day.
CREATE OR REPLACE TEMP TABLE waived AS
SELECT about_id AS event_id, min(occurred_date) AS waived_date
FROM ev
WHERE kind = 'answer.waived' AND about_id IS NOT NULL
  AND event_id NOT IN (SELECT about_id FROM ev WHERE kind = 'waiver.withdrawn' AND about_id IS NOT NULL)
GROUP BY about_id;

-- The first answer to each message that needs one: in its conversation by a hand, in a talk with the person, or that it
-- needs none.
CREATE OR REPLACE TEMP TABLE asked AS
SELECT
  a.*,
  least(s.occurred_date, t.occurred_date, v.waived_date) AS answered_date
FROM (SELECT * FROM words WHERE kind = 'message.received' AND needs_answer) AS a
ASOF LEFT JOIN (
  SELECT person_id, ref, ord, occurred_date
  FROM ev
  WHERE kind = 'message.sent' AND is_human
) AS s ON s.person_id = a.person_id AND s.ref = a.ref AND s.ord > a.ord
ASOF LEFT JOIN (SELECT person_id, ord, occurred_date FROM ev WHERE is_talk) AS t
  ON t.person_id = a.person_id AND t.ord > a.ord
LEFT JOIN waived AS v ON v.event_id = a.event_id;

-- A message brought in long after it was written, as with an old mailbox, waits for nobody a month later: neither does it
-- in the queue. (Where all there is ended long ago, `day` is the end of that, and those of its last month wait.)
CREATE OR REPLACE TEMP TABLE waiting AS
SELECT
  person_id,
  count(*)::INTEGER AS n,
  min(ord) AS first_ord,
  max(ord) AS last_ord,
  arg_min(channel, ord) AS channel,
  arg_min(ref, ord) AS ref,
  bool_or(anger >= 0.5) AS is_angry,
  bool_or(is_complaint) AS is_complaint
FROM asked
WHERE answered_date IS NULL
  AND NOT (recorded_at > occurred_at + INTERVAL 30 DAY AND occurred_at < getvariable('day') - INTERVAL 30 DAY)
GROUP BY person_id;

-- The busiest conversation of these 21 days in which both sides spoke.
CREATE OR REPLACE TEMP TABLE exchange AS
WITH said AS (
  SELECT person_id, ref, event_id, ord, kind = 'message.received' AS is_theirs
  FROM ev
  WHERE kind IN ('message.received', 'message.sent') AND NOT is_automatic AND NOT is_sales
    AND occurred_date > today() - 21 AND person_id IS NOT NULL
),
busiest AS (
  SELECT person_id, ref, count(*)::INTEGER AS n, max(ord) FILTER (is_theirs) AS their_ord
  FROM said
  GROUP BY 1, 2
  HAVING bool_or(is_theirs) AND NOT bool_and(is_theirs)
  QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY count(*) DESC, max(ord) DESC) = 1
),
newest AS (
  SELECT s.person_id, list(s.event_id ORDER BY s.ord DESC) AS event_ids
  FROM (
    SELECT s.*
    FROM said AS s
    JOIN busiest AS b ON b.person_id = s.person_id AND b.ref = s.ref
    QUALIFY row_number() OVER (PARTITION BY s.person_id ORDER BY s.ord DESC) <= 10
  ) AS s
  GROUP BY s.person_id
)
SELECT b.person_id, b.ref, b.n, n.event_ids, NOT w.is_thanks AND w.feeling <= 0.1 AS is_unresolved
FROM busiest AS b
JOIN newest AS n ON n.person_id = b.person_id
LEFT JOIN words AS w ON w.person_id = b.person_id AND w.event_id = id_of(b.their_ord);

CREATE OR REPLACE TEMP TABLE mood AS
SELECT
  person_id,
  round(avg(feeling ORDER BY ord), 6) AS feeling,
  count(*)::INTEGER AS n,
  list(event_id ORDER BY ord DESC) AS event_ids,
  round(sum(feeling ORDER BY ord) FILTER (kind NOT IN ('review.posted', 'survey.answered')), 6) AS warmth,
  count(*) FILTER (kind NOT IN ('review.posted', 'survey.answered')) AS warmth_n
FROM (
  SELECT *
  FROM words
  WHERE feeling IS NOT NULL AND occurred_date > today() - 180
  QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY ord DESC) <= 3
)
GROUP BY person_id;

-- Scores of the last year, each brought to -1 to 1.
CREATE OR REPLACE TEMP TABLE scored AS
SELECT
  person_id,
  sum(CASE kind WHEN 'review.posted' THEN (score - 3) * 5 ELSE (score - 5) * 2 END)::BIGINT AS tenths,
  count(*) AS n
FROM ev
WHERE kind IN ('review.posted', 'survey.answered') AND score IS NOT NULL AND occurred_date > today() - 365
GROUP BY person_id;

CREATE OR REPLACE TEMP TABLE praised AS
SELECT p.person_id, max(p.ord) AS ord
FROM (
  SELECT person_id, ord FROM words WHERE is_praise AND (kind <> 'review.posted' OR score >= 4)
  UNION ALL
  SELECT person_id, ord FROM ev WHERE kind = 'review.posted' AND score = 5 AND has_words
) AS p
LEFT JOIN contact AS c ON c.person_id = p.person_id
WHERE c.thanked_ord IS NULL OR p.ord > c.thanked_ord
GROUP BY p.person_id;

CREATE OR REPLACE TEMP TABLE reviewed AS
SELECT
  r.person_id, r.event_id, r.occurred_at, r.score, r.ref, r.has_words,
  coalesce(c.spoke_ord > r.ord, false)
    OR r.event_id IN (SELECT about_id FROM ev WHERE kind = 'review.answered' AND about_id IS NOT NULL) AS is_answered
FROM ev AS r
JOIN contact AS c ON c.person_id = r.person_id AND c.review_ord = r.ord
WHERE r.kind = 'review.posted';

-- Promises of ours: the day one was kept or withdrawn.
CREATE OR REPLACE TEMP TABLE promise AS
SELECT
  m.person_id, m.event_id, m.ord, m.about_id, m.due_at, m.due_date, m.what, m.promise_text, m.ref,
  c.about_id IS NOT NULL AS is_closed, c.kept_date
FROM ev AS m
LEFT JOIN (
  SELECT
    about_id,
    CASE WHEN bool_or(kind = 'promise.withdrawn') THEN NULL ELSE min(occurred_date) END AS kept_date
  FROM ev
  WHERE kind IN ('promise.kept', 'promise.withdrawn') AND about_id IS NOT NULL
  GROUP BY about_id
) AS c ON c.about_id = m.event_id
WHERE m.kind = 'promise.made' AND m.person_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE promised AS
SELECT *, (count(*) OVER (PARTITION BY person_id))::INTEGER AS n
FROM promise
WHERE NOT is_closed
QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY due_at NULLS LAST, event_id) = 1;
