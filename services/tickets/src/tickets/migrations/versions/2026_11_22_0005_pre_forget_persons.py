"""Room for those who were forgotten, and tables that do not learn them again."""

import sqlalchemy as sa
from alembic import op

from chassis.migrations import kernel_tables
from chassis.privacy import keep_out
from tickets.outbound.privacy import PERSONAL

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    kernel_tables("v3")
    # Tables that come later bring their own.
    has_table = sa.inspect(op.get_bind()).has_table
    for personal in (each for each in PERSONAL if has_table(each.table)):
        for statement in keep_out(personal):
            op.execute(statement)
