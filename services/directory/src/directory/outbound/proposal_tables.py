"""What the desk proposes for customers."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from directory.outbound.metadata import METADATA, MOMENT

customer_proposal = sa.Table(
    "customer_proposal",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("contact_id", sa.Uuid, nullable=False),
    sa.Column("customer_id", sa.Uuid, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    # A list of {field, new, old}.
    sa.Column("proposed", JSONB, nullable=False),
    sa.Column("proposed_at", MOMENT, nullable=False),
    sa.Column("proposed_by", sa.Uuid, nullable=False),
    sa.Column("proposed_by_name", sa.Text, nullable=False),
    sa.Column("decided_at", MOMENT),
    sa.Column("decided_by", sa.Uuid),
    sa.Column("decided_by_name", sa.Text),
    sa.Column("reason", sa.Text),
    sa.CheckConstraint("state in ('open', 'approved', 'refused', 'withdrawn')", name="state"),
    sa.Index("customer_proposal_customer", "customer_id", "id"),
    sa.Index(
        "customer_proposal_open_contact",
        "contact_id",
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    ),
    sa.Index("customer_proposal_open", "id", postgresql_where=sa.text("state = 'open'")),
)
