"""Forget the accounts of persons too; an erasure asked for again says all that was said first."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.privacy import keep_out
from directory.outbound.privacy import PERSONAL

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    empty = sa.text("'{}'::uuid[]")
    op.add_column(
        "privacy_request",
        sa.Column("other_ids", ARRAY(sa.Uuid), nullable=False, server_default=empty),
    )
    op.execute(
        "update privacy_request r set other_ids = array("
        "select e.customer_id from kernel_erased e "
        "where e.request_id = r.id and e.customer_id <> r.customer_id)"
    )
    op.create_index("account_customer_id", "account", ["customer_id"])
    # Tables that come later bring their own.
    has_table = sa.inspect(op.get_bind()).has_table
    for personal in (each for each in PERSONAL if has_table(each.table)):
        for statement in keep_out(personal):
            op.execute(statement)
