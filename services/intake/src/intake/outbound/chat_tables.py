"""The tables of chats: what is said in them, and texts that operators have ready."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import UUID

_TIME = DateTime(timezone=True)


def add_chat_tables(metadata: MetaData) -> None:
    """`position` is the place of a message in its contact, `revision` counts what changes there:
    whoever has seen a revision asks for what came after it."""
    message = Table(
        "message",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("contact_id", UUID(as_uuid=True), nullable=False),
        Column("position", Integer, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("author", Text, nullable=False),
        Column("author_id", UUID(as_uuid=True)),
        Column("author_name", Text),
        Column("text", Text, nullable=False),
        Column("at", _TIME, nullable=False),
        Column("accepted_at", _TIME, nullable=False),
        Column("external_id", Text),
        Column("delivery", Text),
        Column("delivery_at", _TIME),
        Column("failure", Text),
    )
    column = message.c
    Index("message_timeline", column.contact_id, column.at, column.position)
    Index("message_revision", column.contact_id, column.revision, unique=True)
    Index(
        "message_origin",
        column.contact_id,
        column.author,
        column.external_id,
        unique=True,
        postgresql_where=column.external_id.is_not(None),
    )
    canned = Table(
        "canned_reply",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("owner_id", UUID(as_uuid=True)),
        Column("title", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed_at", _TIME, nullable=False),
    )
    Index("canned_reply_titles", canned.c.title, canned.c.id)
