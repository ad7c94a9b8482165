"""Dispatches in PostgreSQL: saving one writes its row, its numbers and what others will hear."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from chassis.calls import request_call
from chassis.errors import ConcurrentUpdate
from chassis.transactions import Tx
from iclass_bridge.application.ports import OrderNews
from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.presence import DispatchState, ExternalRef
from iclass_bridge.domain.requests import Request
from iclass_bridge.domain.technician import VisitState
from iclass_bridge.outbound.announcements import announce
from iclass_bridge.outbound.call_payloads import KIND, payload_of
from iclass_bridge.outbound.inbox import SqlInbox
from iclass_bridge.outbound.queries import SqlReading
from iclass_bridge.outbound.tables import DISPATCH, EXTERNAL_REF, KNOWN_ORDER

# Statements are built once: building them costs more than sending them.
_FIND = sa.select(DISPATCH).where(DISPATCH.c.order_id == sa.bindparam("order_id")).with_for_update()
_REFS = (
    sa.select(EXTERNAL_REF)
    .where(EXTERNAL_REF.c.order_id == sa.bindparam("order_id"))
    .order_by(EXTERNAL_REF.c.valid_from)
)
_OWNER = sa.select(EXTERNAL_REF.c.order_id).where(EXTERNAL_REF.c.number == sa.bindparam("number"))
_AREA = sa.select(KNOWN_ORDER.c.area).where(KNOWN_ORDER.c.order_id == sa.bindparam("its_order"))
_ADD = sa.insert(DISPATCH).values(area=_AREA.scalar_subquery())
_SAVE = sa.update(DISPATCH).where(
    DISPATCH.c.order_id == sa.bindparam("its_order_id"),
    DISPATCH.c.version == sa.bindparam("seen_version"),
)
_REF = insert(EXTERNAL_REF)
_KEEP_REF = _REF.on_conflict_do_update(
    index_elements=["order_id", "number"], set_={"valid_to": _REF.excluded.valid_to}
)
_NEWS = insert(KNOWN_ORDER)
_KEEP_NEWS = _NEWS.on_conflict_do_update(
    index_elements=["order_id"],
    set_={
        "number": sa.func.coalesce(_NEWS.excluded.number, KNOWN_ORDER.c.number),
        "area": sa.func.coalesce(_NEWS.excluded.area, KNOWN_ORDER.c.area),
        "customer_id": sa.func.coalesce(_NEWS.excluded.customer_id, KNOWN_ORDER.c.customer_id),
        "state": _NEWS.excluded.state,
        "state_at": _NEWS.excluded.state_at,
        "version": _NEWS.excluded.version,
    },
    where=KNOWN_ORDER.c.version < _NEWS.excluded.version,
)
_WHOSE = (
    sa.update(KNOWN_ORDER)
    .where(KNOWN_ORDER.c.order_id == sa.bindparam("its_order"))
    .values(customer_id=sa.bindparam("whose"))
)
_STATE = sa.select(KNOWN_ORDER.c.state).where(KNOWN_ORDER.c.order_id == sa.bindparam("order_id"))


class SqlDispatches:
    """See `application.ports.Dispatches`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, order_id: UUID) -> Dispatch | None:
        key = {"order_id": order_id}
        row = (await self._tx.connection.execute(_FIND, key)).one_or_none()
        if row is None:
            return None
        refs = await self._tx.connection.execute(_REFS, key)
        return _dispatch_of(row, [ExternalRef(r.number, r.valid_from, r.valid_to) for r in refs])

    async def add(self, dispatch: Dispatch) -> None:
        values = {**_values_of(dispatch), "version": 1, "its_order": dispatch.order_id}
        await self._tx.connection.execute(_ADD, values)
        dispatch.version = 1

    async def save(self, dispatch: Dispatch) -> None:
        news = dispatch.pull_events()
        dispatch.news += len(news)
        result = await self._tx.connection.execute(
            _SAVE,
            {
                **_values_of(dispatch),
                "version": dispatch.version + 1,
                "its_order_id": dispatch.order_id,
                "seen_version": dispatch.version,
            },
        )
        if result.rowcount != 1:
            raise ConcurrentUpdate("Somebody else changed this dispatch in between.")
        dispatch.version += 1
        for ref in dispatch.pull_refs():
            await self._tx.connection.execute(
                _KEEP_REF,
                {
                    "order_id": dispatch.order_id,
                    "number": ref.number,
                    "valid_from": ref.valid_from,
                    "valid_to": ref.valid_to,
                },
            )
        # The row's lock, taken above, is what makes these numbers the order of commits.
        for version, event in enumerate(news, start=dispatch.news - len(news) + 1):
            told = announce(event, dispatch.order_id)
            self._tx.emit(told, key=dispatch.order_id, version=version, time=event.at)

    async def owner_of(self, number: str) -> UUID | None:
        owner: UUID | None = await self._tx.connection.scalar(_OWNER, {"number": number})
        return owner


class SqlKnownOrders:
    """See `application.ports.KnownOrders`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, news: OrderNews) -> None:
        await self._tx.connection.execute(
            _KEEP_NEWS,
            {
                "order_id": news.order_id,
                "number": news.number,
                "area": news.area,
                "customer_id": news.customer_id,
                "state": news.state,
                "state_at": news.at,
                "version": news.version,
            },
        )

    async def belongs_to(self, order_id: UUID, customer_id: UUID) -> None:
        values = {"its_order": order_id, "whose": customer_id}
        await self._tx.connection.execute(_WHOSE, values)

    async def state_of(self, order_id: UUID) -> str | None:
        state: str | None = await self._tx.connection.scalar(_STATE, {"order_id": order_id})
        return state


class SqlIclassCalls:
    """See `application.ports.IclassCalls`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def request(self, order_id: UUID, request: Request) -> None:
        await request_call(self._tx, KIND, order_id, payload_of(request))


class SqlTransaction:
    """The stores of one open transaction."""

    def __init__(self, kernel: Tx) -> None:
        self.kernel = kernel
        self.dispatches = SqlDispatches(kernel)
        self.inbox = SqlInbox(kernel)
        self.known_orders = SqlKnownOrders(kernel)
        self.iclass = SqlIclassCalls(kernel)
        self.reading = SqlReading(kernel)


def _values_of(dispatch: Dispatch) -> dict[str, Any]:
    return {
        "order_id": dispatch.order_id,
        "order_number": dispatch.order_number,
        "state": dispatch.state.value,
        "iclass_order_type": dispatch.iclass_order_type,
        "requested_at": dispatch.requested_at,
        "refusal": dispatch.refusal,
        "visit": dispatch.visit,
        "visit_at": dispatch.visit_at,
        "last_sequence": dispatch.last_sequence,
        "diverged": dispatch.diverged,
        "news": dispatch.news,
    }


def _dispatch_of(row: sa.Row[Any], refs: list[ExternalRef]) -> Dispatch:
    return Dispatch(
        order_id=row.order_id,
        order_number=row.order_number,
        iclass_order_type=row.iclass_order_type,
        requested_at=row.requested_at,
        state=DispatchState(row.state),
        refusal=row.refusal,
        refs=tuple(refs),
        visit=VisitState(row.visit) if row.visit else None,
        visit_at=row.visit_at,
        last_sequence=row.last_sequence,
        diverged=row.diverged,
        version=row.version,
        news=row.news,
    )
