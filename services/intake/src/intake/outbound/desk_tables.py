"""The tables of the desk's lists: what finds contacts by their texts, and saved views."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID


def add_desk_tables(metadata: MetaData) -> None:
    """`contact_search` holds numbers made of letters and digits, nothing to read;
    `contact_unsearched` which contacts it does not know as they are now, and
    `contact_unsearched_backlog` those of before, which may take long. A view without an owner is
    everybody's."""
    for name in ("contact_unsearched", "contact_unsearched_backlog"):
        Table(name, metadata, Column("contact_id", UUID(as_uuid=True), nullable=False))
    search = Table(
        "contact_search",
        metadata,
        Column("contact_id", UUID(as_uuid=True), primary_key=True),
        Column("grams", ARRAY(Integer), nullable=False),
    )
    Index("contact_search_grams", search.c.grams, postgresql_using="gin")
    view = Table(
        "desk_view",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("owner_id", UUID(as_uuid=True)),
        Column("name", Text, nullable=False),
        Column("filters", JSONB, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
    )
    Index(
        "desk_view_name",
        view.c.owner_id,
        view.c.name,
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
