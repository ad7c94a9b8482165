"""Find sessions that were over long ago; nothing asks for their longest possible end alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    with op.get_context().autocommit_block():
        # What an attempt that was broken off has left is of no use.
        op.execute("drop index concurrently if exists session_over")
        op.create_index(
            "session_over",
            "session",
            [sa.text("least(idle_until, expires_at)")],
            postgresql_concurrently=True,
        )
        op.execute("drop index concurrently if exists session_expires_at")
