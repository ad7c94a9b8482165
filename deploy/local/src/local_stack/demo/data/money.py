"""Billing and consumption of some customers, as a billing system would tell them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from local_stack.demo.data.chance import chance
from local_stack.demo.data.customers import Contract, Customer

_MONTHS = 4
_DAYS = 30
_CURRENCIES = {"AR": ("ARS", 18_500), "CO": ("COP", 82_900)}
_GIGABYTE = 10**9
_LATE = 0.15


def billing_line(customer: Customer, today: date) -> dict[str, Any]:
    """A line of an import of billing, as of this morning."""
    random = chance("billing", customer.number)
    currency, price = _CURRENCIES[customer.country]
    running = [contract for contract in customer.contracts if contract.state != "ended"]
    months = [_month(today, back) for back in range(_MONTHS)][::-1]
    owes = random.random() < _LATE
    amount = price * len(running)
    return {
        "customer_number": customer.number,
        "as_of": datetime.combine(today, time(6), UTC).isoformat(),
        "currency": currency,
        "balance": f"{-amount if owes else 0}.00",
        "profile": {
            "legal_name": customer.name,
            "invoice_type": "A" if customer.kind == "company" else "B",
            "cycle": "Mensual, día 1",
            "tax_id": customer.national_id.written,
        },
        "gateways": [{"name": random.choice(("Mercado Pago", "PSE", "Débito automático"))}],
        "contracts": [
            {"contract_number": contract.number, "price": f"{price}.00", "frequency": "monthly"}
            for contract in running
        ],
        "discounts": [{"name": "Pago a término", "percent": "10"}] if not owes else [],
        "recurring_items": [],
        **_lists(customer.number, running, months, price, owes=owes),
    }


def _lists(
    number: str, running: list[Contract], months: list[date], price: int, *, owes: bool
) -> dict[str, Any]:
    invoices, payments, movements = [], [], []
    balance = 0
    for place, month in enumerate(months):
        is_open = owes and place == len(months) - 1
        for contract in running:
            invoice = f"F{number[1:]}-{contract.number[-1]}-{month:%y%m}"
            invoices.append({
                "number": invoice, "issued_on": month.isoformat(), "amount": f"{price}.00",
                "state": "overdue" if is_open else "paid", "contract_number": contract.number,
                "due_on": (month + timedelta(days=9)).isoformat(),
                "pdf_url": f"https://facturas.example/{invoice}.pdf",
            })  # fmt: skip
            balance -= price
            text = f"Factura {invoice}"
            movements.append(_movement(f"{invoice}-D", month, text, -price, balance))
            if not is_open:
                day = month + timedelta(days=4)
                payments.append({
                    "number": f"{invoice}-P", "paid_on": day.isoformat(), "amount": f"{price}.00",
                    "method": "Mercado Pago", "invoice_number": invoice,
                })  # fmt: skip
                balance += price
                movements.append(_movement(f"{invoice}-H", day, f"Pago {invoice}", price, balance))
    return {"invoices": invoices, "payments": payments, "movements": movements}


def usage_lines(customer: Customer, today: date) -> Iterator[dict[str, Any]]:
    """A line for each of the last thirty days of the first contract."""
    contract = customer.contracts[0].number
    random = chance("usage", contract)
    usual = random.uniform(2, 25)
    for back in range(_DAYS, 0, -1):
        down = int(usual * random.uniform(0.4, 1.8) * _GIGABYTE)
        yield {
            "customer_number": customer.number,
            "contract_number": contract,
            "day": (today - timedelta(days=back)).isoformat(),
            "down_bytes": down,
            "up_bytes": down // 9,
        }


def _month(today: date, back: int) -> date:
    """The first day of a month, so many months ago."""
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _movement(
    number: str, day: date, description: str, amount: int, balance: int
) -> dict[str, str]:
    return {
        "number": number,
        "booked_on": day.isoformat(),
        "description": description,
        "amount": f"{amount}.00",
        "balance": f"{balance}.00",
    }
