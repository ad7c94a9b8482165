"""Room for those who were forgotten, and tables that do not learn them again."""

from alembic import op

from chassis.migrations import kernel_tables
from chassis.privacy import keep_out
from intake.outbound.privacy import PERSONAL

revision = "0005"
down_revision = "0004"

# Tables that came later say so in the migrations that bring them.
_TABLES = {"conversation", "contact", "customer"}


def upgrade() -> None:
    kernel_tables("v3")
    for personal in PERSONAL:
        if personal.table in _TABLES:
            for statement in keep_out(personal):
                op.execute(statement)
