"""The tables of what is known of customers and their units, kept from their topic."""

from sqlalchemy import BigInteger, Column, Date, Index, MetaData, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB


def add_book_tables(metadata: MetaData) -> None:
    """Write them down beside the others."""
    book = Table(
        "customer_book",
        metadata,
        Column("customer_id", Uuid, primary_key=True),
        Column("version", BigInteger, nullable=False),
        Column("number", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("national_id", Text, nullable=False, index=True),
        Column("phones", ARRAY(Text), nullable=False),
        Column("emails", ARRAY(Text), nullable=False),
        Column("services", JSONB, nullable=False),
        Column("merged_into", Uuid),
    )
    Index("customer_book_phones", book.c.phones, postgresql_using="gin")
    Index("customer_book_emails", book.c.emails, postgresql_using="gin")
    merged = text("merged_into is not null")
    Index("customer_book_merged_into", book.c.merged_into, postgresql_where=merged)
    units = Table(
        "units",
        metadata,
        Column("customer_id", Uuid, primary_key=True),
        Column("serial", Text, primary_key=True, index=True),
        Column("item_number", Text),
        Column("kind", Text),
        Column("warranty_until", Date),
        Column("contract_id", Uuid),
    )
    known = text("contract_id is not null")
    Index("units_contract_id", units.c.contract_id, postgresql_where=known)
