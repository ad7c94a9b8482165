"""Drafts hold what a new ticket is about and what is to be proposed of the customer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("contact_draft", sa.Column("ticket", sa.Text))
    op.add_column("contact_draft", sa.Column("details", postgresql.JSONB))
