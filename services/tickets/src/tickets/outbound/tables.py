"""The tables of this service; the kernel's own are not among them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Sequence,
    Table,
    Text,
    Time,
    Uuid,
    column,
    false,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import metadata
from tickets.outbound.book_tables import add_book_tables
from tickets.outbound.category_tables import add_category_table
from tickets.outbound.survey_tables import add_form_table, add_survey_table

METADATA = metadata()

NUMBERS = Sequence("ticket_number", metadata=METADATA, start=1)

tickets = Table(
    "tickets",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_search", Text, nullable=False),
    Column("follows_reason", Boolean, nullable=False, server_default=false()),
    Column("description", Text, nullable=False),
    Column("category", Text),
    Column("priority", Text, nullable=False),
    Column("contact_id", Uuid),
    Column("reported_area", Text, nullable=False),
    Column("reported_customer_id", Uuid),
    Column("requester_name", Text),
    Column("requester_phone", Text),
    Column("requester_email", Text),
    Column("requester_city", Text),
    Column("registered_at", DateTime(timezone=True), nullable=False),
    Column("registered_by", Uuid),
    Column("registered_by_name", Text),
    Column("area", Text, nullable=False),
    Column("account_id", Uuid),
    Column("account_name", Text),
    Column("customer_id", Uuid),
    Column("resolution", Text),
    Column("closing_text", Text),
    Column("reopen_count", Integer, nullable=False),
    Column("contract_id", Uuid),
    Column("service_address", Text),
    Column("service_city", Text),
    Column("unit_serial", Text),
    Column("unit_item_number", Text),
    Column("unit_kind", Text),
    Column("warranty_until", Date),
    Column("unit_known_at", DateTime(timezone=True)),
    Column("channel", Text),
    CheckConstraint(
        "state in ('registered', 'assigned', 'in_progress', 'finished', 'closed', 'cancelled')",
        name="state",
    ),
)
_PENDING = text("state in ('registered', 'assigned', 'in_progress')")

# Every list is newest first, which is by number: each filter has an index that ends in it.
Index("tickets_number_key", tickets.c.number, unique=True)
Index("tickets_pending", tickets.c.number, postgresql_where=_PENDING)
Index("tickets_state_number", tickets.c.state, tickets.c.number)
Index("tickets_account_id_number", tickets.c.account_id, tickets.c.number)
Index("tickets_area_number", tickets.c.area, tickets.c.number)
Index("tickets_customer_id_number", tickets.c.customer_id, tickets.c.number)
Index("tickets_registered_by_number", tickets.c.registered_by, tickets.c.number)
Index("tickets_category_number", tickets.c.category, tickets.c.number)
Index("tickets_channel_number", tickets.c.channel, tickets.c.number)
Index(
    "tickets_given_to_area",
    tickets.c.area,
    tickets.c.number,
    postgresql_where=text("account_id is null and state <> 'registered'"),
)

# Three letters each of the titles, as numbers: it leads to tickets and holds nothing to read.
title_gram = Table(
    "title_gram",
    METADATA,
    Column("ticket_id", Uuid, ForeignKey("tickets.id"), primary_key=True),
    Column("grams", ARRAY(Integer), nullable=False),
)
Index("title_gram_grams", title_gram.c.grams, postgresql_using="gin")

timeline = Table(
    "timeline",
    METADATA,
    Column("ticket_id", Uuid, ForeignKey("tickets.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("visibility", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("author_id", Uuid),
    Column("author_name", Text),
    Column("at", DateTime(timezone=True), nullable=False),
)

# The ticket of a contact, where that is not the one whose id follows from the contact's.
contact_ticket = Table(
    "contact_ticket",
    METADATA,
    Column("contact_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, ForeignKey("tickets.id"), nullable=False),
)
Index("contact_ticket_ticket_id", contact_ticket.c.ticket_id)

# No foreign key: news of an order may come before its ticket is here.
orders = Table(
    "orders",
    METADATA,
    Column("order_id", Uuid, primary_key=True),
    Column("ticket_id", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),
    Column("number", BigInteger),
    Column("description", Text),
    Column("order_type", Text),
    Column("resolution", Text),
    Column("slot_day", Date),
    Column("slot_start", Time),
    Column("slot_end", Time),
)
Index("orders_ticket_id", orders.c.ticket_id)

add_book_tables(METADATA)
categories = add_category_table(METADATA)
survey_forms = add_form_table(METADATA)
surveys = add_survey_table(METADATA)

customers = Table(
    "customers",
    METADATA,
    Column("customer_id", Uuid, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("number", Text, nullable=False),
    Column("name", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("city", Text),
)

# The kernel's copy of the accounts; only read here.
accounts = table(
    "kernel_account",
    column("account_id", Uuid),
    column("name", Text),
    column("role", Text),
    column("areas", ARRAY(Text)),
    column("active", Boolean),
)
