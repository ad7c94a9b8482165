"""Who somebody may be: from intake's own copy of the customers."""

from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1, CustomerContract

PATH = "/api/v1/intake/customers"


def changed(name: str, **changes: Any) -> CustomerChangedV1:
    given: dict[str, Any] = {
        "customer_id": uuid4(), "number": f"C-{name}", "name": name, "kind": "person",
        "national_id_kind": "DNI", "national_id": "27888999", "phones": [], "emails": [],
        "language": "es", "contracts": [],
    }  # fmt: skip
    return CustomerChangedV1(**{**given, **changes})


def contract(city: str, number: str = "K-1") -> CustomerContract:
    return CustomerContract(
        contract_id=uuid4(), number=number, plan="Fibra", state="active", address="x", city=city,
        node="",
    )  # fmt: skip


async def deliver(intake: Harness[Any], *events: CustomerChangedV1, version: int = 1) -> None:
    await intake.deliver(
        [record_of(event, key=event.customer_id, version=version) for event in events]
    )


async def find(intake: Harness[Any], **params: str) -> list[tuple[str, list[str], str]]:
    headers = await intake.account("customers.read")
    answer = await intake.client.get(PATH, params=params, headers=headers)
    return [(i["name"], i["why"], i["confidence"]) for i in answer.json()["items"]]


async def test_everybody_who_fits_is_found_and_how_sure_it_is(intake: Harness[Any]) -> None:
    """R08, X27: a phone is no proof, a national id with one owner is."""
    eva = changed("Eva", phones=["+5493514123456"], emails=["eva@example.com"])
    leo = changed("Leo", phones=["+543514123456"], national_id="30111222")
    await deliver(intake, eva, leo)

    assert await find(intake, national_id="27.888.999") == [("Eva", ["national-id"], "certain")]
    assert await find(intake, email="Eva@example.com") == [("Eva", ["email"], "probable")]
    assert await find(intake, phone="0351 15 412-3456") == [
        ("Eva", ["phone"], "possible"),
        ("Leo", ["phone"], "possible"),
    ]
    assert await find(intake, phone="3514123456", national_id="30111222") == [
        ("Leo", ["national-id", "phone"], "certain"),
        ("Eva", ["phone"], "possible"),
    ]
    assert await find(intake, email="nobody@example.com") == []


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("+5215512345678", "+525512345678"), ("+551187654321", "+5511987654321")],
)
async def test_old_and_new_mobiles_are_the_same(
    intake: Harness[Any], kept: str, asked: str
) -> None:
    """R08: Mexico's 1 and Brazil's ninth digit."""
    await deliver(intake, changed("Eva", phones=[kept]))

    assert await find(intake, phone=asked) == [("Eva", ["phone"], "probable")]


async def test_a_customer_comes_with_the_services_in_every_city(intake: Harness[Any]) -> None:
    """C10, C11: which one is meant is for the operator to ask."""
    contracts = [contract("Córdoba"), contract("Villa María", "K-2")]
    await deliver(intake, changed("Eva", contracts=contracts))

    headers = await intake.account("customers.read")
    answer = await intake.client.get(PATH, params={"national_id": "27888999"}, headers=headers)

    [item] = answer.json()["items"]
    assert item["cities"] == ["Córdoba", "Villa María"]
    assert [(s["number"], s["city"], s["plan"]) for s in item["services"]] == [
        ("K-1", "Córdoba", "Fibra"),
        ("K-2", "Villa María", "Fibra"),
    ]


async def test_who_was_merged_is_the_other_until_that_is_undone(intake: Harness[Any]) -> None:
    """R08."""
    eva = changed("Eva", national_id="30111222")
    twin = changed("Twin", phones=["+5493514123456"])
    await deliver(intake, eva, twin)
    await deliver(
        intake,
        eva.model_copy(update={"phones": twin.phones}),
        twin.model_copy(update={"merged_into": eva.customer_id}),
        version=2,
    )

    assert await find(intake, phone="+5493514123456") == [("Eva", ["phone"], "probable")]
    assert await find(intake, national_id="27888999") == [("Eva", ["national-id"], "certain")]

    await deliver(intake, eva, twin, version=3)

    assert await find(intake, national_id="27888999") == [("Twin", ["national-id"], "certain")]


async def test_a_message_of_before_is_still_read(intake: Harness[Any]) -> None:
    """What is in Kafka knows nothing of services' speeds, units and merges."""
    eva = changed("Eva")
    new = {"fax", "contact_data", "units", "national_ids", "merged_into"}
    old = CustomerChangedV1.model_validate(eva.model_dump(exclude=new))
    await deliver(intake, old)

    assert (await find(intake, national_id="27888999"))[0][0] == "Eva"


async def test_a_question_needs_something_to_look_for(intake: Harness[Any]) -> None:
    headers = await intake.account("customers.read")
    nothing = await intake.client.get(PATH, headers=headers)
    strange = await intake.client.get(PATH, params={"name": "x"}, headers=headers)
    nobody = await intake.client.get(PATH, params={"phone": "1"})
    somebody = await intake.client.get(
        PATH, params={"phone": "1"}, headers=await intake.account("contacts.read")
    )

    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing-to-look-for")
    assert strange.status_code == 422
    assert (nobody.status_code, somebody.status_code) == (401, 403)
    assert await intake.rows("select * from kernel_audit") == []


async def test_who_looked_is_written_down(intake: Harness[Any]) -> None:
    headers = await intake.account("customers.read")
    await intake.client.get(PATH, params={"phone": "1"}, headers=headers)

    assert await intake.rows("select actor, action, subject from kernel_audit") == [
        {"actor": headers["X-Account-Id"], "action": "customers.search", "subject": ""}
    ]
