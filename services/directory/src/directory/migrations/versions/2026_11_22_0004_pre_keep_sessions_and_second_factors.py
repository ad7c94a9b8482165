"""Sessions with their refresh tokens; second factors with their recovery codes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NOW = sa.text("now()")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_session()
    _create_refresh_token()
    _create_second_factor()


def _create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("used_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("proved_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("idle_until", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("token_until", _MOMENT, nullable=False),
        sa.Column("means", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("why", sa.Text),
        sa.PrimaryKeyConstraint("id", name="session_pkey"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="session_account_id_fkey"),
        sa.CheckConstraint(
            "(ended_at is null) = (why is null)", name="session_an_end_has_a_reason_check"
        ),
    )
    op.create_index("session_account_id_id", "session", ["account_id", "id"])
    op.create_index("session_expires_at", "session", ["expires_at"])


def _create_refresh_token() -> None:
    op.create_table(
        "refresh_token",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("session_id", sa.Uuid, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.Column("salt", sa.LargeBinary),
        sa.PrimaryKeyConstraint("token_hash", name="refresh_token_pkey"),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name="refresh_token_session_id_fkey",
            ondelete="CASCADE",
        ),
    )
    op.create_index("refresh_token_session_id", "refresh_token", ["session_id"])


def _create_second_factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False, server_default=sa.text("0")),
        sa.Column("confirmed_at", _MOMENT),
        sa.Column("changed_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.PrimaryKeyConstraint("account_id", name="second_factor_pkey"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="second_factor_account_id_fkey"
        ),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name="recovery_code_pkey"),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["second_factor.account_id"],
            name="recovery_code_account_id_fkey",
            ondelete="CASCADE",
        ),
    )
