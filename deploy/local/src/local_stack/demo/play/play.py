"""One playing of the day, from the first log-in to the books being closed."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from rich.console import Console

from local_stack.demo import CONTACTS, CUSTOMERS
from local_stack.demo.api import Web
from local_stack.demo.audit.account import Account, Books
from local_stack.demo.audit.close import close
from local_stack.demo.audit.look import Looker
from local_stack.demo.day.items import Day
from local_stack.demo.day.recorded import recorded_day
from local_stack.demo.day.wire import Playing
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.play.cases import Cases
from local_stack.demo.play.casting import customers_by_id, log_in
from local_stack.demo.play.desk import Desk
from local_stack.demo.play.feed import Feed, NeverHappened
from local_stack.demo.play.ledger import Ledger
from local_stack.demo.play.pace import Pace
from local_stack.demo.play.quiet import until_quiet
from local_stack.demo.play.report import print_account
from local_stack.demo.play.sender import Sender
from local_stack.demo.play.show import Show
from local_stack.demo.play.stage import Stage
from local_stack.demo.play.visits import Field

# Without pauses, what comes three quarters of an hour late comes three quarters of a second late.
_HASTE = 3_600.0


@dataclass(frozen=True)
class Wishes:
    """How to play. `customers` is how many were loaded, `json` where to write the accounting."""

    contacts: int = CONTACTS
    customers: int = CUSTOMERS
    speed: float | None = None
    json: Path | None = None


async def play(installation: Installation, wishes: Wishes) -> int:
    """The exit code: 0 only if the books close."""
    console = Console()
    began = monotonic()
    books = await perform(installation, wishes, console)
    account = close(books)
    print_account(account, console, monotonic() - began)
    if wishes.json:
        wishes.json.write_text(json.dumps(_as_json(account), indent=2, ensure_ascii=False))
    return 0 if account.closes else 1


async def perform(installation: Installation, wishes: Wishes, console: Console) -> Books:
    """Plays the day; both sides of the accounting."""
    await load(installation, wishes.customers)
    day = recorded_day(wishes.contacts, wishes.customers)
    async with _stage(installation, wishes, day) as stage:
        looker = Looker(stage)
        marks = await looker.marks()
        since = datetime.now(UTC)
        async with Show(stage, console):
            await _act(stage)
            async with stage.complaining("waiting for what had to follow"):
                await until_quiet(stage, marks)
        return Books(
            day=day,
            ledger=stage.ledger,
            marks=marks,
            truth=await looker.truth(marks, since),
            own=stage.playing.own,
            people={each.account_id: each.name for each in stage.cast.operators},
            customers=dict(stage.customers),
        )


@asynccontextmanager
async def _stage(installation: Installation, wishes: Wishes, day: Day) -> AsyncIterator[Stage]:
    keys: dict[str, str] = json.loads(installation.secret("channel-keys.json"))
    run = f"{datetime.now(UTC):%m%d%H%M%S}{secrets.token_hex(2)}"
    async with AsyncExitStack() as open_:
        web = await open_.enter_async_context(Web(installation.gateway))
        cast = await log_in(web, installation)
        feed = await open_.enter_async_context(Feed(installation.kafka))
        yield Stage(
            installation=installation,
            web=web,
            feed=feed,
            ledger=Ledger(),
            pace=Pace(wishes.speed),
            playing=Playing(run, keys, wishes.speed or _HASTE),
            day=day,
            cast=cast,
            customers=await customers_by_id(cast.admin, wishes.customers),
        )


async def _act(stage: Stage) -> None:
    field = Field(stage)
    cases = Cases(stage, field)
    desk = Desk(stage, cases.handle)
    cases.plan = desk.plan
    watching = asyncio.create_task(field.watch())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_send(stage, desk))
            group.create_task(desk.run())
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _send(stage: Stage, desk: Desk) -> None:
    """The desk may close when all has been sent and has arrived, or is known not to come."""
    await Sender(stage).run()
    wanted = [stage.playing.own(contact.key) for contact in stage.day.contacts]

    def all_there() -> bool | None:
        found = (stage.feed.contact_of(k.source, k.channel, k.external_id) for k in wanted)
        return True if all(found) else None

    # What is missing after that is missing in the books.
    with suppress(NeverHappened):
        await stage.feed.until(all_there, "all contacts in the desk")
    desk.sending_ended()


def _as_json(account: Account) -> dict[str, object]:
    return {
        "closes": account.closes,
        "figures": account.figures,
        "quarantined": dict(account.quarantined),
        "refused": dict(account.refused),
        "differences": account.differences,
    }
