"""A small true story, as a ledger and the evidence of it: what falsifications begin with.

A chat comes by HTTP, is taken, becomes a ticket with an order that is carried out, and ends with a
mail. A call comes by Kafka and ends. One record is broken on purpose and lies in quarantine.
"""

import json
from itertools import count
from typing import Any

from tests.faults.evidence.evidence import Contact, Document, Evidence, Mail, Resources, SetAside
from tests.faults.evidence.records import Record
from tests.faults.ledger import Deed, Ledger

from local_stack.demo.day.items import Key

CHAT, CALL = Key("bot", "chat", "r-chat-1"), Key("pbx", "call", "r-call-1")
CHAT_ID, CALL_ID, TICKET, ORDER, FOLLOW_UP, EMAIL = "c1", "c2", "t1", "o1", "f1", "m1"
LINE = {"source": "iclass", "kind": "milestone", "at": "2026-11-22T10:00:00Z", "body": "on_site"}
BROKEN = ("channels.contacts", 0, 7)
MAIL = Mail(1, "<m1@tero>", ("ana@correo.example",), "Gestión 1", 1_000.0)

_TOPICS = {
    "intake": "intake.contacts", "tickets": "tickets.tickets", "orders": "orders.orders",
    "bridge": "bridge.dispatches", "notifications": "notifications.emails",
    "channels": "channels.replies",
}  # fmt: skip
_LIVES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    CHAT_ID: [
        ("intake.contact-received.v1", {
            "contact_id": CHAT_ID, "source": "bot", "channel": "chat",
            "external_id": "r-chat-1", "state": "open",
        }),
        ("intake.contact-taken.v1", {"contact_id": CHAT_ID}),
        ("intake.contact-state-changed.v1", {"contact_id": CHAT_ID, "state": "closed"}),
    ],
    CALL_ID: [
        ("intake.contact-received.v1", {
            "contact_id": CALL_ID, "source": "pbx", "channel": "call",
            "external_id": "r-call-1", "state": "live",
        }),
        ("intake.contact-state-changed.v1", {"contact_id": CALL_ID, "state": "open"}),
    ],
    TICKET: [
        ("tickets.ticket-registered.v1", {"contact_id": CHAT_ID}),
        ("tickets.ticket-assigned.v1", {}),
        ("tickets.ticket-started.v1", {}),
        ("tickets.ticket-entry-added.v1", {"body": "se revisa [1]"}),
        ("tickets.ticket-finished.v1", {}),
        ("tickets.ticket-closed.v1", {}),
    ],
    ORDER: [
        ("orders.order-opened.v1", {}),
        ("orders.order-dispatch-requested.v1", {"order_id": ORDER}),
        ("orders.order-dispatched.v1", {}),
        ("orders.order-started.v1", {}),
        ("orders.order-finished.v1", {}),
    ],
    EMAIL: [("notifications.email-sent.v1", {"email_id": EMAIL})],
}  # fmt: skip


def record(key: str, sequence: int, kind: str, data: dict[str, Any], offset: int) -> Record:
    """An event as it lies in its topic."""
    topic = _TOPICS[kind.partition(".")[0]]
    headers = {
        "ce_id": f"{key}-{sequence}", "ce_type": kind, "ce_sequence": str(sequence),
        "ce_actor": "somebody", "ce_correlationid": "why", "ce_time": "2026-11-22T10:00:00Z",
    }  # fmt: skip
    wire = tuple((name, value.encode()) for name, value in headers.items())
    return Record(topic, 0, offset, 1_000_000, key.encode(), json.dumps(data).encode(), wire)


def records() -> list[Record]:
    """All events, and the broken record."""
    offsets = count()
    told = [
        record(key, sequence, kind, data, next(offsets))
        for key, life in _LIVES.items()
        for sequence, (kind, data) in enumerate(life, 1)
    ]
    over = record(CHAT_ID, 0, "channels.chat-closed.v1", {"contact_id": CHAT_ID}, next(offsets))
    return [*told, over, Record(*BROKEN, 1_000_000, b"k", b"\xff{", (("ce_id", None),))]


def ledger() -> Ledger:
    """What was sent and done, and all of it answered."""
    told = Ledger()
    told.sent("chat", CHAT, "", "http")
    told.acked("chat", CHAT_ID)
    for step in ("new_call", "hangup"):
        told.sent(f"call/{step}", CALL, step, "kafka")
        told.acked(f"call/{step}")
    told.did(Deed("d1", "take", "", "intake.contact-taken.v1", "contact_id", CHAT_ID))
    told.acked("d1")
    entry = "tickets.ticket-entry-added.v1"
    told.did(Deed("d2", "comment", "", entry, "body", "se revisa [1]"))
    told.acked("d2")
    told.sent_broken(BROKEN, "not JSON")
    return told


def evidence() -> Evidence:
    """What is seen of it when everything went well."""
    needs = {"intake": Resources(100 << 20, 50, 10)}
    return Evidence(
        contacts=[
            Contact(CHAT_ID, "bot", "chat", "r-chat-1", "closed", "Ana", TICKET),
            Contact(CALL_ID, "pbx", "call", "r-call-1", "open"),
        ],
        records=records(),
        tickets=[ticket()],
        orders=[order()],
        emails=[email()],
        creates={ORDER: {"attempted": 2, "effective": 1}},
        deeds=[{"eventId": FOLLOW_UP, "externalReference": ORDER, "kind": "follow_up"}],
        work_orders={ORDER: "completed"},
        mails=[MAIL],
        quarantined=[
            SetAside("intake", BROKEN, "wrong-shape", "no", "k", "base64:/3s=", (("ce_id", None),))
        ],
        before=needs,
        after=needs,
    )


def ticket() -> Document:
    """The ticket's detail view."""
    lines = [{"position": position} for position in range(6, 0, -1)]
    return {
        "id": TICKET, "number": 1, "contact_id": CHAT_ID, "state": "closed",
        "orders": [{"id": ORDER, "state": "finished"}],
        "timeline": {"items": lines, "next": None},
    }  # fmt: skip


def order() -> Document:
    """The order's detail view."""
    return {
        "id": ORDER, "number": 1, "ticket_id": TICKET, "state": "finished",
        "dispatch": {"state": "confirmed", "iclass_state": "on_site"},
        "needs_reconciliation": False,
        "follow_ups": [{"id": FOLLOW_UP, "source": "iclass"}],
        "timeline": [LINE],
    }  # fmt: skip


def email() -> Document:
    """The e-mail's detail view."""
    return {"message_id": MAIL.message_id, "state": "sent", "attempts": 1, "ticket_id": TICKET}
