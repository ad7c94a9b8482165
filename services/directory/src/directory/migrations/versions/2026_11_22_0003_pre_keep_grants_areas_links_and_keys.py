"""Grants of single permissions, areas as things of their own, links for passwords, API keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"

_NOW = sa.text("now()")
_NONE = sa.text("'{}'::text[]")
_MOMENT = sa.DateTime(timezone=True)

# What every company starts with; it renames them, adds to them, switches them off.
_FIRST_AREAS = """
insert into area (code, name, active, version) values
  ('billing', 'Facturación', true, 1), ('support', 'Soporte', true, 1),
  ('technical', 'Área técnica', true, 1)
"""
# Areas that were only words on accounts so far keep their words.
_AREAS_IN_USE = """
insert into area (code, name, active, version)
select distinct code, code, true, 1 from account, unnest(areas) as code
on conflict (code) do nothing
"""


def upgrade() -> None:
    for name in ("granted", "refused"):
        op.add_column(
            "account", sa.Column(name, ARRAY(sa.Text), nullable=False, server_default=_NONE)
        )
    # Who was invited has no password yet.
    op.alter_column("account", "password_hash", nullable=True)
    _create_permission_change()
    _create_area()
    _create_credential_link()
    _create_api_key()
    op.execute(_FIRST_AREAS)
    op.execute(_AREAS_IN_USE)


def _create_permission_change() -> None:
    op.create_table(
        "permission_change",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("granted", ARRAY(sa.Text), nullable=False),
        sa.Column("refused", ARRAY(sa.Text), nullable=False),
        sa.PrimaryKeyConstraint("id", name="permission_change_pkey"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="permission_change_account_id_fkey"
        ),
    )
    op.create_index("permission_change_account_id_id", "permission_change", ["account_id", "id"])


def _create_area() -> None:
    op.create_table(
        "area",
        sa.Column("code", sa.Text(collation="C"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("code", name="area_pkey"),
    )


def _create_credential_link() -> None:
    op.create_table(
        "credential_link",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("token_hash", name="credential_link_pkey"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="credential_link_account_id_fkey"
        ),
        sa.CheckConstraint(
            "purpose in ('invitation', 'password-reset')", name="credential_link_purpose_check"
        ),
    )
    op.create_index("credential_link_account_id", "credential_link", ["account_id"])
    op.create_index("credential_link_expires_at", "credential_link", ["expires_at"])


def _create_api_key() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.LargeBinary, nullable=False),
        sa.Column("permissions", ARRAY(sa.Text), nullable=False),
        sa.Column("areas", ARRAY(sa.Text), nullable=False),
        sa.Column("owner_id", sa.Uuid, nullable=False),
        sa.Column("replaces", sa.Uuid),
        sa.Column("created_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="api_key_pkey"),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name="api_key_owner_id_fkey"),
        sa.ForeignKeyConstraint(["replaces"], ["api_key.id"], name="api_key_replaces_fkey"),
    )
