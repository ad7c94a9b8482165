"""What a company's own systems tell through the open door.

What cannot be meant (a national id that is none, a phone nobody has) is quarantined, as what
cannot be read is: each message stands alone, so nothing waits behind it.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, model_validator

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.crm import BillingReportedV1, CustomerReportedV1, UsageReportedV1
from directory.application.customer_ports import How, Said
from directory.application.ports import Transaction
from directory.domain.customer import Customer
from directory.inbound.billing_lines import BillingLine, UsageLine, billing_of, usage_of
from directory.inbound.customer_lines import CustomerLine, WrongLine, customer_of
from directory.inbound.flat_rows import prefixed
from directory.inbound.sayings import said

_LINE = TypeAdapter(CustomerLine)


class BillingReported(BillingReportedV1):
    """The contract with the rules of an import."""

    @model_validator(mode="after")
    def _follows_the_rules(self) -> "BillingReported":
        self.line()
        return self

    def line(self) -> BillingLine:
        """The same as a line of an import."""
        return BillingLine.model_validate(self.model_dump(exclude={"source"}))


class UsageReported(UsageReportedV1):
    """The contract with the rules of an import."""

    @model_validator(mode="after")
    def _follows_the_rules(self) -> "UsageReported":
        self.line()
        return self

    def line(self) -> UsageLine:
        """The same as a line of an import."""
        return UsageLine.model_validate(self.model_dump(exclude={"source"}))


def subscriptions(country: str, language: str) -> list[Handles[Any]]:
    """All that is heard; `country` and `language` are those of customers who do not say theirs."""

    class CustomerReported(CustomerReportedV1):
        """The contract with the rules of an import."""

        @model_validator(mode="after")
        def _means_somebody(self) -> "CustomerReported":
            self.customer()
            return self

        def customer(self) -> Customer:
            line = _LINE.validate_python(self.model_dump(exclude={"source", "revision"}))
            named = line.model_copy(update={"number": prefixed(line.number, self.source)})
            try:
                return customer_of(named, country=country, language=language)
            except WrongLine as error:
                reasons = "; ".join(f"{each.field} {each.message}" for each in error.problems)
                raise ValueError(reasons) from error

    async def on_customers(events: Sequence[Received[CustomerReported]], tx: Transaction) -> None:
        newest: dict[str, Said] = {}
        for event in sorted(events, key=lambda event: event.data.revision):
            customer = event.data.customer()
            newest[customer.number] = said(customer, event.data.revision)
        await tx.customers.keep(list(newest.values()), _how(events[0]))

    return [
        Handles(CustomerReported, on_customers, repeatable=True),
        Handles(BillingReported, on_billing, repeatable=True),
        Handles(UsageReported, on_usage),
    ]


async def on_billing(events: Sequence[Received[BillingReported]], tx: Transaction) -> None:
    """The newest of each customer."""
    found = [billing_of(event.data.line(), event.data.source) for event in events]
    found.sort(key=lambda billing: billing.as_of)
    await tx.billing.keep(list({each.customer_id: each for each in found}.values()))


async def on_usage(events: Sequence[Received[UsageReported]], tx: Transaction) -> None:
    """In their order: the later report of a day counts."""
    await tx.billing.keep_usage(
        [usage_of(event.data.line(), event.data.source) for event in events]
    )


def _how(event: Received[Any]) -> How:
    return How("crm", None, event.source)
