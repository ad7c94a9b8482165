"""Keep with a survey whose its ticket is, so that a page of those of an area costs what a page
costs."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_FILL = """
update survey set ticket_area = t.area, ticket_account_id = t.account_id,
  ticket_registered_by = t.registered_by
from tickets t where t.id = survey.ticket_id
"""


def upgrade() -> None:
    op.add_column("survey", sa.Column("ticket_area", sa.Text))
    op.add_column("survey", sa.Column("ticket_account_id", sa.Uuid))
    op.add_column("survey", sa.Column("ticket_registered_by", sa.Uuid))
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_FILL)
    op.execute("select set_config('tero.reach', '', true)")
    for column in ("ticket_area", "ticket_account_id", "ticket_registered_by"):
        op.create_index(f"survey_{column}_id", "survey", [column, "id"])
    nobodys = sa.text("ticket_account_id is null")
    columns = ["ticket_area", "id"]
    op.create_index("survey_of_area_alone", "survey", columns, postgresql_where=nobodys)
