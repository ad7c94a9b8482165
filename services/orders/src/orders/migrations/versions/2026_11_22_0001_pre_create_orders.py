"""Create the tables of `orders`, and the catalogue with what every operation needs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Code, label, what Iclass calls it.
ORDER_TYPES = (
    ("technical-service", "Servicio Técnico", "VIS-TEC"),
    ("fiber-repair", "Reparación de fibra óptica", "REP-FTTH"),
    ("fiber-installation", "Instalación de fibra óptica", "INST-FTTH"),
    ("coax-repair", "Reparación de cable coaxial", "REP-COAX"),
    ("relocation", "Cambio de domicilio", "MUD-END"),
    ("equipment-pickup", "Retiro de equipos", "RET-EQ"),
    ("inspection", "Relevamiento", None),
)


def upgrade() -> None:
    kernel_tables()
    op.execute(sa.schema.CreateSequence(sa.Sequence("service_order_number")))
    _order_types()
    _service_order()
    _histories()
    _projections()


def _order_types() -> None:
    table = op.create_table(
        "order_type",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("iclass_order_type", sa.Text()),
        sa.Column("only_iclass_finishes", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="order_type_pkey"),
    )
    op.bulk_insert(
        table,
        [
            {"code": code, "label": label, "iclass_order_type": iclass, "position": position}
            for position, (code, label, iclass) in enumerate(ORDER_TYPES, start=1)
        ],
    )


def _service_order() -> None:
    op.create_table(
        "service_order",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.UUID(), nullable=False),
        sa.Column("ticket_number", sa.BigInteger(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("order_type", sa.Text()),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.UUID()),
        sa.Column("created_by_name", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.UUID()),
        sa.Column("customer_number", sa.Text()),
        sa.Column("customer_name", sa.Text()),
        sa.Column("customer_national_id", sa.Text()),
        sa.Column("customer_phone", sa.Text()),
        sa.Column("address", sa.Text()),
        sa.Column("city", sa.Text()),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("dispatch_state", sa.Text(), nullable=False),
        sa.Column("iclass_order_type", sa.Text()),
        sa.Column("dispatch_requested_at", sa.DateTime(timezone=True)),
        sa.Column("dispatch_requested_by", sa.Text()),
        sa.Column("dispatch_reason", sa.Text()),
        sa.Column("external_refs", postgresql.JSONB(), nullable=False),
        sa.Column("visit", sa.Text()),
        sa.Column("visit_at", sa.DateTime(timezone=True)),
        sa.Column("slot_day", sa.Date()),
        sa.Column("slot_start", sa.Time()),
        sa.Column("slot_end", sa.Time()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("resolution", sa.Text()),
        sa.Column("observation", sa.Text()),
        sa.Column("cancel_reason", sa.Text()),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_by", sa.UUID()),
        sa.Column("closed_by_name", sa.Text()),
        sa.Column("closed_via", sa.Text()),
        sa.Column("needs_reconciliation", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("news", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'in_progress', 'reschedule', 'finished', 'cancelled')",
            name="service_order_state_check",
        ),
        sa.CheckConstraint(
            "(state in ('finished', 'cancelled')) = (closed_at is not null)",
            name="service_order_closed_at_check",
        ),
        sa.ForeignKeyConstraint(
            ["order_type"], ["order_type.code"], name="service_order_order_type_fkey"
        ),
        sa.PrimaryKeyConstraint("id", name="service_order_pkey"),
        sa.UniqueConstraint("number", name="service_order_number_key"),
    )
    op.create_index("service_order_state_number", "service_order", ["state", "number"])
    op.create_index("service_order_type_number", "service_order", ["order_type", "number"])
    op.create_index(
        "service_order_state_type_number", "service_order", ["state", "order_type", "number"]
    )
    op.create_index("service_order_ticket_number", "service_order", ["ticket_id", "number"])
    op.create_index(
        "service_order_reconciliation",
        "service_order",
        ["number"],
        postgresql_where=sa.text("needs_reconciliation"),
    )
    op.create_index(
        "service_order_lacking_customer",
        "service_order",
        ["customer_id"],
        postgresql_where=sa.text("address is null or customer_phone is null"),
    )


def _histories() -> None:
    op.create_table(
        "timeline_entry",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.UUID()),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="timeline_entry_order_id_fkey"
        ),
        sa.PrimaryKeyConstraint("id", name="timeline_entry_pkey"),
    )
    op.create_index("timeline_entry_order_at", "timeline_entry", ["order_id", "at"])
    op.create_table(
        "order_slot",
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booked_by", sa.UUID()),
        sa.Column("booked_by_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["service_order.id"], name="order_slot_order_id_fkey"
        ),
        sa.PrimaryKeyConstraint("order_id", "attempt", name="order_slot_pkey"),
    )


def _projections() -> None:
    op.create_table(
        "known_ticket",
        sa.Column("ticket_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.UUID()),
        sa.Column("customer_name", sa.Text()),
        sa.Column("customer_phone", sa.Text()),
        sa.Column("city", sa.Text()),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="known_ticket_pkey"),
    )
    op.create_table(
        "known_customer",
        sa.Column("customer_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("national_id", sa.Text(), nullable=False),
        sa.Column("phones", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("contracts", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="known_customer_pkey"),
    )
