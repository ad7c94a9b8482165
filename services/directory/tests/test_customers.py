from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]

Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
AsLines = Callable[[list[Row]], bytes]


async def find(directory: Directory, **params: Any) -> Any:
    headers = await directory.account("customers.read")
    return await directory.client.get("/api/v1/customers", params=params, headers=headers)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["C-000123", "C-000200"]),
        ("nunez", ["C-000123"]),
        ("ESPIGA pan", ["C-000200"]),
        ("c-0002", ["C-000200"]),
        ("27888", ["C-000123"]),
        ("351 412", ["C-000123"]),
        ("+57 300", ["C-000200"]),
        ("0351 412 3456", ["C-000123"]),
        ("0351 15 412 3456", ["C-000123"]),
        ("15 412-3456", ["C-000123"]),
        ("0351 15 412 3457", []),
        ("nobody", []),
        ("%", []),
    ],
)
async def test_customers_are_found_by_what_people_say(
    directory: Directory, query: str, numbers: list[str], eva: Row, shop: Row, bring: Bring
) -> None:
    """D06–D08, C25."""
    await bring([shop, eva])

    answer = await find(directory, query=query)

    assert answer.status_code == 200
    assert [item["number"] for item in answer.json()["items"]] == numbers


async def test_a_found_customer_shows_its_cities(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """C11."""
    await bring([eva])

    [item] = (await find(directory)).json()["items"]

    assert item["cities"] == ["Alta Gracia", "Córdoba"]
    assert item["customer_id"] == str(customer_id_of("C-000123"))


async def test_pages_show_every_customer_once_in_the_order_of_names(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    names = ["Ñandú", "ana", "Ana", "Zoe", "Álvaro"]
    await bring([eva | {"number": f"C-{n}", "name": name} for n, name in enumerate(names)])

    seen: list[str] = []
    after: str | None = None
    while True:
        page = (await find(directory, limit=2, **({"after": after} if after else {}))).json()
        seen += [item["name"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert sorted(seen) == sorted(names)
    assert [name.lower() for name in seen] == ["álvaro", "ana", "ana", "ñandú", "zoe"]


async def test_a_customer_is_shown_with_all_contracts(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """A36, C25."""
    await bring([eva])
    headers = await directory.account("customers.read")

    answer = await directory.client.get(
        f"/api/v1/customers/{customer_id_of('C-000123')}", headers=headers
    )

    view = answer.json()
    assert (view["name"], view["version"]) == ("Eva Núñez", 1)
    assert [contract["number"] for contract in view["contracts"]] == ["K-1", "K-2"]
    assert view["contracts"][0]["latitude"] == -31.42
    assert view["contracts"][1]["node"] == ""
    assert UUID(view["contracts"][0]["contract_id"])


async def test_the_cities_are_listed_once_each(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    nobody = await directory.client.get("/api/v1/catalogues/cities")
    empty = await directory.client.get(
        "/api/v1/catalogues/cities", headers=await directory.account()
    )
    await bring([eva, eva | {"number": "C-9"}])

    answer = await directory.client.get(
        "/api/v1/catalogues/cities", headers=await directory.account()
    )

    assert nobody.status_code == 401
    assert empty.json() == {"items": []}
    assert answer.json() == {"items": ["Alta Gracia", "Córdoba"]}


async def test_an_unknown_customer_is_not_found(directory: Directory) -> None:
    headers = await directory.account("customers.read")
    unknown = await directory.client.get(f"/api/v1/customers/{uuid4()}", headers=headers)
    no_id = await directory.client.get("/api/v1/customers/1", headers=headers)

    assert (unknown.status_code, unknown.json()["code"]) == (404, "not-found")
    assert (no_id.status_code, no_id.json()["code"]) == (422, "wrong-fields")


@pytest.mark.parametrize(
    "params", [{"query": "a\x00"}, {"limit": "0"}, {"limit": "1000"}, {"after": "x"}]
)
async def test_a_question_that_makes_no_sense_is_refused(
    directory: Directory, params: dict[str, str]
) -> None:
    assert (await find(directory, **params)).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/api/v1/customers", "customers.read"),
        ("GET", f"/api/v1/customers/{UUID(int=7)}", "customers.read"),
        ("POST", "/api/v1/customers/import", "customers.import"),
    ],
)
async def test_customers_are_for_those_who_may(
    directory: Directory, method: str, path: str, permission: str
) -> None:
    nobody = await directory.client.request(method, path, content=b"{}")
    somebody = await directory.client.request(
        method, path, content=b"{}", headers=await directory.account("tickets.read")
    )

    assert nobody.status_code == 401
    assert (somebody.status_code, somebody.json()["permission"]) == (403, permission)
