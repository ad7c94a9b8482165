"""What is said in chats while a person attends them, and texts that operators have ready."""

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from chassis.row_policies import enable
from intake.outbound.privacy import PERSONAL

revision = "0007"
down_revision = "0006"

_TIME = sa.DateTime(timezone=True)
_STAFF = """
case (select current_setting('tero.reach', true)) when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""
_OWN_OR_SHARED = """
case (select current_setting('tero.reach', true)) when 'system' then true
  when 'own' then false when 'nothing' then false
  else owner_id is null or owner_id =
    (select cast(nullif(current_setting('tero.account', true), '') as uuid)) end
"""


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("contact_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("author_id", sa.Uuid),
        sa.Column("author_name", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("accepted_at", _TIME, nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("delivery", sa.Text),
        sa.Column("delivery_at", _TIME),
        sa.Column("failure", sa.Text),
    )
    op.create_index("message_timeline", "message", ["contact_id", "at", "position"])
    op.create_index("message_revision", "message", ["contact_id", "revision"], unique=True)
    op.create_index(
        "message_origin", "message", ["contact_id", "author", "external_id"], unique=True,
        postgresql_where=sa.text("external_id is not null"),
    )  # fmt: skip
    enable("message", _STAFF)
    for personal in PERSONAL:
        if personal.table == "message":
            for statement in keep_out(personal):
                op.execute(statement)
    _create_canned_replies()


def _create_canned_replies() -> None:
    op.create_table(
        "canned_reply",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("owner_id", sa.Uuid),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
    )
    op.create_index("canned_reply_titles", "canned_reply", ["title", "id"])
    enable("canned_reply", _OWN_OR_SHARED)
