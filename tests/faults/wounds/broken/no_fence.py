"""A kernel that applies whatever it is handed: the fence lets everything pass, the inbox too.

Both still write down what they saw, so that nobody misses their rows.

Expected harm: *effects are doubled*
- when the process is killed between the database's commit and Kafka's (S1: `batch-committed`);
- when a consumer was frozen, replaced and woken, and when members come and go (S5, S26);
- when a relay died between sending and deleting, or lost its acknowledgements (S1:
  `relay-acknowledged`; S6): its readers get everything twice, under one id.

Where it shows: a kernel's own test service doubles every row. Most of Tero's handlers are
repeatable by themselves and hide it: a contact is known by its source and name, a ticket's id
follows from its contact's, an e-mail's from its event's, facts are kept if newer. What doubles is
the history of orders: each report from Iclass (`bridge.dispatches`) writes its line a second time
and tells it again, with a version of its own, on `orders.orders`; work that was completed a second
time becomes a late event that asks for a person. A slot that was booked is asked of Iclass again.
"""

from collections.abc import Sequence
from typing import Any

from tests.faults.wounds.hooks import Function, replace


def install() -> None:
    """In this process."""
    replace("chassis.fence:pass_fence", _open)
    replace("chassis.inbox:first_time", _open)


def _open(sieve: Function) -> Function:
    async def pass_all(connection: Any, items: Sequence[Any]) -> list[Any]:
        await sieve(connection, items)
        return list(items)

    return pass_all
