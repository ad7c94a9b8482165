"""The tables of what accounts may do, and of what lets machines and newcomers in."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from directory.outbound.metadata import METADATA, MOMENT, NOW, SORTED

area = sa.Table(
    "area",
    METADATA,
    sa.Column("code", SORTED, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
)

# What an account may do after each change of that, and who changed it.
permission_change = sa.Table(
    "permission_change",
    METADATA,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("granted", ARRAY(sa.Text), nullable=False),
    sa.Column("refused", ARRAY(sa.Text), nullable=False),
    sa.Index(None, "account_id", "id"),
)

# Only the digest of what stands in the link: who reads this table cannot use it.
credential_link = sa.Table(
    "credential_link",
    METADATA,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False, index=True),
    sa.Column("created_at", MOMENT, nullable=False, server_default=NOW),
    sa.CheckConstraint("purpose in ('invitation', 'password-reset')", name="purpose"),
)

api_key = sa.Table(
    "api_key",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("secret_hash", sa.LargeBinary, nullable=False),
    sa.Column("permissions", ARRAY(sa.Text), nullable=False),
    sa.Column("areas", ARRAY(sa.Text), nullable=False),
    sa.Column("owner_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("replaces", sa.ForeignKey("api_key.id")),
    sa.Column("created_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("revoked_at", MOMENT),
    sa.Column("version", sa.BigInteger, nullable=False),
)
