"""What a ticket is about may be said anew: it has a version of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("category_version", sa.BigInteger))
