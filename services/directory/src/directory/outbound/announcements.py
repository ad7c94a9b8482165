"""What is told to everybody, and in whose words."""

from contracts.directory import AccountChangedV1, CustomerChangedV1, CustomerContract
from directory.domain.account import Account
from directory.domain.customer import Contract, Customer


def account_changed(account: Account) -> AccountChangedV1:
    """The account as it is now."""
    return AccountChangedV1(
        account_id=account.id,
        login=account.login,
        name=account.name,
        email=account.email,
        role=account.role.value,
        areas=list(account.areas),
        permissions=account.permissions,
        active=account.active,
        customer_id=account.customer_id,
    )


def customer_changed(customer: Customer) -> CustomerChangedV1:
    """The customer as it is now."""
    return CustomerChangedV1(
        customer_id=customer.id,
        number=customer.number,
        name=customer.name,
        kind=customer.kind,
        national_id_kind=customer.national_id.kind,
        national_id=customer.national_id.digits,
        phones=list(customer.phones),
        emails=list(customer.emails),
        language=customer.language,
        contracts=[_contract(customer, each) for each in customer.contracts],
    )


def _contract(customer: Customer, contract: Contract) -> CustomerContract:
    return CustomerContract(
        contract_id=customer.contract_id(contract),
        number=contract.number,
        plan=contract.plan,
        state=contract.state,
        address=contract.address,
        city=contract.city,
        node=contract.node,
        latitude=contract.latitude,
        longitude=contract.longitude,
    )
