"""The tables of `orders`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from chassis.database import metadata

METADATA = metadata()
_TIME = sa.DateTime(timezone=True)

ORDER_NUMBER = sa.Sequence("service_order_number", metadata=METADATA)

ORDER_TYPE = sa.Table(
    "order_type",
    METADATA,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("iclass_order_type", sa.Text),
    sa.Column("only_iclass_finishes", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("position", sa.Integer, nullable=False),
)

SERVICE_ORDER = sa.Table(
    "service_order",
    METADATA,
    sa.Column("id", UUID, primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False, unique=True),
    sa.Column("ticket_id", UUID, nullable=False),
    sa.Column("ticket_number", sa.BigInteger, nullable=False),
    sa.Column("area", sa.Text, nullable=False),
    sa.Column("ticket_area", sa.Text),
    sa.Column("ticket_account_id", UUID),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("order_type", sa.Text, sa.ForeignKey("order_type.code")),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("created_at", _TIME, nullable=False),
    sa.Column("created_by", UUID),
    sa.Column("created_by_name", sa.Text, nullable=False),
    sa.Column("customer_id", UUID),
    sa.Column("customer_number", sa.Text),
    sa.Column("customer_name", sa.Text),
    sa.Column("customer_national_id", sa.Text),
    sa.Column("customer_phone", sa.Text),
    sa.Column("address", sa.Text),
    sa.Column("city", sa.Text),
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
    sa.Column("dispatch_state", sa.Text, nullable=False),
    sa.Column("iclass_order_type", sa.Text),
    sa.Column("dispatch_requested_at", _TIME),
    sa.Column("dispatch_requested_by", sa.Text),
    sa.Column("dispatch_reason", sa.Text),
    sa.Column("external_refs", JSONB, nullable=False),
    sa.Column("visit", sa.Text),
    sa.Column("visit_at", _TIME),
    sa.Column("slot_day", sa.Date),
    sa.Column("slot_start", sa.Time),
    sa.Column("slot_end", sa.Time),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("resolution", sa.Text),
    sa.Column("observation", sa.Text),
    sa.Column("cancel_reason", sa.Text),
    sa.Column("closed_at", _TIME),
    sa.Column("closed_by", UUID),
    sa.Column("closed_by_name", sa.Text),
    sa.Column("closed_via", sa.Text),
    sa.Column("needs_reconciliation", sa.Boolean, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("news", sa.BigInteger, nullable=False),
    sa.CheckConstraint(
        "state in ('open', 'in_progress', 'reschedule', 'finished', 'cancelled')", name="state"
    ),
    sa.CheckConstraint(
        "(state in ('finished', 'cancelled')) = (closed_at is not null)", name="closed_at"
    ),
)

# Every filter of the list reads its first rows straight from an index, newest first.
sa.Index("service_order_state_number", SERVICE_ORDER.c.state, SERVICE_ORDER.c.number)
sa.Index("service_order_type_number", SERVICE_ORDER.c.order_type, SERVICE_ORDER.c.number)
sa.Index(
    "service_order_state_type_number",
    SERVICE_ORDER.c.state,
    SERVICE_ORDER.c.order_type,
    SERVICE_ORDER.c.number,
)
sa.Index("service_order_ticket_number", SERVICE_ORDER.c.ticket_id, SERVICE_ORDER.c.number)
sa.Index(
    "service_order_reconciliation",
    SERVICE_ORDER.c.number,
    postgresql_where=SERVICE_ORDER.c.needs_reconciliation,
)
# So does everybody's own share of it.
for _name in ("area", "ticket_area", "ticket_account_id", "created_by"):
    sa.Index(f"service_order_{_name}_number", SERVICE_ORDER.c[_name], SERVICE_ORDER.c.number)
sa.Index(
    "service_order_lacking_customer",
    SERVICE_ORDER.c.customer_id,
    postgresql_where=sa.text("address is null or customer_phone is null"),
)
sa.Index("service_order_customer_id", SERVICE_ORDER.c.customer_id)

TIMELINE_ENTRY = sa.Table(
    "timeline_entry",
    METADATA,
    sa.Column("id", UUID, primary_key=True),
    sa.Column("order_id", UUID, sa.ForeignKey("service_order.id"), nullable=False),
    sa.Column("position", sa.BigInteger, sa.Identity(always=True), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", _TIME, nullable=False),
    sa.Column("author_id", UUID),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("subject", sa.Text),
    sa.Column("body", sa.Text, nullable=False),
)
sa.Index("timeline_entry_order_at", TIMELINE_ENTRY.c.order_id, TIMELINE_ENTRY.c.at)

ORDER_SLOT = sa.Table(
    "order_slot",
    METADATA,
    sa.Column("order_id", UUID, sa.ForeignKey("service_order.id"), primary_key=True),
    sa.Column("attempt", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("start", sa.Time, nullable=False),
    sa.Column("end", sa.Time, nullable=False),
    sa.Column("booked_at", _TIME, nullable=False),
    sa.Column("booked_by", UUID),
    sa.Column("booked_by_name", sa.Text, nullable=False),
)

KNOWN_TICKET = sa.Table(
    "known_ticket",
    METADATA,
    sa.Column("ticket_id", UUID, primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("customer_id", UUID),
    sa.Column("customer_name", sa.Text),
    sa.Column("customer_phone", sa.Text),
    sa.Column("city", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("account_id", UUID),
    sa.Column("registered_by", UUID),
    sa.Column("version", sa.BigInteger, nullable=False),
)
sa.Index("known_ticket_customer_id", KNOWN_TICKET.c.customer_id)

KNOWN_CUSTOMER = sa.Table(
    "known_customer",
    METADATA,
    sa.Column("customer_id", UUID, primary_key=True),
    sa.Column("number", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("national_id", sa.Text, nullable=False),
    sa.Column("phones", ARRAY(sa.Text), nullable=False),
    sa.Column("contracts", JSONB, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
)
