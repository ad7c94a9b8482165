"""Two of everything: what is of one area and customer, and its twin of another."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncConnection

HERE, THERE = "here", "there"
CUSTOMERS = {HERE: UUID(int=71), THERE: UUID(int=72)}
ROLES = ("supervisor", "technician", "customer")
_STAFF = frozenset({"supervisor", "technician"})


@dataclass(frozen=True)
class Kind:
    """A kind of object: how one gets into its service's tables ($1 its id, $2 its area, $3 its
    customer), and who sees the one that is theirs. Where it has no area, both are everybody's."""

    inserts: tuple[str, ...]
    seen_by: frozenset[str]
    divided: bool = True

    async def make(self, connection: AsyncConnection, side: str) -> UUID:
        """One of that side; its id."""
        identity = uuid4()
        values = (identity, side, CUSTOMERS[side])
        for insert in self.inserts:
            used = sum(f"${number}" in insert for number in (1, 2, 3))
            await connection.exec_driver_sql(insert, values[:used])
        return identity


_TICKET = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, area, customer_id, reopen_count)
values ($1, nextval('ticket_number'), 1, 'assigned', 't', 't', 'd', 'low', $2, now(), $2, $3, 0)
"""
_SURVEY = """
insert into survey (id, ticket_id, form, form_version, name, questions, customer_id, asked_at,
  answers, ticket_area)
values ($1, $1, $2, 1, 'n', '[]', $3, now(), '{}', $2)
"""
_ORDER = """
insert into service_order (id, number, ticket_id, ticket_number, area, state, description,
  created_at, created_by_name, customer_id, dispatch_state, external_refs, attempts,
  needs_reconciliation, version, news)
values ($1, nextval('service_order_number'), $1, 1, $2, 'open', 'x', now(), 'Ana', $3, 'none',
  '[]', 0, false, 1, 1)
"""
_DISPATCH = """
insert into dispatch (order_id, order_number, area, state, iclass_order_type, requested_at,
  last_sequence, diverged, version, news)
values ($1, 1, $2, 'requested', 'VIS-TEC', now(), 0, false, 1, 1)
"""
_EVENT = """
insert into technician_event (event_id, order_id, work_order_number, deed, sequence, occurred_at,
  technician, text, door, status, body)
values ($1, $1, 'IC-1', 'on_site', 1, now(), 'T', '', 'topic', 'applied', '{}')
"""
_EMAIL = """
insert into email (id, template, area, customer_id, facts, recipient, recipient_name, message_id,
  language, subject, body_text, body_html, state)
values ($1, 'ticket-closed', $2, $3,
  '{"name": "A", "number": 1, "title": "t", "closing_text": "c"}', 'a@example.com', 'A', 'm',
  'es', 's', 't', 'h', 'sent')
"""
_CONTACT = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
  accepted_at)
values ($1::uuid, 'bot', 'chat', $1::text, 1, 'open', 'chats', now(), now())
"""

_CALL_BACK = """
insert into call_back (id, phone, queue, contact_id, missed, first_missed_at, last_missed_at,
  due_at, state, attempts)
values ($1::uuid, $1::text, 'general', $1, 1, now(), now(), now(), 'open', 0)
"""
_OFFER = """
insert into offer (id, contact_id, queue, account_id, state, offered_at, expires_at)
values ($1, $1, 'general', $1, 'open', now(), now())
"""

# By service and by the name of the parameter that has the id.
KINDS = {
    ("tickets", "ticket_id"): Kind((_TICKET,), _STAFF | {"customer"}),
    ("tickets", "survey_id"): Kind((_TICKET, _SURVEY), _STAFF | {"customer"}),
    ("orders", "order_id"): Kind((_ORDER,), _STAFF),
    ("iclass-bridge", "order_id"): Kind((_DISPATCH,), _STAFF),
    ("iclass-bridge", "event_id"): Kind((_DISPATCH, _EVENT), _STAFF),
    ("notifications", "email_id"): Kind((_EMAIL,), frozenset({"supervisor"})),
    ("intake", "contact_id"): Kind((_CONTACT,), _STAFF, divided=False),
    ("intake", "call_back_id"): Kind((_CONTACT, _CALL_BACK), _STAFF, divided=False),
    # Only whoever it was made to sees an offer.
    ("intake", "offer_id"): Kind((_CONTACT, _OFFER), frozenset()),
}

# What else stands in addresses, and why it leads to nobody's rows.
OTHER_PARAMETERS = {
    "key": "a channel system's own key",
    "figure": "the name of a figure; its rows are narrowed like any list",
    "number": "the kernel's own record, for those who may repair it",
    "topic": "the kernel's own record, for those who may repair it",
    "view_id": "somebody's own view of the desk, or everybody's; those of others do not exist",
    "reply_id": "an operator's own text, or everybody's; those of others do not exist",
    "mail_id": "a mail of a contact in the same address, or one kept aside, which is nobody's yet",
    "attachment_id": "a file of the chat in the same address, or of the system with that key",
    "ignored_id": "an entry of the one list of those the desk does not hear",
    "code": "a setting of the desk or a thing of a catalogue, of which there is one for all",
    "site": "the public key of a site that carries the chat",
    "file": "a script of the chat widget",
    "serial": "a unit of a customer; who may find customers finds all of them",
}


def body_for(schema: dict[str, Any], document: dict[str, Any]) -> Any:
    """Something that fits a schema: its example, or what is required and no more."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return body_for(document["components"]["schemas"][name], document)
    if "examples" in schema:
        return schema["examples"][0]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return body_for(schema[choice][0], document)
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        fields = schema.get("properties", {})
        return {name: body_for(fields[name], document) for name in schema.get("required", ())}
    texts = {"uuid": str(uuid4()), "date": "2026-12-01", "time-local": "09:00:00"}
    plain: dict[str, Any] = {"integer": 1, "number": 1, "boolean": True, "array": []}
    return plain.get(schema.get("type", ""), texts.get(schema.get("format", ""), "x"))
