"""Claims that processes of the version before took after 0009 end like all others.

Those that are taken so after this are found by the hourly chore.
"""

from alembic import op

revision = "0016"
down_revision = "0015"

_BEGIN_LEASES = """
with held as (
  update contact set claim_expires_at = now() + interval '15 minutes'
  where taken_by is not null and claim_expires_at is null and state <> 'closed'
  returning id, claim_expires_at)
insert into kernel_due (kind, subject, due_at, correlation_id)
select 'lease-end', id::text, claim_expires_at, '' from held
on conflict (kind, subject) do nothing
"""


def upgrade() -> None:
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_BEGIN_LEASES)
    op.execute("select set_config('tero.reach', '', true)")
