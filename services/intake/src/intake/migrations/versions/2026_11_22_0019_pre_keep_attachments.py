"""Files that are sent in chats; of a row that goes, its file is noted, to go too."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from chassis.row_policies import enable
from intake.outbound.privacy import PERSONAL

revision = "0019"
down_revision = "0018"

_TIME = sa.DateTime(timezone=True)
_NOW = sa.text("now()")
_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""
_SYSTEM = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  else false end
"""
# One that is still on its way when its row goes is waited for; one that has arrived is not.
_NOTE = """
create function note_forgotten_file() returns trigger language plpgsql as $$
begin
  insert into forgotten_file (file_id, due_at)
    values (old.id, case when old.media_type is null
      then greatest(now(), old.created_at + interval '15 minutes') else now() end);
  return null;
end $$
"""
_TRIGGER = """
create trigger note_forgotten after delete on attachment
  for each row execute function note_forgotten_file()
"""


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("message_id", sa.Uuid),
        sa.Column("sender_id", sa.Uuid),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text),
        sa.Column("size", sa.Integer),
        sa.Column("digest", sa.LargeBinary),
        sa.Column("created_at", _TIME, nullable=False, server_default=_NOW),
    )
    op.create_index("attachment_contact_id", "attachment", ["contact_id"])
    op.create_index(
        "attachment_message_id", "attachment", ["message_id"],
        postgresql_where=sa.text("message_id is not null"),
    )  # fmt: skip
    op.create_index(
        "attachment_unsent", "attachment", ["created_at"],
        postgresql_where=sa.text("message_id is null"),
    )  # fmt: skip
    op.create_table(
        "forgotten_file",
        sa.Column("file_id", sa.Uuid, primary_key=True),
        sa.Column("due_at", _TIME, nullable=False),
    )
    op.execute(_NOTE)
    op.execute(_TRIGGER)
    enable("attachment", _STAFF)
    enable("forgotten_file", _SYSTEM)
    for personal in PERSONAL:
        if personal.table == "attachment":
            for statement in keep_out(personal):
                op.execute(statement)
