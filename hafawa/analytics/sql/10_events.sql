-- What each event is to a standing. `told` holds the events up to the instant judged (of everybody, or of those who
-- changed). `place` orders events by time, then id, in one number, so that "the last one" is a plain max().

CREATE OR REPLACE TEMP MACRO place(at_, id_) AS
  (epoch_us(at_)::HUGEINT + 1152921504606846976) * 18446744073709551616::HUGEINT + id_;
CREATE OR REPLACE TEMP MACRO id_of(place_) AS (place_ % 18446744073709551616::HUGEINT)::BIGINT;
CREATE OR REPLACE TEMP MACRO at_of(place_) AS
  make_timestamp(((place_ // 18446744073709551616::HUGEINT) - 1152921504606846976)::BIGINT);
CREATE OR REPLACE TEMP MACRO today() AS getvariable('today');

CREATE OR REPLACE TEMP VIEW ev AS
SELECT
  *,
  place(occurred_at, event_id) AS ord,
  CASE kind
    WHEN 'message.sent' THEN NOT is_sales AND NOT is_automatic
    WHEN 'call.made' THEN NOT is_sales AND outcome NOT IN ('not_reached', 'wrong_number')
    WHEN 'contact.made' THEN NOT is_sales AND purpose <> 'sales'
    ELSE kind = 'review.answered'
  END AS is_human,
  CASE kind
    WHEN 'call.made' THEN outcome NOT IN ('not_reached', 'wrong_number')
    ELSE kind IN ('message.sent', 'contact.made', 'review.answered')
  END AS is_contact,
  CASE kind
    WHEN 'call.made' THEN NOT is_sales AND outcome = 'reached'
    WHEN 'call.received' THEN outcome = 'reached'
    WHEN 'contact.made' THEN NOT is_sales AND purpose <> 'sales'
    ELSE false
  END AS is_talk
FROM told;

-- One row a person: the first and the last of each sort.
CREATE OR REPLACE TEMP TABLE contact AS
SELECT
  person_id,
  min(ord) AS first_ord,
  min(occurred_date) AS first_date,
  max(ord) FILTER (by_customer AND NOT is_automatic) AS customer_ord,
  max(ord) FILTER (is_human) AS human_ord,
  max(occurred_date) FILTER (is_human) AS human_date,
  max(ord) FILTER (is_contact) AS contact_ord,
  max(ord) FILTER (is_human OR kind = 'gesture.given' OR (kind = 'call.received' AND is_talk)) AS thanked_ord,
  max(ord) FILTER (is_human OR is_talk) AS spoke_ord,
  max(occurred_date) FILTER (
    is_human OR kind IN ('gesture.given', 'strike.repaired')
    OR (by_customer AND NOT is_automatic AND kind <> 'order.placed' AND outcome <> 'not_reached')
  ) AS spoken_date,
  max(ord) FILTER (kind = 'strike.repaired') AS repair_ord,
  max(ord) FILTER (kind = 'review.posted') AS review_ord,
  (count(*) FILTER (kind = 'review.posted'))::INTEGER AS reviews
FROM ev
WHERE person_id IS NOT NULL
GROUP BY person_id;
