"""A chat that somebody attends is in course."""

from alembic import op

revision = "0024"
down_revision = "0023"

_LIVE = """
update contact set state = 'live'
where channel = 'chat' and state = 'open' and taken_by is not null
"""


def upgrade() -> None:
    # Row policies hold for owners too.
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_LIVE)
    op.execute("select set_config('tero.reach', '', true)")
