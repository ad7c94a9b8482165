"""Who is put out is out everywhere within seconds: through Kafka, in every service (B16)."""

import asyncio
import json
import time
from collections.abc import Iterable
from uuid import UUID

import pytest
from joserfc.jwk import OKPKey

from chassis.tokens import issue
from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.data.accounts import accounts
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import demo_password
from local_stack.demo.play.stage import Cast

# The product's promise.
SECONDS = 5.0

# A place of every service that an administrator may look at.
PLACES = {
    "directory": "/api/v1/session",
    "intake": "/api/v1/contacts/counts",
    "tickets": "/api/v1/tickets",
    "orders": "/api/v1/orders",
    "iclass-bridge": "/api/v1/dispatches",
    "notifications": "/api/v1/emails",
    "reporting": "/api/v1/reports/summary",
}


async def change(who: Person, method: str, path: str, body: object = None) -> Answer:
    """Something that is neither a look nor a POST."""
    headers = {"Authorization": f"Bearer {who.token}"}
    return await who.web.send(method, path, headers=headers, json=body)


async def seconds_until(who: Person, path: str, status: int) -> float:
    """How long a service goes on answering otherwise; asked without a pause."""
    begin = time.monotonic()
    while (answer := await who.get(path)).status != status:
        if time.monotonic() - begin > 10 * SECONDS:
            pytest.fail(f"{path} still answers {answer.status}")
    return time.monotonic() - begin


async def refused(who: Person, status: int, services: Iterable[str] = PLACES) -> dict[str, float]:
    """The same for several at once."""
    names = list(services)
    waits = await asyncio.gather(*(seconds_until(who, PLACES[name], status) for name in names))
    found = dict(zip(names, waits, strict=True))
    print({name: f"{wait:.3f} s" for name, wait in found.items()})
    return found


async def test_an_ended_session_is_refused_by_every_service(
    web: Web, admin: Person, installation: Installation
) -> None:
    """Security row 11. The other session of the same account is not touched."""
    password = installation.secret("admin-password")
    waits: list[float] = []
    for _ in range(3):
        lost = await Person.enter(web, "admin", password)
        assert {(await lost.get(path)).status for path in PLACES.values()} == {200}
        session = f"{lost.account_id}/sessions/{await session_id_of(lost)}"
        assert (await change(admin, "DELETE", f"/api/v1/accounts/{session}")).status == 204
        waits += (await refused(lost, 401)).values()

    assert max(waits) <= SECONDS
    assert {(await admin.get(path)).status for path in PLACES.values()} == {200}


async def test_a_closed_account_is_refused_by_every_service(
    web: Web, admin: Person, installation: Installation
) -> None:
    password = demo_password(installation.home)
    # Nobody of the cast, whose sessions all tests share.
    login = next(a.login for a in accounts() if (a.role, a.area) == ("supervisor", "billing"))
    supervisor = await Person.enter(web, login, password)
    theirs = ("directory", "intake", "tickets", "orders", "reporting")
    assert {(await supervisor.get(PLACES[name])).status for name in theirs} == {200}
    account = f"/api/v1/accounts/{supervisor.account_id}"

    closed = await change(admin, "PATCH", account, {"active": False})
    assert closed.status == 200
    waits = await refused(supervisor, 401, theirs)
    opened = await change(admin, "PATCH", account, {"active": True})
    again = await Person.enter(web, supervisor.login, password)

    assert opened.status == 200
    assert max(waits.values()) <= SECONDS
    await asyncio.gather(*(seconds_until(again, PLACES[name], 200) for name in theirs))
    assert {(await supervisor.get(PLACES[name])).status for name in theirs} == {401}


async def test_a_permission_taken_away_is_missed_within_seconds(cast: Cast, admin: Person) -> None:
    operator = cast.operators[-1]
    services = ("intake", "orders")
    account = f"/api/v1/accounts/{operator.account_id}"
    before = (await admin.get(account)).expect("an account")

    changed = await change(admin, "PATCH", account, {"role": "employee"})
    assert changed.status == 200, changed
    waits = await refused(operator, 403, services)
    back = await change(admin, "PATCH", account, {"role": before["role"]})

    assert back.status == 200
    assert max(waits.values()) <= SECONDS
    await asyncio.gather(*(seconds_until(operator, PLACES[name], 200) for name in services))


async def test_who_works_for_long_renews_their_token(
    web: Web, admin: Person, installation: Installation
) -> None:
    """All that they do at the moment of expiry goes on, with one exchange of tokens."""
    key = OKPKey.import_key(json.loads(installation.secret("signing-key.json")))
    account_id, session_id = UUID(admin.account_id), UUID(await session_id_of(admin))
    expired = issue(key, account_id=account_id, session_id=session_id, seconds=-60)
    admin.access.token = expired

    answers = await asyncio.gather(*(admin.get(path) for path in PLACES.values()))

    assert {answer.status for answer in answers} == {200}
    assert admin.token != expired


async def session_id_of(who: Person) -> str:
    """The newest session of an account."""
    page = (await who.get("/api/v1/session/open", limit=1)).expect("open sessions")
    found: str = page["items"][0]["session_id"]
    return found
