"""What the kernel counts. Names follow Prometheus; every service has the same ones."""

from prometheus_client import Counter, Gauge, Histogram

RECORDS_APPLIED = Counter("tero_records_applied_total", "Events whose effect committed", ["type"])
RECORDS_SKIPPED = Counter(
    "tero_records_skipped_total", "Records without effect", ["why"]
)  # already-applied, duplicate, not-for-us
RECORDS_QUARANTINED = Counter(
    "tero_records_quarantined_total", "Records nobody could read", ["topic", "reason"]
)
RECORDS_PARKED = Counter("tero_records_parked_total", "Records put aside behind their key")
BATCHES_FAILED = Counter("tero_batches_failed_total", "Batches to be tried again", ["why"])
BATCH_SECONDS = Histogram("tero_batch_seconds", "Time to apply one batch")
LAG = Gauge("tero_consumer_lag_records", "Records not yet applied", ["topic"])
PROGRESS_AGE = Gauge("tero_consumer_progress_age_seconds", "Since the consumer last moved or tried")
OUTBOX_ROWS = Gauge("tero_outbox_rows", "Events waiting for the relay")
OUTBOX_AGE = Gauge("tero_outbox_oldest_seconds", "Age of the oldest event waiting")
OUTBOX_SENT = Counter("tero_outbox_sent_total", "Events Kafka acknowledged")
RELAY_PRODUCERS_REPLACED = Counter(
    "tero_relay_producers_replaced_total", "Producers given up after a failed send"
)
PARKED_KEYS = Gauge("tero_parked_keys", "Keys waiting for someone to repair their cause")
QUARANTINED = Gauge("tero_quarantined_records", "Records in quarantine, not settled")
CALLS_OPEN = Gauge("tero_calls_open", "External calls not settled", ["kind"])
CALL_ATTEMPTS = Counter("tero_call_attempts_total", "External calls tried", ["kind", "outcome"])
RATE_LIMITED = Counter("tero_rate_limited_total", "Requests refused as too many", ["kind"])
RATES_LOCAL = Gauge("tero_rates_counted_locally", "1 while Redis does not count the requests")
LOOP_LAG = Gauge("tero_event_loop_lag_seconds", "How late the event loop wakes up")
