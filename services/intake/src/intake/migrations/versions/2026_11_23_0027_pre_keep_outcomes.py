"""Keep how a call ended until that is settled, and find by their time what is to be forgotten."""

from chassis.migrations import kernel_tables

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    kernel_tables("v5")
