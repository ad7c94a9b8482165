"""Keep whose e-mail it is; hold back what a transaction's actor does not see."""

import sqlalchemy as sa
from alembic import op

from chassis.row_policies import enable

revision = "0004"
down_revision = "0003"

_AREAS = "cast((select cast(nullif(current_setting('tero.areas', true), '') as text[])) as text[])"
_REACH = "(select current_setting('tero.reach', true))"


def upgrade() -> None:
    op.add_column("email", sa.Column("area", sa.Text))
    op.create_index("email_area_created_at_id", "email", ["area", "created_at", "id"])
    enable(
        "email",
        f"case {_REACH} when 'system' then true when 'all' then true"
        f" when 'area' then area = any({_AREAS}) else false end",
    )
