"""Find contacts by their observations too, and by the numbers of their customers.

After the new code: what workers of before made findable would lack them.
"""

from alembic import op

revision = "0026"
down_revision = "0025"

_NOTE = """
create or replace function note_unsearched() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into contact_unsearched select id from fresh;
  else
    insert into contact_unsearched select f.id from fresh f join old o on o.id = f.id
    where (f.name, f.customer_name, f.email, f.edited_email, f.phone, f.edited_phone, f.national_id,
           f.ticket_number, f.observations, f.customer_number, f.customer_id)
      is distinct from (o.name, o.customer_name, o.email, o.edited_email, o.phone, o.edited_phone,
           o.national_id, o.ticket_number, o.observations, o.customer_number, o.customer_id);
  end if;
  return null;
end
$$
"""
_THOSE_THERE_ARE = """
insert into contact_unsearched select id from contact
where observations is not null or customer_number is not null or customer_id is not null
"""


def upgrade() -> None:
    # Row policies hold for owners too.
    op.execute("select set_config('tero.reach', 'system', true)")
    op.execute(_NOTE)
    op.execute(_THOSE_THERE_ARE)
    op.execute("select set_config('tero.reach', '', true)")
