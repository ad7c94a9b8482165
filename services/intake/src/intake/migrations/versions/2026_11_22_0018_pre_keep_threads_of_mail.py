"""Mail that is kept aside remembers what it answers; ids of mail are forgotten with persons."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis.privacy import keep_out
from intake.outbound.privacy import PERSONAL

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column(
        "mail",
        sa.Column("answers", postgresql.ARRAY(sa.Text), nullable=False, server_default="{}"),
    )
    op.add_column("mail", sa.Column("reply_to_contact", sa.Uuid))
    for personal in PERSONAL:
        if personal.table == "mail":
            for statement in keep_out(personal):
                op.execute(statement)
