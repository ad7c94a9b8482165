"""Surveys that the version before asked after 0010, and tickets that it gave away after that."""

from alembic import op

revision = "0011"
down_revision = "0010"

_FILL = """
update survey set ticket_area = t.area, ticket_account_id = t.account_id,
  ticket_registered_by = t.registered_by
from tickets t where t.id = survey.ticket_id
  and (survey.ticket_area, survey.ticket_account_id, survey.ticket_registered_by)
    is distinct from (t.area, t.account_id, t.registered_by)
"""


def upgrade() -> None:
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_FILL)
    op.execute("select set_config('tero.reach', '', true)")
