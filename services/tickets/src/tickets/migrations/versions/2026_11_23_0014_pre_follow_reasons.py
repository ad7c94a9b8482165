"""Know of a ticket whether a person wrote what it is called. Of those there are, one may have."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    follows = sa.Column("follows_reason", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("tickets", follows)
