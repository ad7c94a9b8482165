"""What the billing system tells, read and never written here."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
Get = Callable[..., Awaitable[Any]]
Lines = Callable[..., Awaitable[Any]]
EVA = f"/api/v1/customers/{customer_id_of('C-000123')}"
PARTS = ("billing", "invoices", "payments", "movements")


async def test_the_billing_tabs_show_what_was_told(
    get: Get, bring_lines: Lines, eva: Row, snapshot: Row, bring: Bring
) -> None:
    """E46, E48, E49, E51, E52, E53, E54, E55, E56, E57."""
    await bring([eva])
    done = await bring_lines("billing", snapshot)

    billing = (await get(f"{EVA}/billing", "billing.read")).json()
    payments = (await get(f"{EVA}/payments", "billing.read")).json()["items"]
    own = (
        await get(f"{EVA}/invoices", "billing.read", contract="K-1")
    ).json()["items"]  # fmt: skip

    assert (done["created"], done["refused"]) == (1, 0)
    assert (billing["balance"], billing["currency"]) == ("-18500.00", "ARS")
    assert billing["profile"]["invoice_type"] == "B"
    assert billing["gateways"][0]["name"] == "Mercado Pago"
    assert billing["contracts"][0] == {
        "contract_number": "K-1", "price": "18500.00", "frequency": "monthly",
    }  # fmt: skip
    assert billing["discounts"][0]["percent"] == "10"
    assert billing["recurring_items"][0]["name"] == "IP fija"
    assert payments[0]["method"] == "efectivo"
    assert [each["number"] for each in own] == ["B-5", "B-3", "B-1"]
    assert own[0]["pdf_url"] == "https://facturas.example.com/B-5.pdf"


@pytest.mark.usefixtures("billed")
@pytest.mark.parametrize(("part", "count"), [("invoices", 5), ("movements", 3)])
async def test_pages_show_every_row_once_newest_first(get: Get, part: str, count: int) -> None:
    """E54."""
    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = (await get(f"{EVA}/{part}", "billing.read", limit=2, **after)).json()
        seen += [item["number"] for item in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == count


async def test_what_is_older_than_what_is_known_is_no_news(
    get: Get, bring_lines: Lines, eva: Row, snapshot: Row, bring: Bring
) -> None:
    await bring([eva])
    await bring_lines("billing", snapshot)

    older = snapshot | {"as_of": "2026-10-01T06:00:00Z", "balance": "0"}
    done = await bring_lines("billing", older)
    newer = snapshot | {"as_of": "2026-11-02T06:00:00Z", "balance": "0", "discounts": []}
    await bring_lines("billing", newer)

    billing = (await get(f"{EVA}/billing", "billing.read")).json()
    assert done["unchanged"] == 1
    assert (billing["balance"], billing["discounts"]) == ("0.00", [])


async def test_a_role_without_billing_sees_nothing_of_it(
    get: Get, bring_lines: Lines, eva: Row, snapshot: Row, bring: Bring
) -> None:
    """E60: no tab, no route, and no amount anywhere in the customer's view."""
    await bring([eva])
    await bring_lines("billing", snapshot)

    refused = [await get(f"{EVA}/{part}") for part in PARTS]
    without = await get(EVA)
    with_it = await get(EVA, "billing.read")

    assert [answer.status_code for answer in refused] == [403] * 4
    assert without.json()["tabs"] == ["detail"]
    assert with_it.json()["tabs"] == ["detail", "billing", "payments"]
    assert not [word for word in ("18500", "balance", "invoice") if word in without.text]


async def test_nobody_can_write_billing(directory: Directory, eva: Row, bring: Bring) -> None:
    await bring([eva])
    headers = await directory.account("billing.read", "customers.read", "customers.edit")

    for part in PARTS:
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = await directory.client.request(method, f"{EVA}/{part}", headers=headers)
            assert answer.status_code == 405
