"""Customers of the domain as views."""

from typing import Any

from directory.application.customer_views import (
    ContractView,
    CustomerView,
    DatumView,
    ItemView,
    MergedView,
    Tab,
    UnitView,
)
from directory.domain.merging import Service, Whole


def shown(whole: Whole, version: int, tabs: list[Tab]) -> CustomerView:
    """The customer with everything of those merged into it."""
    customer = whole.main
    return CustomerView(
        customer_id=customer.id,
        number=customer.number,
        name=customer.name,
        kind=customer.kind,
        national_id_kind=customer.national_id.kind,
        national_id=customer.national_id.digits,
        phones=whole.phones,
        emails=whole.emails,
        fax=whole.fax,
        contact_data=[DatumView(datum.label, datum.value) for datum in whole.contact_data],
        language=customer.language,
        contracts=[_contract(service) for service in whole.services],
        units=[
            UnitView(
                unit_id=owned.id,
                serial=owned.unit.serial,
                item_number=owned.unit.item_number,
                kind=owned.unit.kind,
                warranty_until=owned.unit.warranty_until,
                contract_id=owned.contract_id,
            )
            for owned in whole.units
        ],
        merged=[
            MergedView(each.id, each.number, each.name, each.national_id.digits)
            for each in whole.others
        ],
        tabs=tabs,
        version=version,
    )


def merged_view(row: Any) -> MergedView:
    """From the columns id, number, name, national_id."""
    return MergedView(row["id"], row["number"], row["name"], row["national_id"])


def _contract(service: Service) -> ContractView:
    contract = service.contract
    return ContractView(
        contract_id=service.id,
        customer_id=service.owner,
        number=contract.number,
        plan=contract.plan,
        state=contract.state,
        address=contract.address,
        city=contract.city,
        node=contract.node,
        server=contract.server,
        speed_down_kbps=contract.speed_down_kbps,
        speed_up_kbps=contract.speed_up_kbps,
        latitude=contract.latitude,
        longitude=contract.longitude,
        items=[ItemView(item.name, item.quantity, item.code) for item in contract.items],
    )
