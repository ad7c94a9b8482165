"""How far a reply has come, in whatever order it is told."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

from intake.domain.message import Author, Delivery, Message

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
REPORTS = [
    (Delivery.SENT, NOW, None),
    (Delivery.FAILED, NOW + timedelta(seconds=1), "no signal"),
    (Delivery.FAILED, NOW + timedelta(seconds=9), "switched off"),
    (Delivery.DELIVERED, NOW + timedelta(seconds=2), None),
    (Delivery.SEEN, NOW + timedelta(seconds=3), None),
]


def reply() -> Message:
    """Not told of yet."""
    return Message(UUID(int=1), UUID(int=2), Author.OPERATOR, "Hola", NOW, NOW,
                   delivery=Delivery.QUEUED)  # fmt: skip


def test_reports_in_any_order_leave_the_same_state() -> None:
    """C46."""
    for count in range(1, len(REPORTS) + 1):
        ends = set()
        for order in permutations(REPORTS[:count]):
            message = reply()
            for told in (*order, order[0]):
                message.hear(*told)
            ends.add((message.delivery, message.delivery_at, message.failure))
        assert len(ends) == 1, ends


def test_what_arrived_after_all_did_not_fail() -> None:
    message = reply()

    assert message.hear(Delivery.FAILED, NOW, "no signal")
    assert (message.delivery, message.failure) == (Delivery.FAILED, "no signal")
    assert message.hear(Delivery.DELIVERED, NOW, None)
    assert (message.delivery, message.failure) == (Delivery.DELIVERED, None)
    assert not message.hear(Delivery.SENT, NOW, None)


def test_what_a_customer_says_is_not_delivered_by_us() -> None:
    message = Message(UUID(int=1), UUID(int=2), Author.CUSTOMER, "Hola", NOW, NOW)

    assert not message.hear(Delivery.SEEN, NOW, None)
    assert message.delivery is None
