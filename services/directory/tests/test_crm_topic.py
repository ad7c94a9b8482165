"""Customers told by other systems through the open door."""

from typing import Any

from chassis_testing.harness import Harness, record_of
from contracts.crm import CustomerReportedV1
from directory.domain.customer import customer_id_of

Directory = Harness[Any]


def reported(revision: int = 1, **changes: Any) -> CustomerReportedV1:
    given = {
        "number": "C-1", "revision": revision, "name": "Eva", "national_id_kind": "DNI",
        "national_id": "27.888.999", "phones": ["0351 15 412-3456"],
    }  # fmt: skip
    return CustomerReportedV1.model_validate({**given, **changes})


async def deliver(directory: Directory, *events: CustomerReportedV1) -> None:
    await directory.deliver([record_of(event, key=event.number) for event in events])


async def told(directory: Directory) -> list[tuple[str, int | None]]:
    return [
        (event.data["name"], event.sequence)
        for event in await directory.emitted()
        if event.type == "directory.customer-changed.v1"
    ]


async def quarantined(directory: Directory) -> list[str]:
    rows = await directory.rows("select reason from kernel_quarantine order by id")
    return [row["reason"] for row in rows]


async def test_what_is_told_is_kept_and_told_on(directory: Directory) -> None:
    """D06-D11, C11."""
    await deliver(directory, reported(), reported(2, name="Eva Peña"))

    [(name, _)] = (await told(directory))[-1:]
    assert name == "Eva Peña"
    [row] = await directory.rows("select phones, national_id from customer")
    assert row == {"phones": ["+5493514123456"], "national_id": "27888999"}
    [change] = await directory.rows("select how, by_name from customer_change where version = 1")
    assert change == {"how": "crm", "by_name": "/test"}


async def test_late_and_repeated_news_are_no_news(directory: Directory) -> None:
    """The order of a system's own changes counts, not that of arrival."""
    await deliver(directory, reported(5, name="five"))
    await deliver(directory, reported(4, name="four"), reported(5, name="five"))
    await deliver(directory, reported(6, name="six"), reported(3, name="three"))
    await deliver(directory, reported(7, name="six"))
    await deliver(directory, reported(7, name="again seven"))

    assert await told(directory) == [("five", 1), ("six", 2)]


async def test_what_nobody_can_mean_is_put_aside_and_the_rest_goes_on(
    directory: Directory,
) -> None:
    """A national id that is none, a phone nobody has, a contract that is not there."""
    wrong = [
        reported(number="C-2", national_id="1"),
        reported(number="C-3", phones=["12"]),
        reported(number="C-4", units=[{"serial": "a", "contract": "K-9"}]),
        reported(number="C-5", name="a\x00b"),
        reported(number="C-6", emails=["nobody"]),
    ]

    await deliver(directory, *wrong, reported())

    assert await told(directory) == [("Eva", 1)]
    assert len(await quarantined(directory)) == 5
    assert await directory.rows("select * from kernel_parked_key") == []


async def test_two_systems_do_not_speak_of_the_same_customer(directory: Directory) -> None:
    await deliver(directory, reported(source="ERP"), reported(source="WISPRO", name="Leo"))

    found = await directory.rows("select id, name from customer order by name")
    assert [row["name"] for row in found] == ["Eva", "Leo"]
    assert found[0]["id"] == customer_id_of("ERP-C-1")


async def test_an_edit_stands_until_the_system_says_something_newer(directory: Directory) -> None:
    """E34."""
    await deliver(directory, reported())
    headers = await directory.account("customers.read", "customers.edit")
    path = f"/api/v1/customers/{customer_id_of('C-1')}"
    await directory.client.patch(
        path, json={"name": "Eva Peña"}, headers=headers | {"If-Match": '"1"'}
    )

    await deliver(directory, reported())
    kept = (await directory.client.get(path, headers=headers)).json()
    await deliver(directory, reported(2, name="Eva P."))
    newer = (await directory.client.get(path, headers=headers)).json()

    assert (kept["name"], newer["name"]) == ("Eva Peña", "Eva P.")
