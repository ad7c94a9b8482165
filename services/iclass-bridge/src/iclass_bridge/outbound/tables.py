"""The tables of `iclass-bridge`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from chassis.database import metadata

METADATA = metadata()
_TIME = sa.DateTime(timezone=True)

DISPATCH = sa.Table(
    "dispatch",
    METADATA,
    sa.Column("order_id", UUID, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("order_number", sa.BigInteger, nullable=False),
    sa.Column("area", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("iclass_order_type", sa.Text, nullable=False),
    sa.Column("requested_at", _TIME, nullable=False),
    sa.Column("refusal", sa.Text),
    sa.Column("visit", sa.Text),
    sa.Column("visit_at", _TIME),
    sa.Column("last_sequence", sa.BigInteger, nullable=False),
    sa.Column("diverged", sa.Boolean, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("news", sa.BigInteger, nullable=False),
    sa.CheckConstraint("state in ('requested', 'confirmed', 'refused', 'rejected')", name="state"),
)
sa.Index("dispatch_state_position", DISPATCH.c.state, DISPATCH.c.position)
sa.Index("dispatch_area_position", DISPATCH.c.area, DISPATCH.c.position)

EXTERNAL_REF = sa.Table(
    "external_ref",
    METADATA,
    sa.Column("order_id", UUID, sa.ForeignKey("dispatch.order_id"), primary_key=True),
    sa.Column("number", sa.Text, primary_key=True),
    sa.Column("valid_from", _TIME, nullable=False),
    sa.Column("valid_to", _TIME),
)
sa.Index("external_ref_number", EXTERNAL_REF.c.number)

KNOWN_ORDER = sa.Table(
    "known_order",
    METADATA,
    sa.Column("order_id", UUID, primary_key=True),
    sa.Column("number", sa.BigInteger),
    sa.Column("area", sa.Text),
    sa.Column("customer_id", UUID, index=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("state_at", _TIME, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
)

# Whatever a technician's app ever told, byte for byte in `body`; what had its effect is
# dropped after `technician_event_days`.
TECHNICIAN_EVENT = sa.Table(
    "technician_event",
    METADATA,
    sa.Column("event_id", UUID, primary_key=True),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False, unique=True),
    sa.Column("order_id", UUID, nullable=False),
    sa.Column("work_order_number", sa.Text, nullable=False),
    sa.Column("deed", sa.Text, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("occurred_at", _TIME, nullable=False),
    sa.Column("technician", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("resolution", sa.Text),
    sa.Column("observation", sa.Text),
    sa.Column("door", sa.Text, nullable=False),
    sa.Column("received_at", _TIME, nullable=False, server_default=sa.func.now()),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index(
    "technician_event_order_position", TECHNICIAN_EVENT.c.order_id, TECHNICIAN_EVENT.c.position
)
sa.Index("technician_event_received_at", TECHNICIAN_EVENT.c.received_at)
sa.Index("technician_event_status_position", TECHNICIAN_EVENT.c.status, TECHNICIAN_EVENT.c.position)
