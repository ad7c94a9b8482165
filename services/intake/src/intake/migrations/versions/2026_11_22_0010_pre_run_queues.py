"""Business hours, queues, who is on duty, offers, and who is to be called back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.row_policies import enable

revision = "0010"
down_revision = "0009"

_TIME = sa.DateTime(timezone=True)
_REACH = "(select current_setting('tero.reach', true))"
# Settings name no customer; whoever may ask anything may read them.
_EVERYBODY = f"coalesce({_REACH}, '') not in ('', 'nothing')"
_STAFF = f"""
case {_REACH} when 'system' then true when 'all' then true
  when 'area' then true when 'assigned' then true else false end
"""
_SETTINGS = ("schedule", "holiday", "desk_queue", "operator_profile")
_WORK = ("duty", "offer", "call_back", "missed_call")


def _lists(*names: str) -> list[sa.Column]:
    return [sa.Column(name, ARRAY(sa.Text), nullable=False) for name in names]


def _code() -> sa.Column:
    return sa.Column("code", sa.Text, primary_key=True)


def _needed(kind: object, *names: str) -> list[sa.Column]:
    return [sa.Column(name, kind, nullable=False) for name in names]


def upgrade() -> None:
    op.add_column("contact", sa.Column("routed_to", sa.Text))
    _create_settings()
    _create_duty_and_offers()
    _create_call_backs()
    for table in _SETTINGS:
        enable(table, _EVERYBODY)
    for table in _WORK:
        enable(table, _STAFF)


def _create_settings() -> None:
    op.create_table(
        "schedule", _code(), *_needed(sa.Text, "name"),
        *_lists("weekly", "cities", "areas", "channels"), sa.Column("time_zone", sa.Text),
        *_needed(sa.Integer, "version"),
    )  # fmt: skip
    op.create_table(
        "holiday", _code(), *_needed(sa.Date, "day"), *_needed(sa.Text, "name"),
        *_lists("cities", "hours"), *_needed(sa.Integer, "version"),
    )  # fmt: skip
    queue = op.create_table(
        "desk_queue", _code(), *_needed(sa.Text, "name"),
        *_lists("cities", "areas", "channels", "skills"), *_needed(sa.Integer, "position"),
        *_needed(sa.Boolean, "active"), *_needed(sa.Text, "offers"),
        *_needed(sa.Integer, "accept_seconds"), sa.Column("call_back_minutes", sa.Integer),
        *_needed(sa.Integer, "retry_minutes", "call_back_attempts", "version"),
    )  # fmt: skip
    everything = {"cities": [], "areas": [], "channels": [], "skills": [], "position": 1000}
    how = {"active": True, "offers": "off", "accept_seconds": 30, "version": 1}
    calls = {"call_back_minutes": 30, "retry_minutes": 60, "call_back_attempts": 3}
    name = {"code": "general", "name": "General"}
    op.bulk_insert(queue, [name | everything | how | calls])
    op.create_table(
        "operator_profile", _code(), *_needed(sa.Text, "name"), *_lists("queues", "skills"),
        *_needed(sa.Integer, "capacity", "version"),
    )  # fmt: skip


def _create_duty_and_offers() -> None:
    op.create_table(
        "duty", sa.Column("account_id", sa.Uuid, primary_key=True),
        *_needed(sa.Text, "name", "state"), *_needed(_TIME, "since", "expires_at"),
    )  # fmt: skip
    op.create_table(
        "offer", sa.Column("id", sa.Uuid, primary_key=True), *_needed(sa.Uuid, "contact_id"),
        *_needed(sa.Text, "queue"), *_needed(sa.Uuid, "account_id"), *_needed(sa.Text, "state"),
        *_needed(_TIME, "offered_at", "expires_at"), sa.Column("settled_at", _TIME),
    )  # fmt: skip
    op.create_index(
        "offer_one_open", "offer", ["contact_id"], unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip
    op.create_index("offer_contact_id", "offer", ["contact_id"])
    op.create_index("offer_account_id", "offer", ["account_id", "offered_at"])


def _create_call_backs() -> None:
    op.create_table(
        "call_back", sa.Column("id", sa.Uuid, primary_key=True), sa.Column("phone", sa.Text),
        sa.Column("customer_id", sa.Uuid), *_needed(sa.Text, "queue"),
        *_needed(sa.Uuid, "contact_id"), *_needed(sa.Integer, "missed"),
        *_needed(_TIME, "first_missed_at", "last_missed_at", "due_at"), *_needed(sa.Text, "state"),
        *_needed(sa.Integer, "attempts"), sa.Column("last_outcome", sa.Text),
        sa.Column("note", sa.Text), sa.Column("last_attempt_at", _TIME),
        sa.Column("last_attempt_by", sa.Uuid), sa.Column("settled_at", _TIME),
    )  # fmt: skip
    op.create_index(
        "call_back_one_open", "call_back", ["phone"], unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip
    op.create_index("call_back_due", "call_back", ["state", "due_at", "id"])
    op.create_index("call_back_customer_id", "call_back", ["customer_id"])
    op.create_table(
        "missed_call", sa.Column("contact_id", sa.Uuid, primary_key=True),
        *_needed(sa.Uuid, "call_back_id"),
    )  # fmt: skip
    op.create_index("missed_call_call_back_id", "missed_call", ["call_back_id"])
