"""A known customer as the line that would say the same, to lay over it what is said anew."""

from typing import Any

from directory.domain.customer import Contract, Customer, Item, Unit


def customer_line(customer: Customer) -> dict[str, Any]:
    """The fields of a `CustomerLine`."""
    return {
        "number": customer.number,
        "name": customer.name,
        "kind": customer.kind,
        "national_id_kind": customer.national_id.kind,
        "national_id": customer.national_id.digits,
        "language": customer.language,
        "phones": list(customer.phones),
        "emails": list(customer.emails),
        "contracts": [contract_line(each) for each in customer.contracts],
        "fax": customer.fax or None,
        "contact_data": [
            {"label": each.label, "value": each.value} for each in customer.contact_data
        ],
        "units": [_unit_line(each) for each in customer.units],
    }


def contract_line(contract: Contract) -> dict[str, Any]:
    """The fields of a `ContractLine`."""
    return {
        "number": contract.number,
        "plan": contract.plan,
        "state": contract.state,
        "address": contract.address,
        "city": contract.city,
        "node": contract.node or None,
        "latitude": contract.latitude,
        "longitude": contract.longitude,
        "speed_down_kbps": contract.speed_down_kbps,
        "speed_up_kbps": contract.speed_up_kbps,
        "server": contract.server or None,
        "items": [_item_line(each) for each in contract.items],
    }


def _item_line(item: Item) -> dict[str, Any]:
    return {"name": item.name, "quantity": item.quantity, "code": item.code or None}


def _unit_line(unit: Unit) -> dict[str, Any]:
    return {
        "serial": unit.serial,
        "item_number": unit.item_number or None,
        "kind": unit.kind or None,
        "warranty_until": unit.warranty_until,
        "contract": unit.contract,
    }
