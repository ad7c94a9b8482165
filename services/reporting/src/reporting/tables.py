"""Tables of `reporting`: a row of facts per contact, ticket, order, dispatch and e-mail.

The only index besides the key is on the moment that puts a row into a period. That moment never
changes, so an update of anything else stays on its page (HOT), for which the pages leave room.
"""

import sqlalchemy as sa

from chassis.database import metadata

METADATA = metadata()
_MOMENT = sa.DateTime(timezone=True)
_ROOM = {"fillfactor": "80"}

CONTACT = sa.Table(
    "contact",
    METADATA,
    sa.Column("contact_id", sa.Uuid, primary_key=True),
    sa.Column("channel", sa.Text),
    sa.Column("received_at", _MOMENT),
    sa.Column("city", sa.Text),
    sa.Column("received_version", sa.BigInteger),
    sa.Column("state", sa.Text),
    sa.Column("state_version", sa.BigInteger),
    sa.Column("taken_at", _MOMENT),
    sa.Column("taken_by", sa.Uuid),
    sa.Column("taken_by_name", sa.Text),
    sa.Column("waited_seconds", sa.Double),
    sa.Column("taken_version", sa.BigInteger),
    sa.Column("queue", sa.Text),
    sa.Column("queue_version", sa.BigInteger),
    sa.Column("abandoned_seconds", sa.Double),
    sa.Column("abandoned_version", sa.BigInteger),
    sa.Column("handled_by", sa.Uuid),
    sa.Column("handled_by_name", sa.Text),
    sa.Column("handled_seconds", sa.Double),
    sa.Column("handled_version", sa.BigInteger),
    sa.Index("contact_received_at_contact_id", "received_at", "contact_id"),
    postgresql_with=_ROOM,
)

TICKET = sa.Table(
    "ticket",
    METADATA,
    sa.Column("ticket_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.BigInteger),
    sa.Column("registered_at", _MOMENT),
    sa.Column("category", sa.Text),
    sa.Column("category_version", sa.BigInteger),
    sa.Column("priority", sa.Text),
    sa.Column("registered_version", sa.BigInteger),
    sa.Column("city", sa.Text),
    sa.Column("city_version", sa.BigInteger),
    sa.Column("area", sa.Text),
    sa.Column("assignee_id", sa.Uuid),
    sa.Column("assignee_name", sa.Text),
    sa.Column("owner_version", sa.BigInteger),
    sa.Column("state", sa.Text),
    sa.Column("state_version", sa.BigInteger),
    sa.Column("finished_at", _MOMENT),
    sa.Column("finished_version", sa.BigInteger),
    sa.Index("ticket_registered_at_ticket_id", "registered_at", "ticket_id"),
    postgresql_with=_ROOM,
)

SERVICE_ORDER = sa.Table(
    "service_order",
    METADATA,
    sa.Column("order_id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.BigInteger),
    sa.Column("opened_at", _MOMENT),
    sa.Column("area", sa.Text),
    sa.Column("city", sa.Text),
    sa.Column("opened_version", sa.BigInteger),
    sa.Column("state", sa.Text),
    sa.Column("state_version", sa.BigInteger),
    sa.Index("service_order_opened_at_order_id", "opened_at", "order_id"),
    postgresql_with=_ROOM,
)

# Apart from the order: what Iclass answered comes on another topic, with versions of its own.
DISPATCH = sa.Table(
    "dispatch",
    METADATA,
    sa.Column("order_id", sa.Uuid, primary_key=True),
    sa.Column("state", sa.Text),
    sa.Column("decided_at", _MOMENT),
    sa.Column("state_version", sa.BigInteger),
    sa.Index("dispatch_decided_at_order_id", "decided_at", "order_id"),
)

EMAIL = sa.Table(
    "email",
    METADATA,
    sa.Column("email_id", sa.Uuid, primary_key=True),
    sa.Column("state", sa.Text),
    sa.Column("settled_at", _MOMENT),
    sa.Column("ticket_id", sa.Uuid),
    sa.Column("state_version", sa.BigInteger),
    sa.Index("email_settled_at_email_id", "settled_at", "email_id"),
)
