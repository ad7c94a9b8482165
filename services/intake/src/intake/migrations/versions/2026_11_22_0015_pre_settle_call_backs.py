"""Find who was attended later than a call that is told late, and what was settled long ago."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_index(
        "contact_answered", "contact", ["phone", "answered_at"],
        postgresql_where=sa.text("phone is not null and answered_at is not null"),
    )  # fmt: skip
    for table in ("offer", "call_back"):
        op.create_index(
            f"{table}_settled_at", table, ["settled_at"],
            postgresql_where=sa.text("settled_at is not null"),
        )  # fmt: skip
