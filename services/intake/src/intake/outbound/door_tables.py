"""The tables of the doors: who may come in, who is not heard, and the mail that came."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

_TIME = DateTime(timezone=True)


def add_door_tables(metadata: MetaData) -> None:
    """`channel_system` without a kind may use every door; only those of e-mail have an address.
    Keys and signing secrets are kept as their digests, a mail with the bytes it came in."""
    _add_systems(metadata)
    ignored = Table(
        "ignored",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("kind", Text, nullable=False),
        Column("value", Text, nullable=False),
        Column("note", Text, nullable=False),
        Column("added_by", UUID(as_uuid=True), nullable=False),
        Column("added_at", _TIME, nullable=False),
    )
    Index("ignored_value", ignored.c.kind, ignored.c.value, unique=True)
    _add_mail(metadata)


def _add_systems(metadata: MetaData) -> None:
    Table(
        "channel_system",
        metadata,
        Column("code", Text, primary_key=True),
        Column("label", Text, nullable=False),
        Column("kind", Text),
        Column("enabled", Boolean, nullable=False),
        Column("per_second", Float, nullable=False),
        Column("burst", Integer, nullable=False),
        Column("queue", Text),
        Column("line", Text),
        Column("reason", Text),
        Column("address", Text, unique=True),
        Column("version", Integer, nullable=False),
    )
    for name in ("channel_key", "channel_signing_secret"):
        key = Table(
            name,
            metadata,
            Column("id", UUID(as_uuid=True), primary_key=True),
            Column("system", Text, nullable=False),
            Column("digest", LargeBinary, nullable=False, unique=True),
            Column("created_at", _TIME, nullable=False),
            Column("expires_at", _TIME),
        )
        Index(f"{name}_system", key.c.system, key.c.created_at)


def _add_mail(metadata: MetaData) -> None:
    mail = Table(
        "mail",
        metadata,
        Column("id", UUID(as_uuid=True), primary_key=True),
        Column("key", Text, nullable=False, unique=True),
        Column("system", Text, nullable=False),
        Column("contact_id", UUID(as_uuid=True)),
        Column("aside", Text),
        Column("settled_at", _TIME),
        Column("message_id", Text),
        Column("sender", Text, nullable=False),
        Column("sender_name", Text),
        Column("subject", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("attachments", JSONB, nullable=False),
        Column("sent_at", _TIME, nullable=False),
        Column("received_at", _TIME, nullable=False),
        Column("original", LargeBinary),
        Column("answers", ARRAY(Text), nullable=False, server_default="{}"),
        Column("reply_to_contact", UUID(as_uuid=True)),
    )
    column = mail.c
    Index("mail_contact", column.contact_id, column.received_at)
    Index("mail_message_id", column.message_id)
    Index("mail_sender", column.sender, column.received_at)
    Index(
        "mail_aside",
        column.received_at,
        column.id,
        postgresql_where=column.aside.is_not(None) & column.settled_at.is_(None),
    )
