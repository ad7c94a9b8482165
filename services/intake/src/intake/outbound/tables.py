"""The tables of this service."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSON, JSONB, UUID

from chassis.database import metadata
from intake.outbound.attachment_tables import add_attachment_tables
from intake.outbound.chat_tables import add_chat_tables
from intake.outbound.desk_tables import add_desk_tables
from intake.outbound.door_tables import add_door_tables
from intake.outbound.queue_tables import add_queue_tables, add_settings_tables
from intake.outbound.reason_tables import add_reason_table
from intake.outbound.work_tables import add_work_tables

METADATA = metadata()

_TIME = DateTime(timezone=True)

# `state` and `screen` follow from the other columns; they are kept because lists are read by them.
# `number` comes from a sequence and needs no index: `contact_search` leads to it.
CONTACT = Table(
    "contact",
    METADATA,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False),
    Column("source", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("screen", Text, nullable=False),
    Column("received_at", _TIME, nullable=False),
    Column("accepted_at", _TIME, nullable=False),
    Column("started_at", _TIME),
    Column("answered_at", _TIME),
    Column("answered_by", Text),
    Column("hung_up_at", _TIME),
    Column("cause", Text),
    Column("phone", Text),
    Column("line", Text),
    Column("queue", Text),
    Column("national_id", Text),
    Column("name", Text),
    Column("city", Text),
    Column("reason", Text),
    Column("email", Text),
    Column("customer_id", UUID(as_uuid=True)),
    Column("customer_name", Text),
    Column("customer_city", Text),
    Column("linked_by", UUID(as_uuid=True)),
    Column("taken_by", UUID(as_uuid=True)),
    Column("taken_by_name", Text),
    Column("taken_at", _TIME),
    Column("finished_at", _TIME),
    Column("finished_by", UUID(as_uuid=True)),
    Column("outcome", Text),
    Column("claim_expires_at", _TIME),
    # How the last claim ended that the contact outlived.
    Column("release", JSONB),
    # What its holder wrote down of the customer.
    Column("edited_phone", Text),
    Column("edited_email", Text),
    Column("address", Text),
    Column("observations", Text),
    Column("chosen_reason", Text),
    Column("routed_to", Text),
    Column("ticket_id", UUID(as_uuid=True)),
    Column("ticket_number", BigInteger),
    Column("customer_number", Text),
    Column("contract_number", Text),
    Column("contract_id", UUID(as_uuid=True)),
    Column("ticket_asked", Boolean, nullable=False, server_default=false()),
    Column("derived_to", Text),
)

Index("contact_origin", *(CONTACT.c[n] for n in ("source", "external_id", "channel")), unique=True)

# Both serve a screen with one state or all of them: three sorted pieces, merged. Backwards is
# newest first.
Index("contact_desk", *(CONTACT.c[n] for n in ("screen", "state", "received_at", "id")))
Index(
    "contact_mine",
    *(CONTACT.c[n] for n in ("taken_by", "state", "received_at", "id")),
    postgresql_where=CONTACT.c.taken_by.is_not(None),
)
Index(
    "contact_without_customer",
    CONTACT.c.national_id,
    postgresql_where=CONTACT.c.customer_id.is_(None) & CONTACT.c.national_id.is_not(None),
)
Index("contact_of_customer", *(CONTACT.c[n] for n in ("customer_id", "received_at", "id")))
Index(
    "contact_without_customer_number",
    CONTACT.c.customer_number,
    postgresql_where=CONTACT.c.customer_id.is_(None) & CONTACT.c.customer_number.is_not(None),
)
Index(
    "contact_phone_of_nobody",
    *(CONTACT.c[n] for n in ("phone", "received_at")),
    postgresql_where=CONTACT.c.customer_id.is_(None) & CONTACT.c.phone.is_not(None),
)
Index(
    "contact_email_of_nobody",
    *(CONTACT.c[n] for n in ("email", "received_at")),
    postgresql_where=CONTACT.c.customer_id.is_(None) & CONTACT.c.email.is_not(None),
)
Index(
    "contact_answered",
    *(CONTACT.c[n] for n in ("phone", "answered_at")),
    postgresql_where=CONTACT.c.phone.is_not(None) & CONTACT.c.answered_at.is_not(None),
)
Index("contact_ticket", CONTACT.c.ticket_id, postgresql_where=CONTACT.c.ticket_id.is_not(None))

CONVERSATION = Table(
    "conversation",
    METADATA,
    Column("contact_id", UUID(as_uuid=True), primary_key=True),
    Column("lines", JSON, nullable=False),
)

# What a holder was writing when they stopped. Its versions never come again.
DRAFT = Table(
    "contact_draft",
    METADATA,
    Column("contact_id", UUID(as_uuid=True), primary_key=True),
    Column("reply", Text),
    Column("note", Text),
    Column("outcome", Text),
    Column("ticket", Text),
    # Of each thing about the customer what it was and what it should become.
    Column("details", JSONB),
    Column("version", BigInteger, nullable=False),
    Column("written_by", UUID(as_uuid=True), nullable=False),
    Column("written_by_name", Text, nullable=False),
    Column("written_at", _TIME, nullable=False),
)

CUSTOMER = Table(
    "customer",
    METADATA,
    Column("customer_id", UUID(as_uuid=True), primary_key=True),
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("national_id", Text, nullable=False, index=True),
    Column("phones", ARRAY(Text), nullable=False),
    Column("emails", ARRAY(Text), nullable=False),
    Column("cities", ARRAY(Text), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("services", JSONB, nullable=False, server_default=text("'[]'")),
    Column("merged_into", UUID(as_uuid=True)),
)
Index("customer_phones", CUSTOMER.c.phones, postgresql_using="gin")
Index("customer_emails", CUSTOMER.c.emails, postgresql_using="gin")
Index("customer_number", CUSTOMER.c.number)
Index(
    "customer_merged_into",
    CUSTOMER.c.merged_into,
    postgresql_where=CUSTOMER.c.merged_into.is_not(None),
)

add_attachment_tables(METADATA)
add_chat_tables(METADATA)
add_desk_tables(METADATA)
add_reason_table(METADATA)
add_door_tables(METADATA)
add_settings_tables(METADATA)
add_queue_tables(METADATA)
add_work_tables(METADATA)
