"""Where an account is asked for, strangers are refused before their body is read (API4)."""

import re
from uuid import uuid4

import httpx2

from chassis.policies import declared_routes
from chassis.service import Service
from directory.domain.permissions import ALL
from tero.assembly import assembled

ASKS_FOR_AN_ACCOUNT = ALL | {"authenticated"}
MALFORMED = b'{"a": '


async def test_strangers_are_told_nothing_of_what_they_send() -> None:
    """What could not even be parsed is answered as what could."""
    told: dict[str, tuple[int, str]] = {}
    with assembled() as services:
        for definition, settings in services.values():
            app = Service(definition, settings, "api").build_app()
            app.state.rate_limiter = None
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://x") as client:
                for route in declared_routes(app):
                    if route.policies[0] not in ASKS_FOR_AN_ACCOUNT:
                        continue
                    path = re.sub(r"{\w+}", str(uuid4()), route.path)
                    for method in route.methods - {"GET", "HEAD"}:
                        answer = await client.request(
                            method,
                            path,
                            content=MALFORMED,
                            headers={"Content-Type": "application/json"},
                        )
                        told[f"{method} {route.path}"] = (
                            answer.status_code,
                            answer.json()["code"],
                        )

    assert len(told) > 100
    wrong = {where: what for where, what in told.items() if what != (401, "token-required")}
    assert wrong == {}
