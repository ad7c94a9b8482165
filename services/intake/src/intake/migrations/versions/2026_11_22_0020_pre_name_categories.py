"""Let reasons say what tickets about them are about."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

# Of the company's first words these three are in both catalogues.
_SAME = """
update reason set category = replace(code, '_', '-')
where code in ('technical_service', 'information', 'cancellation')
"""


def upgrade() -> None:
    op.add_column("reason", sa.Column("category", sa.Text))
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_SAME)
    op.execute("select set_config('tero.reach', '', true)")
