"""What a transaction tells is kept in parcels. Processes of before wait until they are replaced."""

from chassis.migrations import kernel_tables

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    kernel_tables("v4")
