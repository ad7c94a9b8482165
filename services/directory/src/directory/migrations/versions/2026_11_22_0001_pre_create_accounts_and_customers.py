"""Accounts, customers and their contracts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.migrations import kernel_tables

revision = "0001"
down_revision = None

_NOW = sa.text("now()")


def upgrade() -> None:
    kernel_tables()
    op.execute("create extension if not exists pg_trgm")
    _create_customer()
    _create_contract()
    _create_account()


def _create_customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("national_id_kind", sa.Text, nullable=False),
        sa.Column("national_id", sa.Text, nullable=False),
        sa.Column("phones", ARRAY(sa.Text), nullable=False),
        sa.Column("emails", ARRAY(sa.Text), nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("sort_name", sa.Text(collation="C"), nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("id", name="customer_pkey"),
        sa.UniqueConstraint("number", name="customer_number_key"),
    )
    op.create_index("customer_sort_name_id", "customer", ["sort_name", "id"])
    op.create_index(
        "customer_search",
        "customer",
        ["search"],
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )


def _create_contract() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("customer_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("city", sa.Text, nullable=False),
        sa.Column("node", sa.Text, nullable=False),
        sa.Column("latitude", sa.Double),
        sa.Column("longitude", sa.Double),
        sa.PrimaryKeyConstraint("id", name="contract_pkey"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="contract_customer_id_fkey"),
    )
    op.create_index("contract_customer_id", "contract", ["customer_id"])
    op.create_index("contract_city", "contract", ["city"])


def _create_account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("login", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("areas", ARRAY(sa.Text), nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("customer_id", sa.Uuid),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("id", name="account_pkey"),
        sa.UniqueConstraint("login", name="account_login_key"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="account_customer_id_fkey"),
        sa.CheckConstraint("login = lower(login)", name="account_login_is_lower_case_check"),
    )
