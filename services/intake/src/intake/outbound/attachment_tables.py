"""The tables of files in chats."""

from sqlalchemy import Column, DateTime, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.dialects.postgresql import UUID

_TIME = DateTime(timezone=True)
_NOW = text("now()")


def add_attachment_tables(metadata: MetaData) -> None:
    """A file without a `media_type` is on its way, and `size` is the most it may have; without a
    `message_id`, it waits for its message. `forgotten_file` names files whose rows are gone, until
    they are, too."""
    attachment = Table(
        "attachment",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("contact_id", UUID(as_uuid=True), nullable=False),
        Column("message_id", UUID(as_uuid=True)),
        Column("sender_id", UUID(as_uuid=True)),
        Column("name", Text, nullable=False),
        Column("media_type", Text),
        Column("size", Integer),
        Column("digest", LargeBinary),
        Column("created_at", _TIME, nullable=False, server_default=_NOW),
    )
    column = attachment.c
    Index("attachment_contact_id", column.contact_id)
    Index(
        "attachment_message_id",
        column.message_id,
        postgresql_where=column.message_id.is_not(None),
    )
    Index(
        "attachment_unsent",
        column.created_at,
        postgresql_where=column.message_id.is_(None),
    )
    Table(
        "forgotten_file",
        metadata,
        Column("file_id", UUID(as_uuid=True), primary_key=True),
        Column("due_at", _TIME, nullable=False),
    )
