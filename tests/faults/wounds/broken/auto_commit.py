"""A consumer as the library sets it up by itself: Kafka is told of records before they are applied.

Offsets are committed by the client, in the background, as soon as records were handed out; a batch
that fails is passed over. Fence and inbox are in their places, and do not help: they know what was
applied, not what is missing.

Expected harm: *contacts are lost*, and tickets, orders and reports with them,
- whenever a batch fails because PostgreSQL is away (S7, S9): every batch that comes meanwhile;
- when the process is killed (S1) with a batch in hand that a background commit has passed, so
  surely where PostgreSQL is slow or silent at that time, rarely where it is quick.
"""

from typing import Any

from faststream import AckPolicy
from tests.faults.wounds.hooks import Function, replace


def install() -> None:
    """For every consumer that is made from now on."""
    replace("chassis.consumer:KafkaBroker", _careless)


def _careless(broker: Function) -> Function:
    def make(*args: Any, **named: Any) -> Any:
        if "ack_policy" not in named:
            raise AttributeError("the consumer's broker is not told when to commit")
        return broker(*args, **{**named, "ack_policy": AckPolicy.ACK_FIRST})

    return make
