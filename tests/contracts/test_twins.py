"""Own and other ids through every route that takes one: what is another's does not exist.

The routes come from the services' OpenAPI documents: a new one is tried without being named here.
"""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from tests.contracts.twins import CUSTOMERS, HERE, KINDS, OTHER_PARAMETERS, ROLES, THERE, body_for

from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from directory.domain.permissions import ALL
from tero.assembly import assembled

SERVICES = ("intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting")
Services = dict[str, Harness[Any]]
Route = tuple[str, str, str, str, dict[str, Any]]
_PARAMETER = re.compile(r"{(\w+)}")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def services(
    create_lasting_database: CreateDatabase, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Services]:
    """Every service with rows that belong to somebody, each on a database of its own."""
    folder: Path = tmp_path_factory.mktemp("twins")
    keys = make_signing_keys(folder)
    async with AsyncExitStack() as ends:
        known = ends.enter_context(assembled())
        found: Services = {}
        for name in SERVICES:
            definition, settings = known[name]
            url = await create_lasting_database(name.replace("-", "_"))
            changes = {"database_url": url, "jwks_file": keys.jwks_file, "instance": f"{name}-twin"}
            service = Service(definition, settings.model_copy(update=changes), "api")
            found[name] = await ends.enter_async_context(running(service, keys))
        yield found


@pytest.fixture(scope="module")
def routes(services: Services) -> list[Route]:
    """Those with an id in their address."""
    return list(_routes_with_ids(services))


def _routes_with_ids(services: Services) -> Iterator[Route]:
    """Service, method, path, parameter and operation."""
    for name, harness in services.items():
        document = harness.service.build_app().openapi()
        for path, operations in document["paths"].items():
            for parameter in _PARAMETER.findall(path):
                for method, operation in operations.items():
                    yield name, method, path, parameter, operation | {"document": document}


async def ask(
    harness: Harness[Any], method: str, path: str, operation: dict[str, Any], headers: Any
) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    body = body_for(schema, operation["document"]) if schema else None
    return await harness.client.request(method.upper(), path, json=body, headers=headers)


def told(answer: Any) -> tuple[Any, ...]:
    """All of an answer that could tell one id from another."""
    headers = {name: value for name, value in answer.headers.items() if "ratelimit" not in name}
    return answer.status_code, answer.content, headers


def test_every_id_in_an_address_is_of_a_known_kind(routes: list[Route]) -> None:
    """A route that takes an id nobody has thought about fails here."""
    unknown = {
        (name, path)
        for name, _, path, parameter, _ in routes
        if (name, parameter) not in KINDS
        and parameter not in OTHER_PARAMETERS
        and "/kernel/" not in path
    }
    assert unknown == set()


@pytest.mark.parametrize("role", ROLES)
async def test_own_ids_are_answered_and_others_do_not_exist(
    services: Services, routes: list[Route], role: str
) -> None:
    """B17, B23, B24, B26: every permission there is does not help, not even to learn of it."""
    tried = 0
    for name, method, path, parameter, operation in routes:
        kind, harness = KINDS.get((name, parameter)), services[name]
        if kind is None:
            continue
        async with harness.system() as connection:
            own, other = [await kind.make(connection, side) for side in (HERE, THERE)]
        rights = ALL - {"scope.all", "scope.area"}
        headers = await harness.account(
            *rights, role=role, areas=(HERE,), customer_id=CUSTOMERS[HERE]
        )
        headers |= {"X-Correlation-Id": str(uuid4())}
        own_, other_, nobody = [
            await ask(harness, method, _PARAMETER.sub(str(uuid4()), path.replace(
                f"{{{parameter}}}", str(each))), operation, headers)
            for each in (own, other, uuid4())
        ]  # fmt: skip
        where = (role, method, path)
        assert nobody.status_code == 404, (where, nobody.text)
        if kind.divided or role not in kind.seen_by:
            assert told(other_) == told(nobody), where
        if role in kind.seen_by:
            # 503: a live stream, for which there is no broker here.
            answers = (200, 201, 202, 204, 403, 409, 422, 503)
            # Something else that the request names may not be there, in words of its own.
            is_there = own_.status_code == 404 and told(own_) != told(nobody)
            names_more = len(_PARAMETER.findall(path)) > 1
            assert own_.status_code in answers or is_there or names_more, (where, own_.text)
        else:
            assert told(own_) == told(nobody), where
        tried += 1
    assert tried > 20
