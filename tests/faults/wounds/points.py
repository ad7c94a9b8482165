"""Where a process can die with consequences, each by name; nothing else is worth a name.

A transaction that was not committed leaves nothing, so a point before the commit is named only
where something outside the transaction could have happened already.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

BATCH = "chassis.batches:Batches.apply"
REPLAY = "chassis.batches:Batches.replay"
SETTLE = "chassis.calls:Calls._settle"
TIMER = "chassis.due:Timers.fire_one"
REQUEST = "chassis.http:_identify"


def _any(_: Any) -> bool:
    return True


def _nothing(failed: Any) -> bool:
    """Of what was sent Kafka has acknowledged all: else it could come again for that reason."""
    return not failed


def _has_news(tx: Any) -> bool:
    return bool(tx.has_news)


@dataclass(frozen=True)
class Point:
    """`target` is a function of the kernel where it is used; `proves` what survives a death there.

    `when`: before it, after it, or when the future it answered has its result. `inside` limits the
    point to what happens during another function; `counts` to certain answers.
    """

    name: str
    target: str
    when: Literal["before", "after", "settled"]
    proves: str
    inside: str | None = None
    counts: Callable[[Any], bool] = _any


_CONSUMER = (
    Point("batch-received", BATCH, "before", "records in hand are not lost: they come again"),
    Point(
        "batch-fenced", "chassis.fence:pass_fence", "after",
        "a fence that was not committed does not keep the records out when they come again",
        BATCH, bool,
    ),
    Point(
        "record-quarantined", "chassis.quarantine:put", "after",
        "what cannot be read is kept once, with its neighbours' effects or not at all", BATCH,
    ),
    Point(
        "batch-handled", "chassis.transactions:Tx.flush", "before",
        "effects without the news of them are not kept", BATCH,
    ),
    Point(
        "batch-told", "chassis.outbox:write", "after",
        "news of effects that were not committed is never told", BATCH,
    ),
    Point(
        "part-committed", "chassis.batches:Batches._apply_together", "after",
        "of a batch that is applied in parts, those that were committed are not applied again",
        BATCH,
    ),
    Point("batch-committed", BATCH, "after", "what Kafka does not know yet is not applied again"),
    Point(
        "offset-committed", "aiokafka:AIOKafkaConsumer.commit", "after",
        "what Kafka knows is in the database",
    ),
    Point(
        "stopping", "chassis.consumer:Consumer.stop", "before",
        "a death in the middle of a polite end is like any other",
    ),
)  # fmt: skip

_PARKING = (
    Point(
        "park-written", "chassis.parking:park", "after",
        "a key is parked with its record, or not at all", BATCH,
    ),
    Point(
        "key-parked", "chassis.batches:Batches._park", "after",
        "a record that was parked does not come again, and its key stays parked", BATCH,
    ),
    Point(
        "queued-behind", "chassis.parking:queue_behind", "after",
        "a record behind a parked key is kept there once, in its order", BATCH,
    ),
    Point(
        "replay-half", "chassis.batches:Batches._call_handlers", "after",
        "of a replay nothing is kept but the whole", REPLAY,
    ),
    Point("replay-committed", REPLAY, "after", "a replay that nobody heard of is not repeated"),
)  # fmt: skip

_RELAY = (
    Point("relay-read", "chassis.relay:send_all", "before", "rows that were read are sent again"),
    Point(
        "relay-sent-some", "aiokafka:AIOKafkaProducer.send_batch", "settled",
        "what was sent comes again under its old id; the rest comes after it, in order",
    ),
    Point(
        "relay-acknowledged", "chassis.relay:send_all", "after",
        "killed between send and delete: all comes again under its old id, and readers drop it",
        counts=_nothing,
    ),
    Point("relay-deleted", "chassis.relay:Relay._publish", "after", "nothing is left behind"),
)  # fmt: skip

_CALLS = (
    Point(
        "call-claimed", "chassis.calls:Calls._make", "before",
        "a call that nobody makes is made when its claim has run out",
    ),
    Point(
        "call-made", "chassis.calls:Calls._make", "after",
        "a call that was made is repeated under its key, and has one effect",
    ),
    Point(
        "call-settling", "chassis.transactions:Tx.flush", "before",
        "an outcome is kept together with what follows from it", SETTLE,
    ),
    Point("call-recorded", SETTLE, "after", "a call whose outcome is known is not made again"),
)  # fmt: skip

_TIMERS = (
    Point(
        "timer-taken", "chassis.due:Timers._take", "after",
        "a row that was taken is there again", counts=bool,
    ),
    Point(
        "timer-told", "chassis.outbox:write", "after",
        "the effect of a row disappears with its transaction, the row does not", TIMER,
    ),
    Point("timer-fired", TIMER, "after", "a row that has fired does not fire again", counts=bool),
)  # fmt: skip

_HTTP = (
    Point(
        "answer-remembered", "chassis.idempotency:Once.answer", "after",
        "an answer that was not committed does not answer for an effect that is not there",
    ),
    Point(
        "request-told", "chassis.outbox:write", "after",
        "a request without an answer has had no effect", REQUEST,
    ),
    Point(
        "request-committed", "chassis.transactions:Database.open", "after",
        "who asks again with the same key gets the answer, and no second effect",
        REQUEST, _has_news,
    ),
)  # fmt: skip

POINTS: Mapping[str, Point] = {
    each.name: each for each in (*_CONSUMER, *_PARKING, *_RELAY, *_CALLS, *_TIMERS, *_HTTP)
}
