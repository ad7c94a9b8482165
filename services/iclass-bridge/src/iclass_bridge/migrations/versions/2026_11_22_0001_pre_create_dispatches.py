"""Create the tables of `iclass-bridge`."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    kernel_tables()
    # A dispatch shows all calls about it; the kernel's own index has only those still open.
    op.create_index("kernel_call_of_subject", "kernel_call", ["kind", "subject", "position"])
    _dispatches()
    _known_orders()
    _raw_inbox()


def _dispatches() -> None:
    op.create_table(
        "dispatch",
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("order_number", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("iclass_order_type", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("refusal", sa.Text()),
        sa.Column("visit", sa.Text()),
        sa.Column("visit_at", sa.DateTime(timezone=True)),
        sa.Column("last_sequence", sa.BigInteger(), nullable=False),
        sa.Column("diverged", sa.Boolean(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("news", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state in ('requested', 'confirmed', 'refused', 'rejected')",
            name="dispatch_state_check",
        ),
        sa.PrimaryKeyConstraint("order_id", name="dispatch_pkey"),
        sa.UniqueConstraint("position", name="dispatch_position_key"),
    )
    op.create_index("dispatch_state_position", "dispatch", ["state", "position"])
    op.create_table(
        "external_ref",
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["order_id"], ["dispatch.order_id"], name="external_ref_order_id_fkey"
        ),
        sa.PrimaryKeyConstraint("order_id", "number", name="external_ref_pkey"),
    )
    op.create_index("external_ref_number", "external_ref", ["number"])


def _known_orders() -> None:
    op.create_table(
        "known_order",
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", name="known_order_pkey"),
    )


def _raw_inbox() -> None:
    op.create_table(
        "technician_event",
        sa.Column("event_id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("order_id", sa.UUID(), nullable=False),
        sa.Column("work_order_number", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("technician", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("resolution", sa.Text()),
        sa.Column("observation", sa.Text()),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            server_default=sa.func.now(),
            nullable=False,
        ),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="technician_event_pkey"),
        sa.UniqueConstraint("position", name="technician_event_position_key"),
    )
    op.create_index("technician_event_order_position", "technician_event", ["order_id", "position"])
    op.create_index("technician_event_status_position", "technician_event", ["status", "position"])
