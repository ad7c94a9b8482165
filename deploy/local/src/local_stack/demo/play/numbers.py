"""The supervisor's numbers, and how they must move."""

from collections import Counter
from typing import Any

from local_stack.demo.api import Person
from local_stack.demo.day.items import Day
from local_stack.demo.play.ledger import Ledger
from local_stack.demo.play.stage import Stage

Numbers = Counter[str]


async def read_numbers(stage: Stage, reader: Person) -> Numbers:
    """The dashboard over all time, flat: `tickets.closed` and the like."""
    answer = await stage.get(reader, "/api/v1/reports/summary", historic=True)
    summary: dict[str, Any] = answer.expect("the supervisor's numbers")
    contacts, tickets, orders = summary["contacts"], summary["tickets"], summary["orders"]
    numbers: Numbers = Counter(
        {
            "contacts.received": contacts["received"],
            "contacts.taken": contacts["taken"],
            "tickets.all": tickets["registered"],
            "orders.all": orders["opened"],
            "dispatches.confirmed": summary["dispatches"]["confirmed"],
            "dispatches.refused": summary["dispatches"]["refused"],
            "emails.sent": summary["emails"]["sent"],
            "emails.failed": summary["emails"]["failed"],
            "emails.unaddressed": summary["emails"]["unaddressed"],
        }
    )
    for channel in contacts["channels"]:
        numbers[f"contacts.{channel['channel']}"] = channel["received"]
    for what, report in (("tickets", tickets), ("orders", orders)):
        for state in report["states"]:
            numbers[f"{what}.{state['state']}"] = state["count"]
    return numbers


def expected_numbers(day: Day, ledger: Ledger) -> Numbers:
    """By how much they must have moved by what happened."""
    dispatched = [order for order in ledger.orders.values() if order.dispatched]
    closed = [ticket for ticket in ledger.tickets.values() if ticket.state == "closed"]
    moved: Numbers = Counter(
        {
            "contacts.received": len(day.contacts),
            "contacts.taken": sum(1 for each in ledger.contacts.values() if each.takers),
            "tickets.all": len(ledger.tickets),
            "orders.all": len(ledger.orders),
            "dispatches.confirmed": len(dispatched),
            "emails.sent": sum(1 for ticket in closed if ticket.email),
            "emails.unaddressed": sum(1 for ticket in closed if not ticket.email),
        }
    )
    moved.update(f"contacts.{contact.key.channel}" for contact in day.contacts)
    moved.update(f"tickets.{ticket.state}" for ticket in ledger.tickets.values())
    moved.update(f"orders.{order.state}" for order in ledger.orders.values())
    return moved


def moved(before: Numbers, after: Numbers) -> Numbers:
    """The difference, without what stayed as it was."""
    every = {name: after[name] - before[name] for name in before.keys() | after.keys()}
    return Counter({name: number for name, number in every.items() if number})
