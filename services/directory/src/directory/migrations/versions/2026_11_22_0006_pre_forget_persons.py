"""Room for those who were forgotten, and tables that do not learn them again."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import kernel_tables
from chassis.privacy import keep_out
from directory.outbound.privacy import PERSONAL

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    kernel_tables("v3")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("customer_id", sa.Uuid, sa.ForeignKey("customer.id"), nullable=False, index=True),
        sa.Column("asked_at", moment, nullable=False, server_default=sa.func.now()),
        sa.Column("asked_by", sa.Uuid, nullable=False),
        sa.Column("asked_by_name", sa.Text, nullable=False),
        sa.Column("deadline", moment, nullable=False),
        sa.CheckConstraint("what in ('export', 'erasure')", name="what"),
    )
    op.create_table(
        "privacy_receipt",
        sa.Column("request_id", sa.Uuid, sa.ForeignKey("privacy_request.id"), primary_key=True),
        sa.Column("service", sa.Text, primary_key=True),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("received_at", moment, nullable=False, server_default=sa.func.now()),
    )
    op.create_table(
        "privacy_part",
        sa.Column("request_id", sa.Uuid, sa.ForeignKey("privacy_request.id"), primary_key=True),
        sa.Column("service", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("rows", sa.Text, nullable=False),
    )
    # Tables that come later bring their own.
    has_table = sa.inspect(op.get_bind()).has_table
    for personal in (each for each in PERSONAL if has_table(each.table)):
        for statement in keep_out(personal):
            op.execute(statement)
