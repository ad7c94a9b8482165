"""What customers have where, who turned out to be whom, and e-mails to find them by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "customer",
        sa.Column("services", JSONB, nullable=False, server_default=sa.text("'[]'")),
    )
    op.add_column("customer", sa.Column("merged_into", sa.Uuid))
    op.create_index("customer_emails", "customer", ["emails"], postgresql_using="gin")
