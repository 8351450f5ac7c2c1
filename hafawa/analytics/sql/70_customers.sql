-- What the value model needs of each customer: repeat order days, first and last day, mean amount of a repeat day.
-- `customer` is of everybody in scope.

CREATE OR REPLACE TEMP TABLE customer AS
SELECT
  d.person_id,
  count(*)::INTEGER - 1 AS x,
  min(d.day) AS first_day,
  max(d.day) AS last_day,
  CASE
    WHEN count(*) > 1 AND count(d.amount_minor) = count(*) AND any_value(b.currency) = any_value(b.other_currency)
      THEN (sum(d.amount_minor) - arg_min(d.amount_minor, d.day)) / (count(*) - 1)
  END AS repeat_mean_minor,
  CASE WHEN any_value(b.currency) = any_value(b.other_currency) THEN any_value(b.currency) END AS currency
FROM order_day AS d
JOIN bought AS b ON b.person_id = d.person_id
GROUP BY d.person_id;
