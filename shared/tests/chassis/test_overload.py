"""A service that has too much to do says so at once, and goes on with what it has in hand."""

import asyncio
from collections import Counter

import httpx2

from chassis.http import MOST_IN_HAND
from chassis_testing.bare_api import bare_api
from chassis_testing.waiting import until

TOO_MANY = 20


async def test_what_is_too_much_is_refused_at_once_and_the_rest_is_answered() -> None:
    app, goes_on = bare_api("crowd"), asyncio.Event()

    @app.get("/crowd")
    async def wait() -> str:
        await goes_on.wait()
        return "done"

    @app.get("/health/live")
    async def live() -> str:
        return "alive"

    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://crowd") as client:
        asked = [asyncio.create_task(client.get("/crowd")) for _ in range(MOST_IN_HAND + TOO_MANY)]

        async def the_rest_is_refused() -> bool:
            return sum(each.done() for each in asked) == TOO_MANY

        await until(the_rest_is_refused)
        refused = [each.result() for each in asked if each.done()]
        assert {(r.status_code, r.json()["code"], r.headers["retry-after"]) for r in refused} == {
            (503, "busy", "1")
        }
        assert (await client.get("/health/live")).status_code == 200

        goes_on.set()
        statuses = Counter(answer.status_code for answer in await asyncio.gather(*asked))
        assert statuses == {200: MOST_IN_HAND, 503: TOO_MANY}
        assert (await client.get("/crowd")).status_code == 200
