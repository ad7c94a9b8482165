"""Keep what the desk proposes for customers, until somebody decides."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.privacy import keep_out
from directory.outbound.privacy import PERSONAL

revision = "0009"
down_revision = "0008"

_TABLE = "customer_proposal"
_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("proposed", JSONB, nullable=False),
        sa.Column("proposed_at", _TIME, nullable=False),
        sa.Column("proposed_by", sa.Uuid, nullable=False),
        sa.Column("proposed_by_name", sa.Text, nullable=False),
        sa.Column("decided_at", _TIME),
        sa.Column("decided_by", sa.Uuid),
        sa.Column("decided_by_name", sa.Text),
        sa.Column("reason", sa.Text),
        sa.CheckConstraint("state in ('open', 'approved', 'refused', 'withdrawn')", name="state"),
    )
    op.create_index("customer_proposal_customer", _TABLE, ["customer_id", "id"])
    op.create_index(
        "customer_proposal_open_contact", _TABLE, ["contact_id"], unique=True,
        postgresql_where=_OPEN,
    )  # fmt: skip
    op.create_index("customer_proposal_open", _TABLE, ["id"], postgresql_where=_OPEN)
    for personal in PERSONAL:
        if personal.table == _TABLE:
            for statement in keep_out(personal):
                op.execute(statement)
