-- One row for everybody in `scope`, but for what needs the whole shop (value, loyalty: 80_row.sql).

CREATE OR REPLACE TEMP TABLE consented AS
SELECT
  person_id,
  arg_max(granted, place(stated_at, consent_id)) FILTER (purpose = 'care') AS care,
  arg_max(granted, place(stated_at, consent_id)) FILTER (purpose = 'marketing') AS marketing
FROM consents
WHERE stated_at <= getvariable('day') AND (by_person OR NOT granted)
GROUP BY person_id;

CREATE OR REPLACE TEMP TABLE coming AS
SELECT *
FROM occasions
WHERE next_date >= today()
QUALIFY row_number() OVER (PARTITION BY person_id ORDER BY next_date, occasion_id) = 1;

CREATE OR REPLACE TEMP TABLE core AS
SELECT
  p.person_id,
  coalesce(nullif(p.language, ''), sl.language) AS language,
  cs.care AS has_consent_care,
  cs.marketing AS has_consent_marketing,
  at_of(c.first_ord) AS first_seen_at,
  id_of(c.first_ord) AS first_seen_event_id,
  at_of(c.customer_ord) AS last_seen_at,
  (today() - coalesce(b.first_date, c.first_date))::INTEGER AS tenure_days,
  coalesce(b.orders, 0) AS orders,
  at_of(b.first_ord) AS first_order_at,
  id_of(b.first_ord) AS first_order_event_id,
  at_of(b.last_ord) AS last_order_at,
  id_of(b.last_ord) AS last_order_event_id,
  (today() - b.last_date)::INTEGER AS days_since_order,
  CASE WHEN b.currency = b.other_currency THEN b.currency END AS currency,
  CASE WHEN money.is_one AND b.amounts > 0 THEN TRY_CAST(b.amount_minor - coalesce(r.amount_minor, 0) AS BIGINT) END AS spend_minor,
  CASE
    WHEN money.is_one AND b.amounts > 0
      THEN TRY_CAST(coalesce(b.amount_365d_minor, 0) - coalesce(r.amount_365d_minor, 0) AS BIGINT)
  END AS spend_365d_minor,
  CASE
    WHEN b.margins = b.orders AND b.currency IS NOT DISTINCT FROM b.other_currency THEN TRY_CAST(b.margin_minor AS BIGINT)
  END AS margin_minor,
  rh.days AS rhythm_days,
  rh.n AS rhythm_n,
  round((today() - b.last_date) / rh.days, 4) AS overdue_ratio,
  coalesce(dd.n, 0) AS deliveries,
  coalesce(dd.late, 0) AS deliveries_late,
  l.ref AS late_ref,
  l.promise_event_id AS late_event_id,
  l.arrived_event_id AS late_arrived_event_id,
  l.due_date AS late_due_date,
  l.days_late AS late_days,
  l.due_date + 1 AS late_since_date,
  l.is_missing AS late_is_missing,
  coalesce(st.n, 0) AS strikes,
  coalesce(st.n_open, 0) AS strikes_open,
  coalesce(st.weight, 0) AS strike_weight,
  st.last_at AS last_strike_at,
  st.last_kind AS last_strike_kind,
  st.last_event_id AS last_strike_event_id,
  coalesce(e.event_ids, []::BIGINT[]) AS strike_event_ids,
  at_of(c.repair_ord) AS last_repair_at,
  id_of(c.repair_ord) AS last_repair_event_id,
  CASE WHEN c.repair_ord IS NOT NULL THEN coalesce(c.customer_ord > c.repair_ord, false) END
    AS customer_spoke_since_repair,
  coalesce(pr.n, 0) AS promises_open,
  pr.event_id AS promise_event_id,
  pr.about_id AS promise_about_event_id,
  pr.due_at AS promise_due_at,
  pr.what AS promise_what,
  pr.promise_text AS promise_text,
  coalesce(w.n, 0) AS unanswered,
  at_of(w.first_ord) AS unanswered_since_at,
  id_of(w.first_ord) AS unanswered_event_id,
  id_of(w.last_ord) AS unanswered_last_event_id,
  w.channel AS unanswered_channel,
  w.ref AS unanswered_ref,
  w.is_angry AS unanswered_is_angry,
  w.is_complaint AS unanswered_is_complaint,
  coalesce(x.n, 0) AS exchanges,
  x.ref AS exchanges_ref,
  x.is_unresolved AS exchanges_unresolved,
  coalesce(x.event_ids, []::BIGINT[]) AS exchanges_event_ids,
  at_of(c.human_ord) AS last_human_contact_at,
  id_of(c.human_ord) AS last_human_contact_event_id,
  (today() - c.human_date)::INTEGER AS days_since_human,
  at_of(c.contact_ord) AS last_contact_at,
  m.feeling AS mood,
  coalesce(m.n, 0) AS mood_n,
  coalesce(m.event_ids, []::BIGINT[]) AS mood_event_ids,
  coalesce(c.reviews, 0) AS reviews,
  v.score AS last_review_score,
  v.occurred_at AS last_review_at,
  v.event_id AS last_review_event_id,
  v.ref AS last_review_ref,
  v.has_words AS last_review_has_words,
  v.is_answered AS last_review_is_answered,
  id_of(ps.ord) AS praise_event_id,
  at_of(ps.ord) AS praise_at,
  o.occasion_id,
  o.next_date AS occasion_date,
  (o.next_date - today())::INTEGER AS occasion_days,
  o.lead_days AS occasion_lead_days,
  CASE
    WHEN coalesce(m.warmth_n, 0) + coalesce(s.n, 0) = 0 THEN NULL
    WHEN coalesce(m.warmth, 0) + coalesce(s.tenths, 0) / 10
      > 0.1 * (coalesce(m.warmth_n, 0) + coalesce(s.n, 0)) THEN 'warm'
    ELSE 'cool'
  END AS attitude,
  (coalesce(m.warmth_n, 0) + coalesce(s.n, 0))::INTEGER AS quadrant_n,
  concat_ws(
    ',',
    CASE WHEN coalesce(nullif(p.language, ''), sl.language) IS NULL THEN 'language' END,
    CASE WHEN cs.care IS NULL AND cs.marketing IS NULL THEN 'consent' END,
    CASE WHEN b.orders > 0 AND (b.amounts < b.orders OR NOT money.is_one) THEN 'spend' END,
    CASE WHEN b.orders > 0 AND b.margins < b.orders THEN 'margin' END,
    CASE WHEN rh.days IS NULL THEN 'rhythm' END,
    CASE WHEN dd.n IS NULL THEN 'deliveries' END,
    CASE WHEN m.n IS NULL THEN 'mood' END
  ) AS unknown
FROM scope AS p
LEFT JOIN contact AS c ON c.person_id = p.person_id
LEFT JOIN spoken_language AS sl ON sl.person_id = p.person_id
LEFT JOIN consented AS cs ON cs.person_id = p.person_id
LEFT JOIN bought AS b ON b.person_id = p.person_id
LEFT JOIN refunded AS r ON r.person_id = p.person_id
LEFT JOIN rhythm AS rh ON rh.person_id = p.person_id
LEFT JOIN delivered AS dd ON dd.person_id = p.person_id
LEFT JOIN late AS l ON l.person_id = p.person_id
LEFT JOIN struck AS st ON st.person_id = p.person_id
LEFT JOIN evidence AS e ON e.person_id = p.person_id
LEFT JOIN promised AS pr ON pr.person_id = p.person_id
LEFT JOIN waiting AS w ON w.person_id = p.person_id
LEFT JOIN exchange AS x ON x.person_id = p.person_id
LEFT JOIN mood AS m ON m.person_id = p.person_id
LEFT JOIN reviewed AS v ON v.person_id = p.person_id
LEFT JOIN praised AS ps ON ps.person_id = p.person_id
LEFT JOIN coming AS o ON o.person_id = p.person_id
LEFT JOIN scored AS s ON s.person_id = p.person_id
CROSS JOIN LATERAL (
  SELECT
    coalesce(least(b.currency, r.currency) = greatest(b.other_currency, r.other_currency), true) AS is_one
) AS money;
