"""Find whose contacts are by an index: a person is to be forgotten in a large table too."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index("contact_customer_id", "contact", ["customer_id"])
    op.create_index(
        "contact_phone_without_customer",
        "contact",
        ["phone"],
        postgresql_where=sa.text("customer_id is null and phone is not null"),
    )
