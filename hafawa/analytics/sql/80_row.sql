-- The rows as they are kept: those judged anew with their value, those that stand, and what is relative to the shop.

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT
  c.* EXCLUDE (unknown),
  s.p_alive,
  s.expected_orders_365d,
  s.expected_value_365d_minor,
  s.expected_value_low_minor,
  s.expected_value_high_minor,
  CASE WHEN s.expected_value_365d_minor IS NULL THEN '' ELSE 'bgnbd_gamma_gamma' END AS value_basis,
  s.value_is_reliable,
  concat_ws(',', nullif(c.unknown, ''), CASE WHEN s.expected_value_365d_minor IS NULL THEN 'value' END) AS unknown
FROM core AS c
LEFT JOIN score AS s ON s.person_id = c.person_id;

CREATE OR REPLACE TEMP VIEW together AS
SELECT * FROM fresh
UNION ALL BY NAME
SELECT * EXCLUDE (behaviour, quadrant)
FROM standing
WHERE getvariable('is_partial')
  AND person_id NOT IN (SELECT person_id FROM fresh)
  AND person_id IN (SELECT person_id FROM people);

-- Orders beyond the first that a customer of this shop makes a day, on average: the shop's own repeat rate.
CREATE OR REPLACE TEMP TABLE shop_rate AS
SELECT sum(orders - 1) / nullif(sum(tenure_days), 0) AS repeats_a_day
FROM together
WHERE orders > 0;

-- High: at least one repeat, and as many as the shop's rate over their time. Low: fewer, where one was to be expected.
CREATE OR REPLACE TEMP VIEW placed_in_matrix AS
SELECT
  t.*,
  CASE
    WHEN t.orders = 0 THEN NULL
    WHEN t.orders - 1 >= greatest(1, r.repeats_a_day * t.tenure_days) THEN 'high'
    WHEN r.repeats_a_day * t.tenure_days >= 1 THEN 'low'
  END AS behaviour
FROM together AS t
CROSS JOIN shop_rate AS r;

CREATE OR REPLACE TEMP VIEW standing_row AS
SELECT
  *,
  CASE
    WHEN behaviour = 'high' AND attitude = 'warm' THEN 'loyal'
    WHEN behaviour = 'high' AND attitude = 'cool' THEN 'reluctant'
    WHEN behaviour = 'low' AND attitude = 'warm' THEN 'latent'
    WHEN behaviour = 'low' AND attitude = 'cool' THEN 'distant'
  END AS quadrant
FROM placed_in_matrix;
