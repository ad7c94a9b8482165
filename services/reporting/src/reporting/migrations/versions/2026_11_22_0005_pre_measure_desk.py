"""Measure the desk: queues, who gave up, and how long attending takes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("contact", sa.Column("queue", sa.Text))
    op.add_column("contact", sa.Column("queue_version", sa.BigInteger))
    op.add_column("contact", sa.Column("abandoned_seconds", sa.Double))
    op.add_column("contact", sa.Column("abandoned_version", sa.BigInteger))
    op.add_column("contact", sa.Column("handled_by", sa.Uuid))
    op.add_column("contact", sa.Column("handled_by_name", sa.Text))
    op.add_column("contact", sa.Column("handled_seconds", sa.Double))
    op.add_column("contact", sa.Column("handled_version", sa.BigInteger))
