"""What the billing system tells, read and never written here."""

import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

import pytest

from chassis.due import Timers
from chassis_testing.harness import Harness, record_of
from contracts.crm import BillingReportedV1, UsageReportedV1
from directory.domain.customer import contract_id_of, customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
EVA = f"/api/v1/customers/{customer_id_of('C-000123')}"
USAGE = f"{EVA}/contracts/{contract_id_of('C-000123', 'K-1')}/usage"
PARTS = ("billing", "invoices", "payments", "movements")


@pytest.fixture
def snapshot() -> Row:
    """A line of an import of billing."""
    return {
        "customer_number": "c-000123",
        "as_of": "2026-11-01T06:00:00Z",
        "currency": "ARS",
        "balance": "-18500.00",
        "profile": {"legal_name": "Eva Núñez", "invoice_type": "B", "cycle": "día 1"},
        "gateways": [{"name": "Mercado Pago", "reference": "MP-1", "state": "active"}],
        "contracts": [{"contract_number": "K-1", "price": "18500.00", "frequency": "monthly"}],
        "discounts": [{"name": "Débito", "percent": "10", "until": "2027-03-31"}],
        "recurring_items": [{"name": "IP fija", "amount": "3500.00", "frequency": "monthly"}],
        "invoices": [
            {"number": f"B-{n}", "issued_on": f"2026-{n:02}-01", "amount": "18500.00",
             "state": "paid", "contract_number": "K-1" if n % 2 else None,
             "pdf_url": f"https://facturas.example.com/B-{n}.pdf"} for n in range(1, 6)
        ],
        "payments": [
            {"number": "R-1", "paid_on": "2026-10-05", "amount": "18500.00", "method": "efectivo",
             "invoice_number": "B-1"}
        ],
        "movements": [
            {"number": f"M-{n}", "booked_on": "2026-11-01", "description": f"Factura {n}",
             "amount": "-10.50", "balance": "-18500.00"} for n in range(3)
        ],
    }  # fmt: skip


async def bring_lines(directory: Directory, what: str, *lines: Row) -> Any:
    headers = await directory.account("customers.import")
    path = f"/api/v1/customers/imports?format=ndjson&what={what}"
    content = "\n".join(json.dumps(line) for line in lines).encode()
    answer = await directory.client.post(path, content=content, headers=headers)
    service = directory.service
    while await Timers(service.database, service.definition.timers).fire_one():
        pass
    done = await directory.client.get(answer.json()["href"], headers=headers)
    return done.json()


async def get(directory: Directory, path: str, *rights: str, **params: Any) -> Any:
    headers = await directory.account("customers.read", *rights)
    return await directory.client.get(path, params=params, headers=headers)


async def test_the_billing_tabs_show_what_was_told(
    directory: Directory, eva: Row, snapshot: Row, bring: Bring
) -> None:
    """E46, E48, E49, E51, E52, E53, E54, E55, E56, E57."""
    await bring([eva])
    done = await bring_lines(directory, "billing", snapshot)

    billing = (await get(directory, f"{EVA}/billing", "billing.read")).json()
    payments = (await get(directory, f"{EVA}/payments", "billing.read")).json()["items"]
    own = (
        await get(directory, f"{EVA}/invoices", "billing.read", contract="K-1")
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


@pytest.mark.parametrize(("part", "count"), [("invoices", 5), ("movements", 3)])
async def test_pages_show_every_row_once_newest_first(
    directory: Directory, eva: Row, snapshot: Row, bring: Bring, part: str, count: int
) -> None:
    """E54."""
    await bring([eva])
    await bring_lines(directory, "billing", snapshot)

    seen: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = (await get(directory, f"{EVA}/{part}", "billing.read", limit=2, **after)).json()
        seen += [item["number"] for item in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == count


async def test_what_is_older_than_what_is_known_is_no_news(
    directory: Directory, eva: Row, snapshot: Row, bring: Bring
) -> None:
    await bring([eva])
    await bring_lines(directory, "billing", snapshot)

    older = snapshot | {"as_of": "2026-10-01T06:00:00Z", "balance": "0"}
    done = await bring_lines(directory, "billing", older)
    newer = snapshot | {"as_of": "2026-11-02T06:00:00Z", "balance": "0", "discounts": []}
    await bring_lines(directory, "billing", newer)

    billing = (await get(directory, f"{EVA}/billing", "billing.read")).json()
    assert done["unchanged"] == 1
    assert (billing["balance"], billing["discounts"]) == ("0.00", [])


async def test_a_role_without_billing_sees_nothing_of_it(
    directory: Directory, eva: Row, snapshot: Row, bring: Bring
) -> None:
    """E60: no tab, no route, and no amount anywhere in the customer's view."""
    await bring([eva])
    await bring_lines(directory, "billing", snapshot)

    refused = [await get(directory, f"{EVA}/{part}") for part in PARTS]
    without = await get(directory, EVA)
    with_it = await get(directory, EVA, "billing.read")

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


async def test_consumption_is_a_bounded_range_of_days(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """E41."""
    await bring([eva])
    days = [
        {"customer_number": "C-000123", "contract_number": "k-1", "day": f"2026-10-{n:02}",
         "down_bytes": n * 10**9, "up_bytes": n} for n in range(1, 31)
    ]  # fmt: skip
    done = await bring_lines(directory, "usage", *days, days[0] | {"down_bytes": -1})

    week = await get(directory, USAGE, **{"from": "2026-10-05", "to": "2026-10-11"})
    wrong = [
        await get(directory, USAGE, **{"from": "2026-10-05", "to": "2026-10-04"}),
        await get(directory, USAGE, **{"from": "2020-01-01", "to": "2026-10-04"}),
        await get(directory, USAGE, **{"from": "2026-10-05"}),
    ]
    other = USAGE.replace(str(customer_id_of("C-000123")), str(customer_id_of("C-9")))
    unknown = await get(directory, other, **{"from": "2026-10-05", "to": "2026-10-11"})

    assert (done["created"], done["refused"]) == (30, 1)
    assert [item["day"][-2:] for item in week.json()["items"]] == [
        "05", "06", "07", "08", "09", "10", "11",
    ]  # fmt: skip
    assert week.json()["items"][0]["down_bytes"] == 5 * 10**9
    assert [answer.status_code for answer in wrong] == [422] * 3
    assert unknown.status_code == 404


async def test_billing_and_usage_come_by_the_topic_too(
    directory: Directory, eva: Row, snapshot: Row, bring: Bring
) -> None:
    await bring([eva])
    billing = BillingReportedV1.model_validate(snapshot)
    usage = UsageReportedV1(
        customer_number="C-000123",
        contract_number="K-1",
        day="2026-10-01",
        down_bytes=7,
        up_bytes=1,
    )
    before = {"as_of": billing.as_of.replace(year=2025), "balance": Decimal(1)}
    older = billing.model_copy(update=before)

    records = [record_of(event, key="C-000123") for event in (billing, older, usage)]
    await directory.deliver([*records, records[2]])

    known = (await get(directory, f"{EVA}/billing", "billing.read")).json()
    days = (await get(directory, USAGE, **{"from": "2026-10-01", "to": "2026-10-01"})).json()
    assert known["balance"] == "-18500.00"
    assert days["items"] == [{"day": "2026-10-01", "down_bytes": 7, "up_bytes": 1}]
