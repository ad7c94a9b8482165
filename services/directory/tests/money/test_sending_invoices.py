"""An invoice is looked at, and sent to its customer by e-mail (E56)."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest_asyncio

from chassis_testing.harness import Harness
from contracts.invoices import InvoiceMailRequestedV1
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
PATH = f"/api/v1/customers/{customer_id_of('C-000123')}/invoices"


@pytest_asyncio.fixture
async def eva_owes(
    bring: Callable[[list[Row]], Awaitable[httpx2.Response]],
    bring_lines: Callable[..., Awaitable[Any]],
    eva: Row,
    snapshot: Row,
) -> None:
    """Eva has invoices; one of them without a document, one with a strange one."""
    snapshot["invoices"][1]["pdf_url"] = None
    await bring([eva | {"emails": ["eva@example.com", "Pagos@example.com"]}])
    await bring_lines("billing", snapshot)


async def send(
    directory: Directory, number: str, headers: dict[str, str], **body: Any
) -> tuple[int, Row]:
    answer = await directory.client.post(f"{PATH}/{number}/send", json=body, headers=headers)
    return answer.status_code, answer.json()


async def asked(directory: Directory) -> list[Row]:
    kind = InvoiceMailRequestedV1.type
    return [event.data for event in await directory.emitted() if event.type == kind]


async def test_a_preview_shows_the_document_and_where_it_would_go(
    directory: Directory, eva_owes: None
) -> None:
    headers = await directory.account("billing.read")

    shown = (await directory.client.get(f"{PATH}/B-1", headers=headers)).json()
    without = (await directory.client.get(f"{PATH}/B-2", headers=headers)).json()
    missing = await directory.client.get(f"{PATH}/B-99", headers=headers)

    assert shown["addresses"] == ["eva@example.com", "Pagos@example.com"]
    assert shown["invoice"]["pdf_url"] == "https://facturas.example.com/B-1.pdf"
    assert (shown["invoice"]["amount"], shown["currency"]) == ("18500.00", "ARS")
    assert (shown["can_be_sent"], without["can_be_sent"]) == (True, False)
    assert missing.status_code == 404


async def test_it_is_sent_once_to_an_address_that_is_told(
    directory: Directory, eva_owes: None
) -> None:
    headers = await directory.account("billing.send") | {"Idempotency-Key": "one"}

    first = await send(directory, "B-1", headers)
    again = await send(directory, "B-1", headers)
    other = headers | {"Idempotency-Key": "two"}
    second = await send(directory, "B-1", other, address="pagos@example.com")

    assert first == again == (202, {"number": "B-1", "address": "eva@example.com"})
    assert second == (202, {"number": "B-1", "address": "pagos@example.com"})
    events = await asked(directory)
    assert [each["email"] for each in events] == ["eva@example.com", "pagos@example.com"]
    assert events[0]["amount"] == "18500.00"
    assert events[0]["requested_by"] == headers["X-Account-Id"]
    rows = await directory.rows("select actor, action, subject from kernel_audit")
    sent = [row for row in rows if row["action"] == "billing.invoice-sent"]
    assert [row["subject"] for row in sent] == [str(customer_id_of("C-000123"))] * 2


async def test_what_cannot_be_sent_says_why(
    directory: Directory, eva_owes: None, shop: Row, bring: Any
) -> None:
    headers = await directory.account("billing.send")

    status, nobodys = await send(directory, "B-1", headers, address="somebody@example.com")
    assert (status, nobodys["code"]) == (409, "not-the-customers-address")
    status, bare = await send(directory, "B-2", headers)
    assert (status, bare["code"]) == (409, "invoice-without-pdf")
    assert (await send(directory, "B-99", headers))[0] == 404
    async with directory.system() as connection:
        await connection.exec_driver_sql("update customer set emails = '{}'")
    status, unknown = await send(directory, "B-1", headers)
    assert (status, unknown["code"]) == (409, "no-address")
    async with directory.system() as connection:
        await connection.exec_driver_sql("update invoice set pdf_url = 'javascript:alert(1)'")
    status, strange = await send(directory, "B-1", headers)
    assert (status, strange["code"]) == (409, "invoice-without-pdf")
    assert await asked(directory) == []


async def test_looking_is_not_sending(directory: Directory, eva_owes: None) -> None:
    reader = await directory.account("billing.read", "customers.read")
    sender = await directory.account("billing.send")

    assert (await send(directory, "B-1", reader))[0] == 403
    assert (await directory.client.get(f"{PATH}/B-1", headers=sender)).status_code == 403
