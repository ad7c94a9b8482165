"""The tables of the work that contacts become: the customers' tickets, and rules of channels."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Index, Integer, MetaData, Table, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import UUID


def add_work_tables(metadata: MetaData) -> None:
    """`customer_ticket` is kept from the topic of tickets; a row without a number is one whose
    beginning was not heard."""
    ticket = Table(
        "customer_ticket",
        metadata,
        Column("ticket_id", UUID(as_uuid=True), primary_key=True),
        Column("version", BigInteger, nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("state", Text, nullable=False),
        Column("number", BigInteger),
        Column("title", Text),
        Column("category", Text),
        Column("area", Text),
        Column("account_id", UUID(as_uuid=True)),
        Column("account_name", Text),
        Column("customer_id", UUID(as_uuid=True)),
        Column("contact_id", UUID(as_uuid=True)),
        Column("registered_by", UUID(as_uuid=True)),
    )
    Index("customer_ticket_newest", ticket.c.customer_id, ticket.c.updated_at)
    Index(
        "customer_ticket_pending",
        ticket.c.customer_id,
        ticket.c.updated_at,
        postgresql_where=sql("state in ('registered', 'assigned', 'in_progress')"),
    )
    Table(
        "channel_rule",
        metadata,
        Column("code", Text, primary_key=True),
        Column("existing_work", Text, nullable=False),
        Column("requires_attention_context", Boolean, nullable=False),
        Column("version", Integer, nullable=False),
    )
