"""Find letters about accounts, of which whom they were for is forgotten some time later."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index(
        "email_letters",
        "email",
        ["secret_until"],
        postgresql_where=sa.text("secret_until is not null and recipient_name <> ''"),
    )
