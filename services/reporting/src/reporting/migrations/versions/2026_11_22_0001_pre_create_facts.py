"""Create the tables of facts.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None

_MOMENT = sa.DateTime(timezone=True)
_ROOM = {"fillfactor": "80"}


def upgrade() -> None:
    kernel_tables()
    op.create_table(
        "contact",
        sa.Column("contact_id", sa.Uuid, primary_key=True),
        sa.Column("channel", sa.Text),
        sa.Column("received_at", _MOMENT),
        sa.Column("city", sa.Text),
        sa.Column("received_version", sa.BigInteger),
        sa.Column("state", sa.Text),
        sa.Column("state_version", sa.BigInteger),
        sa.Column("taken_at", _MOMENT),
        sa.Column("taken_by", sa.Uuid),
        sa.Column("taken_by_name", sa.Text),
        sa.Column("waited_seconds", sa.Double),
        sa.Column("taken_version", sa.BigInteger),
        postgresql_with=_ROOM,
    )
    op.create_index("contact_received_at_contact_id", "contact", ["received_at", "contact_id"])
    op.create_table(
        "ticket",
        sa.Column("ticket_id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.BigInteger),
        sa.Column("registered_at", _MOMENT),
        sa.Column("category", sa.Text),
        sa.Column("priority", sa.Text),
        sa.Column("registered_version", sa.BigInteger),
        sa.Column("city", sa.Text),
        sa.Column("city_version", sa.BigInteger),
        sa.Column("area", sa.Text),
        sa.Column("assignee_id", sa.Uuid),
        sa.Column("assignee_name", sa.Text),
        sa.Column("owner_version", sa.BigInteger),
        sa.Column("state", sa.Text),
        sa.Column("state_version", sa.BigInteger),
        sa.Column("finished_at", _MOMENT),
        sa.Column("finished_version", sa.BigInteger),
        postgresql_with=_ROOM,
    )
    op.create_index("ticket_registered_at_ticket_id", "ticket", ["registered_at", "ticket_id"])
    op.create_table(
        "service_order",
        sa.Column("order_id", sa.Uuid, primary_key=True),
        sa.Column("number", sa.BigInteger),
        sa.Column("opened_at", _MOMENT),
        sa.Column("area", sa.Text),
        sa.Column("city", sa.Text),
        sa.Column("opened_version", sa.BigInteger),
        sa.Column("state", sa.Text),
        sa.Column("state_version", sa.BigInteger),
        postgresql_with=_ROOM,
    )
    op.create_index("service_order_opened_at_order_id", "service_order", ["opened_at", "order_id"])
    op.create_table(
        "dispatch",
        sa.Column("order_id", sa.Uuid, primary_key=True),
        sa.Column("state", sa.Text),
        sa.Column("decided_at", _MOMENT),
        sa.Column("state_version", sa.BigInteger),
    )
    op.create_index("dispatch_decided_at_order_id", "dispatch", ["decided_at", "order_id"])
    op.create_table(
        "email",
        sa.Column("email_id", sa.Uuid, primary_key=True),
        sa.Column("state", sa.Text),
        sa.Column("settled_at", _MOMENT),
        sa.Column("state_version", sa.BigInteger),
    )
    op.create_index("email_settled_at_email_id", "email", ["settled_at", "email_id"])


def downgrade() -> None:
    op.drop_table("email")
    op.drop_table("dispatch")
    op.drop_table("service_order")
    op.drop_table("ticket")
    op.drop_table("contact")
