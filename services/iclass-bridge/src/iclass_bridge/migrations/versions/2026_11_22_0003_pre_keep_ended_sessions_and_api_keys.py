"""Keep which sessions were ended, and the keys of other systems."""

from chassis.migrations import kernel_tables

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    kernel_tables("v2")
