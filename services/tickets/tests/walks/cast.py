"""Who walks: accounts of every role, in two areas, some with less or more than their role has."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from services.tickets.tests.surveys.asking import Tickets
from services.tickets.tests.walks.rules import Somebody

AREAS = ("support", "billing")
_READ = ("tickets.read", "surveys.read")
_USER = (*_READ, "tickets.create", "surveys.answer")
_FIELD = (*_READ, "tickets.comment", "tickets.finish")
_DESK = (*_FIELD, "tickets.create", "surveys.answer")
_BOSS = (*_DESK, "tickets.assign", "tickets.close", "tickets.reopen", "tickets.cancel")
_ALL = (*_BOSS, "tickets.reopen-closed")
_CARLA, _PEDRO = "Carla", "Pedro"

# Name, role, areas, rights, customer.
_PARTS: Sequence[tuple[str, str, Sequence[str], Sequence[str], str | None]] = (
    ("administrator", "administrator", (), (*_ALL, "categories.manage"), None),
    ("boss of support", "supervisor", ("support",), _ALL, None),
    ("boss of billing", "supervisor", ("billing",), _ALL, None),
    ("boss who leaves closed tickets closed", "supervisor", ("billing",), _BOSS, None),
    ("technician of support", "technician", ("support",), _FIELD, None),
    ("technician of billing", "technician", ("billing",), _FIELD, None),
    ("technician with the whole area", "technician", ("support",), (*_ALL, "scope.area"), None),
    ("technician without rights", "technician", ("support",), _READ, None),
    ("operator", "operator", ("support",), _DESK, None),
    ("operator who decides", "operator", (), _ALL, None),
    ("customer", "customer", (), _USER, _CARLA),
    ("the same customer's other account", "customer", (), (*_USER, "tickets.comment"), _CARLA),
    ("another customer", "customer", (), (*_USER, "tickets.comment", "tickets.cancel"), _PEDRO),
    ("employee", "employee", (), _USER, None),
)


async def assemble(tickets: Tickets) -> tuple[list[Somebody], list[str]]:
    """The accounts and their two customers, as the service knows them."""
    customers = {name: uuid4() for name in (_CARLA, _PEDRO)}
    async with tickets.system() as connection:
        for name, customer_id in customers.items():
            await connection.exec_driver_sql(
                "insert into customers values ($1, 1, $2, $2)", (customer_id, name)
            )
    cast = []
    for name, role, areas, rights, whose in _PARTS:
        own: UUID | None = customers[whose] if whose else None
        headers = await tickets.account(*rights, role=role, areas=areas, name=name, customer_id=own)
        customer = str(own) if own else None
        known = frozenset(rights)
        account_id = headers["X-Account-Id"]
        cast.append(Somebody(name, account_id, role, tuple(areas), known, customer, headers))
    return cast, [str(each) for each in customers.values()]
