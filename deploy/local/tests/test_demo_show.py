"""What a playing shows: every event counted, the important ones told in Spanish."""

import io
import json
from collections.abc import Iterator
from importlib.resources import files
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console

from local_stack.demo.audit.account import Account
from local_stack.demo.play.feed import TOPICS, Event
from local_stack.demo.play.news import sentence
from local_stack.demo.play.report import print_account
from local_stack.demo.play.show import Show
from local_stack.demo.play.stage import Stage
from local_stack.demo.play.tally import Tally


def examples() -> Iterator[Event]:
    """One event of every kind that services tell each other, as the contracts show them."""
    for file in sorted((files("contracts") / "examples").iterdir(), key=lambda each: each.name):
        kind = file.name.removesuffix(".json")
        domain = kind.partition(".")[0]
        topic = next((name for name in TOPICS if name.startswith(f"{domain}.")), None)
        if topic:
            yield Event(topic, "k", kind, kind, 1, json.loads(file.read_text()))


EVENTS = list(examples())


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_every_event_can_be_counted_and_told(event: Event) -> None:
    tally = Tally()
    tally.add([event])

    told = sentence(event)
    assert tally.last == ([told] if told else [])


def of(kind: str, key: str, **data: Any) -> Event:
    return Event("t", key, f"{kind}.v1", key, 1, data)


RECEIVED = {"channel": "call", "state": "live", "city": "Salta", "reason": None, "customer_id": "k"}


def test_the_newest_state_of_each_thing_counts() -> None:
    tally = Tally()
    tally.add(
        [
            of("intake.contact-received", "c1", **RECEIVED),
            of("intake.contact-received", "c2", **RECEIVED),
            of("intake.contact-state-changed", "c1", state="open"),
            of("intake.contact-taken", "c1", channel="call", account_name="A", name="B", phone=""),
            of("tickets.ticket-registered", "t1", number=1, title="x"),
            of("tickets.ticket-assigned", "t1"),
            of("orders.order-opened", "o1", number=1, ticket_number=1, description="x"),
            of("orders.order-started", "o1"),
        ]
    )

    assert dict(tally.contacts("call")) == {"open": 1, "live": 1, "taken": 1}
    assert dict(tally.tickets) == {"assigned": 1}
    assert dict(tally.orders) == {"in_progress": 1}

    tally.add(
        [of("intake.contact-returned", "c1"), of("intake.contact-finished", "c2", outcome="")]
    )
    assert dict(tally.contacts("call")) == {"open": 1, "closed": 1, "taken": 0}


def test_the_screen_shows_it_all() -> None:
    stage = SimpleNamespace(
        feed=SimpleNamespace(events=EVENTS),
        ledger=SimpleNamespace(sent=[1]),
        day=SimpleNamespace(messages=[1, 2]),
    )
    screen = Console(file=io.StringIO(), width=160, record=True)
    show = Show(cast(Stage, stage), screen)
    show.look()
    screen.print(show.render())

    text = screen.export_text()
    for word in ("Llamadas", "EN VIVO", "Tickets", "Órdenes", "Iclass", "Correos", "1 de 2"):
        assert word in text


def printed(account: Account) -> str:
    screen = Console(file=io.StringIO(), width=120, record=True)
    print_account(account, screen, 1.5)
    return screen.export_text()


def test_the_table_says_why_things_were_kept_aside_and_whether_the_books_close() -> None:
    account = Account({"contacts sent": 3, "quarantined": 2, "refused": 1})
    account.quarantined["no-body"] = 2
    account.refused["400 malformed-json"] = 1
    assert "The books close" in printed(account)
    assert "no-body" in printed(account)
    assert "400 malformed-json" in printed(account)

    account.differences.append("contact [r1]-call-1 is lost")
    text = printed(account)
    assert "The books close" not in text
    assert "contact [r1]-call-1 is lost" in text
