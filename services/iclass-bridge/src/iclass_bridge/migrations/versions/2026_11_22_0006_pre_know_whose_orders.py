"""Know whose orders these are, so that a person can be told of, and forgotten, here too."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from iclass_bridge.outbound.privacy import PERSONAL

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("known_order", sa.Column("customer_id", sa.Uuid))
    op.create_index("known_order_customer_id", "known_order", ["customer_id"])
    op.create_index(
        "kernel_call_settled_subject",
        "kernel_call",
        ["subject"],
        postgresql_where=sa.text("state in ('done', 'given-up')"),
    )
    for personal in PERSONAL:
        for statement in keep_out(personal):
            op.execute(statement)
