"""Keep the tree of reasons, with the words the company uses."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.row_policies import enable

revision = "0008"
down_revision = "0007"

# They name no person; whoever may ask anything may read them.
_EVERYBODY = "coalesce((select current_setting('tero.reach', true)), '') not in ('', 'nothing')"

_SPOKEN, _FORM = ["call", "chat"], ["inquiry"]
# Code, label, parent, nature, kind, channels, position.
_REASONS = (
    ("complaint", "Reclamos", None, "complaint", None, _SPOKEN, 10),
    ("complaint-administrative", "Reclamo administrativo", "complaint", "complaint",
     "administrative", _SPOKEN, 11),
    ("complaint-technical", "Reclamo técnico", "complaint", "complaint", "technical", _SPOKEN, 12),
    ("inquiry", "Consultas", None, "inquiry", None, _SPOKEN, 20),
    ("inquiry-administrative", "Consulta administrativa", "inquiry", "inquiry", "administrative",
     _SPOKEN, 21),
    ("inquiry-technical", "Consulta técnica", "inquiry", "inquiry", "technical", _SPOKEN, 22),
    ("technical_service", "SOLICITO SERVICIO TECNICO", None, "complaint", "technical", _FORM, 30),
    ("information", "INFORMACIÓN", None, "inquiry", None, _FORM, 31),
    ("cancellation", "SOLICITUD DE BAJA", None, "inquiry", "administrative", _FORM, 32),
)  # fmt: skip


def upgrade() -> None:
    table = op.create_table(
        "reason",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("nature", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("channels", ARRAY(sa.Text), nullable=False),
        sa.Column("areas", ARRAY(sa.Text), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    names = ("code", "label", "parent", "nature", "kind", "channels", "position")
    more = {"areas": [], "active": True, "version": 1}
    rows = [dict(zip(names, each, strict=True)) | more for each in _REASONS]
    op.bulk_insert(table, rows)
    enable("reason", _EVERYBODY)
    op.add_column("contact", sa.Column("chosen_reason", sa.Text))
