"""Who a ticket may be for, and which unit it is about: from this service's own copy."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1, CustomerContract, CustomerUnit
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
TODAY = datetime.now(UTC).date()


def changed(name: str, **changes: Any) -> CustomerChangedV1:
    given: dict[str, Any] = {
        "customer_id": uuid4(), "number": f"C-{name}", "name": name, "kind": "person",
        "national_id_kind": "DNI", "national_id": "27888999", "phones": [], "emails": [],
        "language": "es", "contracts": [],
    }  # fmt: skip
    return CustomerChangedV1(**{**given, **changes})


def contract(city: str, number: str) -> CustomerContract:
    return CustomerContract(
        contract_id=uuid4(), number=number, plan="Fibra", state="active", address="x", city=city,
        node="",
    )  # fmt: skip


async def deliver(tickets: Tickets, *events: CustomerChangedV1, version: int = 1) -> None:
    await tickets.deliver(
        [record_of(event, key=event.customer_id, version=version) for event in events]
    )


async def get(tickets: Tickets, path: str, **params: str) -> Any:
    headers = await tickets.account("customers.read", "tickets.read", "scope.all")
    url = f"/api/v1/tickets/{path}".rstrip("/")
    return await tickets.client.get(url, params=params, headers=headers)


async def test_everybody_who_fits_is_found_with_the_services_of_every_city(
    tickets: Tickets,
) -> None:
    """C10, C11, D06-D10, R08."""
    contracts = [contract("Córdoba", "K-1"), contract("Villa María", "K-2")]
    eva = changed("Eva", phones=["+5493514123456"], contracts=contracts)
    await deliver(tickets, eva, changed("Leo", phones=["+543514123456"], national_id="30111222"))

    known = (await get(tickets, "customers", national_id="27.888.999")).json()["items"]
    called = (await get(tickets, "customers", phone="+5493514123456")).json()["items"]

    assert [(each["name"], each["confidence"]) for each in known] == [("Eva", "certain")]
    assert [service["city"] for service in known[0]["services"]] == ["Córdoba", "Villa María"]
    assert [(each["name"], each["confidence"]) for each in called] == [
        ("Eva", "possible"),
        ("Leo", "possible"),
    ]


@pytest.mark.parametrize(("days", "runs"), [(1, True), (0, True), (-1, False)])
async def test_a_unit_brings_its_warranty_and_its_contract(
    tickets: Tickets, days: int, runs: bool
) -> None:
    """D12, D13, D14, D15."""
    own = contract("Córdoba", "K-1")
    until = TODAY + timedelta(days=days)
    unit = CustomerUnit(serial="SN-1", item_number="ONU-6", kind="ONU", warranty_until=until,
                        contract_id=own.contract_id)  # fmt: skip
    await deliver(tickets, changed("Eva", contracts=[own], units=[unit]))

    [found] = (await get(tickets, "units/sn-1")).json()["items"]

    assert (found["item_number"], found["customer_name"]) == ("ONU-6", "Eva")
    assert (found["warranty_until"], found["is_under_warranty"]) == (until.isoformat(), runs)
    assert (found["contract"]["number"], found["contract"]["city"]) == ("K-1", "Córdoba")


async def test_units_follow_their_customer_whatever_the_order_of_the_news(
    tickets: Tickets,
) -> None:
    eva = changed("Eva", units=[CustomerUnit(serial="SN-1")])
    newer = eva.model_copy(update={"units": [CustomerUnit(serial="SN-2")]})

    await deliver(tickets, newer, version=2)
    await deliver(tickets, eva, version=1)

    assert (await get(tickets, "units/SN-1")).status_code == 404
    assert (await get(tickets, "units/SN-2")).status_code == 200


async def test_tickets_of_who_was_merged_are_listed_with_the_one_who_stays(
    tickets: Tickets,
) -> None:
    """R08, E39: nothing is rewritten, so undoing the merge gives them back."""
    eva, twin = changed("Eva", national_id="30111222"), changed("Twin")
    await deliver(tickets, eva, twin)
    headers = await tickets.account("tickets.create", "tickets.read", "scope.all", name="Olga")
    numbers = []
    for customer in (eva, twin):
        body = {"area": "support", "category": "information", "title": customer.name,
                "description": "x", "customer_id": str(customer.customer_id)}  # fmt: skip
        answer = await tickets.client.post("/api/v1/tickets", json=body, headers=headers)
        numbers.append(answer.json()["number"])

    async def listed(customer_id: UUID) -> list[int]:
        page = await get(tickets, "", customer_id=str(customer_id))
        return [item["number"] for item in page.json()["items"]]

    await deliver(tickets, twin.model_copy(update={"merged_into": eva.customer_id}), version=2)
    merged = await listed(eva.customer_id)
    known = (await get(tickets, "customers", national_id="27888999")).json()["items"]
    await deliver(tickets, twin, version=3)

    assert merged == numbers[::-1]
    assert [each["name"] for each in known] == ["Eva"]
    assert await listed(eva.customer_id) == numbers[:1]


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("customers", {}, 422),
        ("customers", {"phone": "351"}, 422),
        ("customers", {"name": "x"}, 422),
        ("units/nobodys", {}, 404),
    ],
)
async def test_a_question_that_leads_nowhere(
    tickets: Tickets, path: str, params: dict[str, str], status: int
) -> None:
    assert (await get(tickets, path, **params)).status_code == status


async def test_customers_are_for_those_who_may_see_them(tickets: Tickets) -> None:
    headers = await tickets.account("tickets.read")

    for path in ("customers", "units/x"):
        url = f"/api/v1/tickets/{path}"
        assert (await tickets.client.get(url)).status_code == 401
        assert (await tickets.client.get(url, headers=headers)).status_code == 403


async def test_who_looked_is_written_down_and_who_found_nothing_is_not(tickets: Tickets) -> None:
    await deliver(tickets, changed("Eva", units=[CustomerUnit(serial="SN-1")]))

    await get(tickets, "units/SN-9")
    await get(tickets, "units/SN-1")
    await get(tickets, "customers", national_id="27888999")

    rows = await tickets.rows("select action, subject from kernel_audit order by position")
    assert rows == [
        {"action": "units.read", "subject": "SN-1"},
        {"action": "customers.search", "subject": ""},
    ]
