"""The tables of sessions, and of what is proved besides a password."""

import sqlalchemy as sa

from directory.outbound.metadata import METADATA, MOMENT, NOW

# `token_until`: when the last access token of this session expires by itself.
session = sa.Table(
    "session",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False),
    sa.Column("opened_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("used_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("proved_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("idle_until", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("token_until", MOMENT, nullable=False),
    sa.Column("means", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("agent", sa.Text, nullable=False),
    sa.Column("ended_at", MOMENT),
    sa.Column("why", sa.Text),
    sa.CheckConstraint("(ended_at is null) = (why is null)", name="an_end_has_a_reason"),
    sa.Index(None, "account_id", "id"),
    sa.Index("session_over", sa.text("least(idle_until, expires_at)")),
)

# Only digests: who reads this table cannot continue anybody's session. A token that was used keeps
# its row, so that a thief, or the owner after a thief, is noticed; `salt` makes its successor.
refresh_token = sa.Table(
    "refresh_token",
    METADATA,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column(
        "session_id", sa.ForeignKey("session.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("used_at", MOMENT),
    sa.Column("salt", sa.LargeBinary),
)

# `last_step` is the newest time step whose code was accepted: no code works twice.
second_factor = sa.Table(
    "second_factor",
    METADATA,
    sa.Column("account_id", sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("last_step", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    sa.Column("confirmed_at", MOMENT),
    sa.Column("changed_at", MOMENT, nullable=False, server_default=NOW),
)

recovery_code = sa.Table(
    "recovery_code",
    METADATA,
    sa.Column("account_id", sa.ForeignKey("second_factor.account_id", ondelete="CASCADE"),
              primary_key=True),
    sa.Column("code_hash", sa.LargeBinary, primary_key=True),
)  # fmt: skip
