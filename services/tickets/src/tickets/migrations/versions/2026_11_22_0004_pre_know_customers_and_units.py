"""Customers by phone, national id and e-mail, what they have where, and their units by serial."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "customer_book",
        sa.Column("customer_id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("national_id", sa.Text, nullable=False),
        sa.Column("phones", ARRAY(sa.Text), nullable=False),
        sa.Column("emails", ARRAY(sa.Text), nullable=False),
        sa.Column("services", JSONB, nullable=False),
        sa.Column("merged_into", sa.Uuid),
    )
    op.create_index("customer_book_national_id", "customer_book", ["national_id"])
    op.create_index("customer_book_phones", "customer_book", ["phones"], postgresql_using="gin")
    op.create_index("customer_book_emails", "customer_book", ["emails"], postgresql_using="gin")
    op.create_index(
        "customer_book_merged_into",
        "customer_book",
        ["merged_into"],
        postgresql_where=sa.text("merged_into is not null"),
    )
    op.create_table(
        "units",
        sa.Column("customer_id", sa.Uuid, primary_key=True),
        sa.Column("serial", sa.Text, primary_key=True),
        sa.Column("item_number", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("warranty_until", sa.Date),
        sa.Column("contract_id", sa.Uuid),
    )
    op.create_index("units_serial", "units", ["serial"])
