"""What is told to everybody of a customer, and in whose words."""

from uuid import UUID

from contracts.directory import (
    ContactDatum,
    ContractItem,
    CustomerChangedV1,
    CustomerContract,
    CustomerUnit,
)
from directory.domain.merging import OwnedUnit, Service, Whole


def customer_changed(whole: Whole, merged_into: UUID | None = None) -> CustomerChangedV1:
    """The customer as it is now, with all that those merged into it have."""
    customer = whole.main
    return CustomerChangedV1(
        customer_id=customer.id,
        number=customer.number,
        name=customer.name,
        kind=customer.kind,
        national_id_kind=customer.national_id.kind,
        national_id=customer.national_id.digits,
        phones=whole.phones,
        emails=whole.emails,
        language=customer.language,
        contracts=[_contract(service) for service in whole.services],
        fax=whole.fax or None,
        contact_data=[
            ContactDatum(label=datum.label, value=datum.value) for datum in whole.contact_data
        ],
        units=[_unit(unit) for unit in whole.units],
        national_ids=whole.national_ids,
        merged_into=merged_into,
    )


def _contract(service: Service) -> CustomerContract:
    contract = service.contract
    return CustomerContract(
        contract_id=service.id,
        number=contract.number,
        plan=contract.plan,
        state=contract.state,
        address=contract.address,
        city=contract.city,
        node=contract.node,
        latitude=contract.latitude,
        longitude=contract.longitude,
        speed_down_kbps=contract.speed_down_kbps,
        speed_up_kbps=contract.speed_up_kbps,
        server=contract.server or None,
        items=[
            ContractItem(name=item.name, quantity=item.quantity, code=item.code or None)
            for item in contract.items
        ],
    )


def _unit(owned: OwnedUnit) -> CustomerUnit:
    unit = owned.unit
    return CustomerUnit(
        serial=unit.serial,
        item_number=unit.item_number or None,
        kind=unit.kind or None,
        warranty_until=unit.warranty_until,
        contract_id=owned.contract_id,
    )
