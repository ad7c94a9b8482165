import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.due import Timers
from chassis_testing.harness import Harness

Directory = Harness[Any]
Row = dict[str, Any]


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


@pytest.fixture
def bring_lines(directory: Directory) -> Callable[..., Awaitable[Any]]:
    """Imports lines of billing or usage; how that ended."""

    async def bring_lines(what: str, *lines: Row) -> Any:
        headers = await directory.account("customers.import")
        path = f"/api/v1/customers/imports?format=ndjson&what={what}"
        content = "\n".join(json.dumps(line) for line in lines).encode()
        answer = await directory.client.post(path, content=content, headers=headers)
        service = directory.service
        while await Timers(service.database, service.definition.timers).fire_one():
            pass
        done = await directory.client.get(answer.json()["href"], headers=headers)
        return done.json()

    return bring_lines


@pytest.fixture
def get(directory: Directory) -> Callable[..., Awaitable[Any]]:
    """Reads as somebody who may see customers, and has these rights too."""

    async def get(path: str, *rights: str, **params: Any) -> Any:
        headers = await directory.account("customers.read", *rights)
        return await directory.client.get(path, params=params, headers=headers)

    return get


@pytest.fixture
async def billed(
    bring: Callable[[list[Row]], Awaitable[Any]],
    bring_lines: Callable[..., Awaitable[Any]],
    eva: Row,
    snapshot: Row,
) -> None:
    """Eva is known, and what she pays."""
    await bring([eva])
    await bring_lines("billing", snapshot)
