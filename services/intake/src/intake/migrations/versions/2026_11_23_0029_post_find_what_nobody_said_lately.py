"""Find the latest contacts of a telephone or mailbox without reading all it ever had."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for column in ("phone", "email"):
            name = f"contact_{column}_of_nobody"
            # What an attempt that was broken off has left is of no use.
            op.execute(f"drop index concurrently if exists {name}")
            op.create_index(
                name,
                "contact",
                [column, "received_at"],
                postgresql_where=sa.text(f"customer_id is null and {column} is not null"),
                postgresql_concurrently=True,
            )
            op.execute(f"drop index concurrently if exists contact_{column}_without_customer")
