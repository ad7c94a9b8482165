"""The tables of this service, besides the kernel's."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from directory.outbound import (
    access_tables,
    billing_tables,
    import_tables,
    privacy_tables,
    proposal_tables,
    session_tables,
    sign_on_tables,
)
from directory.outbound.customer_tables import customer
from directory.outbound.metadata import METADATA, MOMENT, NOW, SORTED

# Whoever asks for the metadata gets all tables.
__all__ = [
    "METADATA", "access_tables", "account", "billing_tables", "customer", "import_tables",
    "privacy_tables", "proposal_tables", "session_tables", "sign_on_tables",
]  # fmt: skip

account = sa.Table(
    "account",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("login", SORTED, nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("email", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("areas", ARRAY(sa.Text), nullable=False),
    sa.Column("granted", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'::text[]")),
    sa.Column("refused", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'::text[]")),
    sa.Column("password_hash", sa.Text),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("customer_id", sa.ForeignKey(customer.c.id), index=True),
    sa.Column("search", sa.Text, nullable=False, server_default=""),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
    sa.CheckConstraint("login = lower(login)", name="login_is_lower_case"),
    sa.Index(None, "role", "login"),
    sa.Index("account_areas", "areas", postgresql_using="gin"),
    sa.Index(
        "account_search",
        "search",
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    ),
)
