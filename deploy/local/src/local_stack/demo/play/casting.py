"""Those who act log in, each with an account of their own."""

import asyncio
from collections.abc import Iterable

from local_stack.demo.api import Person, Unexpected, Web
from local_stack.demo.data.accounts import accounts
from local_stack.demo.data.customers import Customer, customers
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import demo_password
from local_stack.demo.play.stage import Cast

_OPERATORS, _SUPERVISORS, _TECHNICIANS = 6, 1, 3
_PATIENCE, _PAUSE = 60, 0.25

# One place of every service where they will have business.
_OF_OPERATORS = ("/api/v1/contacts/counts", "/api/v1/tickets", "/api/v1/orders")
_OF_SUPERVISORS = (*_OF_OPERATORS, "/api/v1/reports/summary")
_OF_TECHNICIANS = ("/api/v1/orders",)
_OF_ADMINISTRATORS = (*_OF_SUPERVISORS, "/api/v1/emails", "/api/v1/dispatches")


async def log_in(web: Web, installation: Installation) -> Cast:
    """Everybody, once every service knows them."""
    password = demo_password(installation.home)
    admin = await Person.enter(web, "admin", installation.secret("admin-password"))
    operators = await _enter(web, password, "operator", "support", _OPERATORS)
    # Who closes what the desk has finished, and who goes where orders send them: each of them sees
    # their own area only.
    supervisors = await _enter(web, password, "supervisor", "support", _SUPERVISORS)
    technicians = await _enter(web, password, "technician", "technical", _TECHNICIANS)
    places: list[tuple[Person, Iterable[str]]] = [
        (admin, _OF_ADMINISTRATORS),
        *((each, _OF_OPERATORS) for each in operators),
        *((each, _OF_SUPERVISORS) for each in supervisors),
        *((each, _OF_TECHNICIANS) for each in technicians),
    ]
    await asyncio.gather(*(_known(who, path) for who, paths in places for path in paths))
    return Cast(admin, operators, supervisors, technicians)


async def customers_by_id(admin: Person, count: int) -> dict[str, Customer]:
    """The generator's customers by the ids that Tero gave them."""
    ids = {each["number"]: each["customer_id"] async for each in admin.pages("/api/v1/customers")}
    return {ids[each.number]: each for each in customers(count) if each.number in ids}


async def _enter(web: Web, password: str, role: str, area: str, count: int) -> tuple[Person, ...]:
    fitting = [a.login for a in accounts() if a.role == role and area == a.area]
    entered = (Person.enter(web, login, password) for login in fitting[:count])
    return tuple(await asyncio.gather(*entered))


async def _known(who: Person, path: str) -> None:
    """A service lets nobody in before it has heard of their account."""
    for _ in range(round(_PATIENCE / _PAUSE)):
        answer = await who.get(path, **({"limit": 1} if path.endswith("s") else {}))
        if answer.status not in (401, 403, 502, 503):
            return
        await asyncio.sleep(_PAUSE)
    raise Unexpected(f"{who.login} is not let in at {path}: {answer.status} {answer.body}")
