"""Room for those who were forgotten, and tables that do not learn them again."""

from chassis.migrations import kernel_tables

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    kernel_tables("v3")
