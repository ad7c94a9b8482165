"""Ways to the provider that are not finished, and who is linked to whom."""

import sqlalchemy as sa

from directory.outbound.metadata import METADATA, MOMENT, NOW

# Digests only, and minutes long: who reads this can neither finish an attempt nor follow one.
sign_on_attempt = sa.Table(
    "sign_on_attempt",
    METADATA,
    sa.Column("state_hash", sa.LargeBinary, primary_key=True),
    sa.Column("browser_hash", sa.LargeBinary, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False, index=True),
    sa.Column("account_id", sa.ForeignKey("account.id")),
    sa.Column("session_id", sa.Uuid),
    sa.Column("link_hash", sa.LargeBinary),
    sa.Column("issuer", sa.Text),
    sa.Column("subject", sa.Text),
    sa.CheckConstraint("purpose in ('enter', 'link', 'prove', 'invitation')", name="purpose"),
    sa.CheckConstraint("(issuer is null) = (subject is null)", name="both_or_none"),
)

identity = sa.Table(
    "identity",
    METADATA,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("account.id"), nullable=False, index=True),
    sa.Column("issuer", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("linked_at", MOMENT, nullable=False, server_default=NOW),
    sa.Column("used_at", MOMENT),
    sa.UniqueConstraint("issuer", "subject"),
)
