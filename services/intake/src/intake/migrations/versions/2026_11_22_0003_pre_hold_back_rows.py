"""Hold back what a transaction's actor does not see."""

from chassis.row_policies import enable

revision = "0003"
down_revision = "0002"

_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""


def upgrade() -> None:
    enable("contact", _STAFF)
    enable("conversation", _STAFF)
