"""Create e-mails and the copy of customers.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    kernel_tables()
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "email",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("ticket_id", sa.Uuid),
        sa.Column("ticket_number", sa.BigInteger),
        sa.Column("customer_id", sa.Uuid),
        sa.Column("facts", JSONB, nullable=False),
        sa.Column("recipient", sa.Text),
        sa.Column("recipient_name", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body_text", sa.Text, nullable=False),
        sa.Column("body_html", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_error", sa.Text),
        sa.Column("last_attempt_at", moment),
        sa.Column("created_at", moment, nullable=False, server_default=sa.func.now()),
        sa.Column("settled_at", moment),
        sa.Column("version", sa.BigInteger, nullable=False, server_default="0"),
        sa.CheckConstraint(
            "state in ('waiting', 'sent', 'undeliverable', 'no-address')",
            name=op.f("email_state_check"),
        ),
        sa.CheckConstraint(
            "(state = 'no-address') = (recipient is null)", name=op.f("email_recipient_check")
        ),
    )
    op.create_index("email_created_at_id", "email", ["created_at", "id"])
    op.create_index("email_state_created_at_id", "email", ["state", "created_at", "id"])
    op.create_index("email_ticket_id_created_at_id", "email", ["ticket_id", "created_at", "id"])
    op.create_index(
        "email_customer_without_address",
        "email",
        ["customer_id"],
        postgresql_where=sa.text("state = 'no-address'"),
    )
    op.create_table(
        "customer",
        sa.Column("customer_id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("customer")
    op.drop_table("email")
