"""What can be seen from outside: the answers of public interfaces, the field system's journal, the
mail server's messages, and the queues of the installation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from local_stack.demo.day.items import Key
from local_stack.demo.play.feed import Event
from local_stack.demo.play.numbers import Numbers

Document = dict[str, Any]


@dataclass(frozen=True)
class Marks:
    """Where everything stood before: what is beyond belongs to this playing."""

    ticket_number: int
    order_number: int
    mail_id: int
    quarantined: Mapping[str, int]
    parked: frozenset[tuple[str, str, str]]
    work_orders: frozenset[str]
    numbers: Numbers


@dataclass(frozen=True)
class Truth:
    """Everything of this playing that can be seen.

    `desk` has the contacts of this run by their own names: more than one where the desk shows two.
    `quarantined` and `waiting` (events not told yet) are by service, `creates` counts what the
    field system was asked and did, by order. What did not answer is empty here; `unseen` says so.
    """

    desk: Mapping[Key, Sequence[Document]]
    tickets: Sequence[Document]
    orders: Sequence[Document]
    creates: Mapping[str, Mapping[str, int]]
    mails: Sequence[Document]
    emails: Sequence[Document]
    quarantined: Mapping[str, Sequence[Document]]
    parked: Sequence[tuple[str, str, str]]
    waiting: Mapping[str, int]
    events: Sequence[Event]
    numbers: Numbers = field(default_factory=Numbers)
    unseen: Sequence[str] = ()
