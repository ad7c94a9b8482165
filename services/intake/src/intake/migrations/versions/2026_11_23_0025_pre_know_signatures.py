"""The secrets with which channel systems sign."""

import sqlalchemy as sa
from alembic import op

from chassis.row_policies import enable

revision = "0025"
down_revision = "0024"

_TIME = sa.DateTime(timezone=True)
_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""


def upgrade() -> None:
    op.create_table(
        "channel_signing_secret",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("system", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME),
    )
    op.create_index(
        "channel_signing_secret_system", "channel_signing_secret", ["system", "created_at"]
    )
    enable("channel_signing_secret", _STAFF)
