-- Promised days against arrival, as dates. The first promise is the one kept to. A shop that records no arrivals at all
-- says nothing about what has not arrived.

CREATE OR REPLACE TEMP TABLE recording AS
SELECT source FROM parcel WHERE due_date IS NOT NULL AND arrived_ord IS NOT NULL
UNION
SELECT source FROM ev WHERE kind = 'delivery.arrived'
UNION
SELECT unnest(getvariable('recording')::VARCHAR[]);

CREATE OR REPLACE TEMP TABLE delivery AS
SELECT
  person_id,
  ref,
  due_date,
  id_of(promise_ord) AS promise_event_id,
  promise_ord,
  CASE WHEN arrived_ord IS NOT NULL THEN id_of(arrived_ord) END AS arrived_event_id,
  arrived_ord IS NULL AS is_missing,
  (coalesce(arrived_date, today()) - due_date)::INTEGER AS days_late
FROM parcel
WHERE due_date IS NOT NULL
  AND (
    arrived_ord IS NOT NULL
    OR (due_date <= today() AND NOT is_cancelled AND source IN (SELECT source FROM recording))
  );

CREATE OR REPLACE TEMP TABLE delivered AS
SELECT person_id, count(*)::INTEGER AS n, (count(*) FILTER (days_late > 0))::INTEGER AS late
FROM delivery
GROUP BY person_id;

-- The last late one of these 30 days that nobody has spoken about since it became late.
CREATE OR REPLACE TEMP TABLE late AS
SELECT d.*
FROM delivery AS d
LEFT JOIN contact AS c ON c.person_id = d.person_id
WHERE d.days_late > 0
  AND d.due_date + 1 >= today() - 30
  AND (c.spoken_date IS NULL OR c.spoken_date <= d.due_date)
QUALIFY row_number() OVER (PARTITION BY d.person_id ORDER BY d.due_date DESC, d.promise_ord DESC) = 1;
