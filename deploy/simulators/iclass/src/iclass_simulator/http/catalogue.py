"""Lists the provider's systems read: order types and technicians."""

from fastapi import APIRouter

from iclass_simulator.catalogue import ORDER_TYPES, TECHNICIANS
from iclass_simulator.vocabulary import Document, TechnicianRef


class OrderType(Document):
    """A kind of visit; codes and names are the field system's own."""

    code: str
    name: str


def catalogue_routes() -> APIRouter:
    """Routes under `/api`."""
    router = APIRouter(prefix="/api")

    @router.get("/order-types")
    async def order_types() -> list[OrderType]:
        return [OrderType(code=code, name=name) for code, name in ORDER_TYPES.items()]

    @router.get("/technicians")
    async def technicians() -> list[TechnicianRef]:
        return [technician.ref for technician in TECHNICIANS.values()]

    return router
