"""What somebody sees of dispatches: those of their areas' orders."""

from typing import Any

import sqlalchemy as sa

from chassis.reach import Reach, Who, reach_of
from chassis.scope import Rows
from chassis.ties import InArea
from iclass_bridge.outbound.tables import DISPATCH, TECHNICIAN_EVENT

DISPATCHES = Rows(
    table="dispatch",
    ties={Reach.AREA: (InArea("area"),), Reach.ASSIGNED: (InArea("area"),)},
    missing="No such order was ever sent to Iclass.",
    code="dispatch-unknown",
)


def visible_events(who: Who) -> sa.ColumnElement[bool]:
    """Events of the dispatches somebody sees; what nobody could place is for those who see all."""
    if reach_of(who).is_whole:
        return sa.true()
    seen: sa.Select[Any] = sa.select(DISPATCH.c.order_id).where(DISPATCHES.clause(who))
    return TECHNICIAN_EVENT.c.order_id.in_(seen)
