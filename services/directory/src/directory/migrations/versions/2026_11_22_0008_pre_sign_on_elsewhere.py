"""Let people sign in at an OpenID provider: attempts, and who is linked to whom."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from directory.outbound.privacy import PERSONAL

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sign_on_attempt",
        sa.Column("state_hash", sa.LargeBinary, primary_key=True),
        sa.Column("browser_hash", sa.LargeBinary, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("expires_at", moment, nullable=False, index=True),
        sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id")),
        sa.Column("session_id", sa.Uuid),
        sa.Column("link_hash", sa.LargeBinary),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        sa.CheckConstraint("purpose in ('enter', 'link', 'prove', 'invitation')", name="purpose"),
        sa.CheckConstraint("(issuer is null) = (subject is null)", name="both_or_none"),
    )
    op.create_table(
        "identity",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("account_id", sa.Uuid, sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("issuer", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("linked_at", moment, nullable=False, server_default=sa.func.now()),
        sa.Column("used_at", moment),
        sa.UniqueConstraint("issuer", "subject"),
    )
    for personal in PERSONAL:
        if personal.table == "identity":
            for statement in keep_out(personal):
                op.execute(statement)
