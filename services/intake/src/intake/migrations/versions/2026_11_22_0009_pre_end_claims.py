"""Claims that end, what their holders wrote down, and what they had not finished writing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from chassis.privacy import keep_out
from chassis.row_policies import enable
from intake.outbound.privacy import PERSONAL

revision = "0009"
down_revision = "0008"

_TIME = sa.DateTime(timezone=True)
_TEXTS = ("edited_phone", "edited_email", "address", "observations")
_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""

# Whoever holds a contact at this moment has a quarter of an hour, as if they had just taken it.
_BEGIN_LEASES = """
with held as (
  update contact set claim_expires_at = now() + interval '15 minutes'
  where taken_by is not null and state <> 'closed' returning id, claim_expires_at)
insert into kernel_due (kind, subject, due_at, correlation_id)
select 'lease-end', id::text, claim_expires_at, '' from held
"""


def upgrade() -> None:
    op.add_column("contact", sa.Column("claim_expires_at", _TIME))
    op.add_column("contact", sa.Column("release", JSONB))
    for name in _TEXTS:
        op.add_column("contact", sa.Column(name, sa.Text))
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_BEGIN_LEASES)
    op.execute("select set_config('tero.reach', '', true)")
    _create_drafts()
    for personal in PERSONAL:
        if personal.table in ("contact", "contact_draft"):
            for statement in keep_out(personal):
                op.execute(statement)


def _create_drafts() -> None:
    op.create_table(
        "contact_draft",
        sa.Column("contact_id", sa.Uuid, primary_key=True),
        *(sa.Column(name, sa.Text) for name in ("reply", "note", "outcome")),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("written_by", sa.Uuid, nullable=False),
        sa.Column("written_by_name", sa.Text, nullable=False),
        sa.Column("written_at", _TIME, nullable=False),
    )
    op.execute("create sequence contact_draft_version")
    enable("contact_draft", _STAFF)
