"""Consumption by day; and the topic as the other way in."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

from chassis_testing.harness import Harness, record_of
from contracts.crm import BillingReportedV1, UsageReportedV1
from directory.domain.customer import contract_id_of, customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
Get = Callable[..., Awaitable[Any]]
Lines = Callable[..., Awaitable[Any]]
EVA = f"/api/v1/customers/{customer_id_of('C-000123')}"
USAGE = f"{EVA}/contracts/{contract_id_of('C-000123', 'K-1')}/usage"


async def test_consumption_is_a_bounded_range_of_days(
    directory: Directory, get: Get, bring_lines: Lines, eva: Row, bring: Bring
) -> None:
    """E41."""
    await bring([eva])
    days = [
        {"customer_number": "C-000123", "contract_number": "k-1", "day": f"2026-10-{n:02}",
         "down_bytes": n * 10**9, "up_bytes": n} for n in range(1, 31)
    ]  # fmt: skip
    done = await bring_lines("usage", *days, days[0] | {"down_bytes": -1})

    week = await get(USAGE, **{"from": "2026-10-05", "to": "2026-10-11"})
    wrong = [
        await get(USAGE, **{"from": "2026-10-05", "to": "2026-10-04"}),
        await get(USAGE, **{"from": "2020-01-01", "to": "2026-10-04"}),
        await get(USAGE, **{"from": "2026-10-05"}),
    ]
    other = USAGE.replace(str(customer_id_of("C-000123")), str(customer_id_of("C-9")))
    unknown = await get(other, **{"from": "2026-10-05", "to": "2026-10-11"})

    assert (done["created"], done["refused"]) == (30, 1)
    assert [item["day"][-2:] for item in week.json()["items"]] == [
        "05", "06", "07", "08", "09", "10", "11",
    ]  # fmt: skip
    assert week.json()["items"][0]["down_bytes"] == 5 * 10**9
    assert [answer.status_code for answer in wrong] == [422] * 3
    assert unknown.status_code == 404
    rows = await directory.rows("select action, subject from kernel_audit")
    assert rows == [{"action": "billing.usage", "subject": str(customer_id_of("C-000123"))}]


async def test_billing_and_usage_come_by_the_topic_too(
    directory: Directory, get: Get, eva: Row, snapshot: Row, bring: Bring
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

    known = (await get(f"{EVA}/billing", "billing.read")).json()
    days = (await get(USAGE, **{"from": "2026-10-01", "to": "2026-10-01"})).json()
    assert known["balance"] == "-18500.00"
    assert days["items"] == [{"day": "2026-10-01", "down_bytes": 7, "up_bytes": 1}]
