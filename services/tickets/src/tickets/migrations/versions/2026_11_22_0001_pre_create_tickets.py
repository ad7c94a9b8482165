"""Tickets with their timeline, and what is kept of orders and customers."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATES = "'registered', 'assigned', 'in_progress', 'finished', 'closed', 'cancelled'"


def upgrade() -> None:
    kernel_tables()
    op.execute("create extension if not exists pg_trgm")
    op.execute("create sequence ticket_number start with 1")
    _create_tickets()
    _create_indexes()
    op.create_table(
        "timeline",
        sa.Column("ticket_id", sa.Uuid, sa.ForeignKey("tickets.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("author_id", sa.Uuid),
        sa.Column("author_name", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _create_projections()


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("title_search", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("category", sa.Text),
        sa.Column("priority", sa.Text, nullable=False),
        sa.Column("contact_id", sa.Uuid),
        sa.Column("reported_area", sa.Text, nullable=False),
        sa.Column("reported_customer_id", sa.Uuid),
        sa.Column("requester_name", sa.Text),
        sa.Column("requester_phone", sa.Text),
        sa.Column("requester_email", sa.Text),
        sa.Column("requester_city", sa.Text),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Uuid),
        sa.Column("registered_by_name", sa.Text),
        sa.Column("area", sa.Text, nullable=False),
        sa.Column("account_id", sa.Uuid),
        sa.Column("account_name", sa.Text),
        sa.Column("customer_id", sa.Uuid),
        sa.Column("resolution", sa.Text),
        sa.Column("closing_text", sa.Text),
        sa.Column("reopen_count", sa.Integer, nullable=False),
        sa.CheckConstraint(f"state in ({_STATES})", name=op.f("tickets_state_check")),
    )


def _create_indexes() -> None:
    op.create_index("tickets_number_key", "tickets", ["number"], unique=True)
    pending = sa.text("state in ('registered', 'assigned', 'in_progress')")
    op.create_index("tickets_pending", "tickets", ["number"], postgresql_where=pending)
    for column in ("state", "account_id", "area", "customer_id", "registered_by"):
        op.create_index(f"tickets_{column}_number", "tickets", [column, "number"])
    op.create_index(
        "tickets_title_search",
        "tickets",
        ["title_search"],
        postgresql_using="gin",
        postgresql_ops={"title_search": "gin_trgm_ops"},
    )


def _create_projections() -> None:
    op.create_table(
        "orders",
        sa.Column("order_id", sa.Uuid, primary_key=True),
        sa.Column("ticket_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.BigInteger),
        sa.Column("description", sa.Text),
        sa.Column("order_type", sa.Text),
        sa.Column("resolution", sa.Text),
        sa.Column("slot_day", sa.Date),
        sa.Column("slot_start", sa.Time),
        sa.Column("slot_end", sa.Time),
    )
    op.create_index("orders_ticket_id", "orders", ["ticket_id"])
    op.create_table(
        "customers",
        sa.Column("customer_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("name", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("city", sa.Text),
    )
