"""Hold back the rules of channels as other settings: from a transaction nobody spoke for."""

from chassis.row_policies import enable

revision = "0017"
down_revision = "0016"

# They name no person; whoever may ask anything may read them.
_EVERYBODY = "coalesce((select current_setting('tero.reach', true)), '') not in ('', 'nothing')"


def upgrade() -> None:
    enable("channel_rule", _EVERYBODY)
