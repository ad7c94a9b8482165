"""`tero lag | outbox | calls`: what flows, and what waits."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import typer

from tero.operate.command import Desk, complain, operates
from tero.operate.printing import print_json, print_table, span
from tero.operate.services import SomeServices, of_each

Row = tuple[object, ...]
Answers = Mapping[str, Any]
Every = Annotated[bool, typer.Option("--every", help="Partitions without lag, too.")]


@operates
async def lag(desk: Desk, service: SomeServices = None, *, every: Every = False) -> int:
    """Show how many records each service has not applied yet, and who reads them."""

    def rows(answers: Answers) -> Iterator[Row]:
        for name, answer in answers.items():
            for topic in answer["missing"]:
                yield name, topic, "", "", "", "the topic is missing"
            partitions = answer["partitions"]
            for each in partitions:
                reader = each["reader"] or "nobody"
                if every or each["lag"] or each["reader"] is None:
                    place = each["topic"], each["partition"]
                    yield name, *place, each["applied"], each["lag"], reader
            total = sum(each["applied"] for each in partitions)
            state = answer["state"] if partitions else "hears nothing"
            yield name, "all", len(partitions), total, answer["lag"], state

    columns = ("service", "topic", "partition", "applied", "lag", "reader")
    return await _show(desk, service, "lag", lambda a: _table(columns, rows(a)))


@operates
async def outbox(desk: Desk, service: SomeServices = None) -> int:
    """Show which events are committed and not told yet, and since when."""

    def rows(answers: Answers) -> Iterator[Row]:
        for name, answer in answers.items():
            for each in answer["topics"]:
                yield name, each["topic"], each["rows"], span(each["oldest_seconds"])
            if not answer["topics"]:
                yield name, "", 0, ""

    columns = ("service", "topic", "events", "oldest")
    return await _show(desk, service, "outbox", lambda a: _table(columns, rows(a)))


@operates
async def calls(desk: Desk, service: SomeServices = None) -> int:
    """Show calls to Iclass and to the mail server: open, refused, given up within a day."""

    def rows(answers: Answers) -> Iterator[Row]:
        for name, answer in answers.items():
            for each in answer:
                numbers = each["open"], each["failing"], each["given_up_today"]
                word = (each["last_error"] or "")[:120]
                yield name, each["kind"], *numbers, word

    columns = ("service", "kind", "open", "refused", "given up", "last word")
    return await _show(desk, service, "calls", lambda a: _table(columns, rows(a)))


def _table(columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    right = "partition,applied,lag,events,oldest,open,refused,given up"
    print_table(columns, rows, empty="There is nothing to show.", right=right)


async def _show(desk: Desk, service: str | None, what: str, show: Callable[[Answers], None]) -> int:
    async def ask(name: str) -> Any:
        return await desk.door.kernel(name, what)

    answers, troubles = await of_each(service, ask)
    if desk.as_json:
        print_json(answers)
    else:
        show(answers)
    for trouble in troubles:
        complain(trouble)
    return int(bool(troubles))
