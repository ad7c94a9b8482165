"""Find whose orders are by an index: a person is to be forgotten in a large table too."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("service_order", "known_ticket"):
        op.create_index(f"{table}_customer_id", table, ["customer_id"])
