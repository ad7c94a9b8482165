"""Room for those who were forgotten, and tables that do not learn them again."""

from alembic import op

from chassis.migrations import kernel_tables
from chassis.privacy import keep_out
from notifications.privacy import PERSONAL

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    kernel_tables("v3")
    for personal in PERSONAL:
        for statement in keep_out(personal):
            op.execute(statement)
