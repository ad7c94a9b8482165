"""Accounts are found by their logins, names and addresses, by their role and by their area."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from chassis.privacy import keep_out
from directory.domain.search import account_text
from directory.outbound.privacy import PERSONAL

revision = "0011"
down_revision = "0010"

_NEXT = sa.text("select id, login, name, email from account where id > :last order by id limit 500")
_FILL = sa.text("update account set search = :search where id = :id")


def upgrade() -> None:
    op.add_column("account", sa.Column("search", sa.Text, nullable=False, server_default=""))
    for personal in PERSONAL:
        if personal.table == "account":
            for statement in keep_out(personal):
                op.execute(statement)
    _fill()
    op.create_index("account_role_login", "account", ["role", "login"])
    op.create_index("account_areas", "account", ["areas"], postgresql_using="gin")
    op.create_index(
        "account_search",
        "account",
        ["search"],
        postgresql_using="gin",
        postgresql_ops={"search": "gin_trgm_ops"},
    )


def _fill() -> None:
    """Those the version before still writes meanwhile are found from their next change on."""
    connection, last = op.get_bind(), UUID(int=0)
    while rows := connection.execute(_NEXT, {"last": last}).all():
        texts = [{"id": id_, "search": account_text(*known)} for id_, *known in rows]
        connection.execute(_FILL, texts)
        last = rows[-1].id
