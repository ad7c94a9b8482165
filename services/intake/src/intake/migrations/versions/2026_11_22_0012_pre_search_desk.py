"""Find contacts by pieces of their texts, and keep the questions that people ask again."""

from importlib.resources import files

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from chassis.privacy import keep_out
from chassis.row_policies import enable
from intake.outbound.privacy import PERSONAL

revision = "0012"
down_revision = "0011"

_TIME = sa.DateTime(timezone=True)
_OWN_OR_SHARED = """
case (select current_setting('tero.reach', true)) when 'system' then true
  when 'own' then false when 'nothing' then false
  else owner_id is null or owner_id =
    (select cast(nullif(current_setting('tero.account', true), '') as uuid)) end
"""


def upgrade() -> None:
    # Its last statement notes all contacts there are, and row policies hold for owners too.
    op.execute("select set_config('tero.reach', 'system', true)")
    op.create_table("contact_unsearched", sa.Column("contact_id", sa.Uuid, nullable=False))
    op.create_table(
        "contact_search",
        sa.Column("contact_id", sa.Uuid, primary_key=True),
        sa.Column("grams", ARRAY(sa.Integer), nullable=False),
    )
    op.create_index("contact_search_grams", "contact_search", ["grams"], postgresql_using="gin")
    for personal in PERSONAL:
        if personal.table == "contact_search":
            for statement in keep_out(personal):
                op.execute(statement)
    for statement in (files("intake") / "migrations/search_v1.sql").read_text().split("\n\n"):
        op.execute(sa.text(statement.replace(":", r"\:")))
    op.execute("select set_config('tero.reach', '', true)")
    _create_views()


def _create_views() -> None:
    op.create_table(
        "desk_view",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("filters", JSONB, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
    )
    op.create_index(
        "desk_view_name", "desk_view", ["owner_id", "name"], unique=True,
        postgresql_nulls_not_distinct=True,
    )  # fmt: skip
    enable("desk_view", _OWN_OR_SHARED)
