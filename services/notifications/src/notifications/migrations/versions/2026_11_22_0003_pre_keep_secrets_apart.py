"""Letters with a link that lets somebody in: the link is kept apart, and not for long."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("email", sa.Column("secret", sa.Text))
    op.add_column("email", sa.Column("secret_until", sa.DateTime(timezone=True)))
    op.create_check_constraint(
        op.f("email_secret_ends_check"), "email", "secret is null or secret_until is not null"
    )
