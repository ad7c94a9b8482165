"""Settings of the desk, and what its queues have to do, as tables."""

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, UUID

_TIME = DateTime(timezone=True)
_ID = UUID(as_uuid=True)


def _lists(*names: str) -> list[Column[list[str]]]:
    return [Column(name, ARRAY(Text), nullable=False) for name in names]


def add_settings_tables(metadata: MetaData) -> None:
    """What those who run the desk set; a column for each field of its dataclass."""
    Table(
        "schedule",
        metadata,
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        *_lists("weekly", "cities", "areas", "channels"),
        Column("time_zone", Text),
        Column("version", Integer, nullable=False),
    )
    Table(
        "holiday",
        metadata,
        Column("code", Text, primary_key=True),
        Column("day", Date, nullable=False),
        Column("name", Text, nullable=False),
        *_lists("cities", "hours"),
        Column("version", Integer, nullable=False),
    )
    Table(
        "desk_queue",
        metadata,
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        *_lists("cities", "areas", "channels", "skills"),
        Column("position", Integer, nullable=False),
        Column("active", Boolean, nullable=False),
        Column("offers", Text, nullable=False),
        Column("accept_seconds", Integer, nullable=False),
        Column("call_back_minutes", Integer),
        Column("retry_minutes", Integer, nullable=False),
        Column("call_back_attempts", Integer, nullable=False),
        Column("version", Integer, nullable=False),
    )
    Table(
        "operator_profile",
        metadata,
        Column("code", Text, primary_key=True),
        Column("name", Text, nullable=False),
        *_lists("queues", "skills"),
        Column("capacity", Integer, nullable=False),
        Column("version", Integer, nullable=False),
    )


def add_queue_tables(metadata: MetaData) -> None:
    """Who is on duty, what was offered to whom, and who is to be called back."""
    Table(
        "duty",
        metadata,
        Column("account_id", _ID, primary_key=True),
        Column("name", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("since", _TIME, nullable=False),
        Column("expires_at", _TIME, nullable=False),
    )
    offer = Table(
        "offer",
        metadata,
        Column("id", _ID, primary_key=True),
        Column("contact_id", _ID, nullable=False),
        Column("queue", Text, nullable=False),
        Column("account_id", _ID, nullable=False),
        Column("state", Text, nullable=False),
        Column("offered_at", _TIME, nullable=False),
        Column("expires_at", _TIME, nullable=False),
        Column("settled_at", _TIME),
    )
    is_open = offer.c.state == "open"
    Index("offer_one_open", offer.c.contact_id, unique=True, postgresql_where=is_open)
    Index("offer_contact_id", offer.c.contact_id)
    Index("offer_account_id", offer.c.account_id, offer.c.offered_at)
    is_settled = offer.c.settled_at.is_not(None)
    Index("offer_settled_at", offer.c.settled_at, postgresql_where=is_settled)
    _add_call_back_tables(metadata)


def _add_call_back_tables(metadata: MetaData) -> None:
    call_back = Table(
        "call_back",
        metadata,
        Column("id", _ID, primary_key=True),
        Column("phone", Text),
        Column("customer_id", _ID),
        Column("queue", Text, nullable=False),
        Column("contact_id", _ID, nullable=False),
        Column("missed", Integer, nullable=False),
        Column("first_missed_at", _TIME, nullable=False),
        Column("last_missed_at", _TIME, nullable=False),
        Column("due_at", _TIME, nullable=False),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("last_outcome", Text),
        Column("note", Text),
        Column("last_attempt_at", _TIME),
        Column("last_attempt_by", _ID),
        Column("settled_at", _TIME),
    )
    is_open = call_back.c.state == "open"
    Index("call_back_one_open", call_back.c.phone, unique=True, postgresql_where=is_open)
    Index("call_back_due", call_back.c.state, call_back.c.due_at, call_back.c.id)
    Index("call_back_contact_id", call_back.c.contact_id)
    Index("call_back_customer_id", call_back.c.customer_id)
    is_settled = call_back.c.settled_at.is_not(None)
    Index("call_back_settled_at", call_back.c.settled_at, postgresql_where=is_settled)
    missed = Table(
        "missed_call",
        metadata,
        Column("contact_id", _ID, primary_key=True),
        Column("call_back_id", _ID, nullable=False),
    )
    Index("missed_call_call_back_id", missed.c.call_back_id)
