"""The demonstration's customers, accounts and texts, brought in as a company brings its own."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from local_stack.demo import CUSTOMERS, SEED
from local_stack.demo.data.accounts import accounts
from local_stack.demo.data.customers import customers
from local_stack.demo.data.money import billing_line, usage_lines
from local_stack.demo.data.replies import REPLIES
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import DEMO_PASSWORD, demo_password
from local_stack.demo.trouble import Trouble
from local_stack.process.part import Home
from local_stack.stamps import digest_of_packages, is_done, unless_done

if TYPE_CHECKING:
    from local_stack.demo.api import Person

_STAMP = "demo"
_LINES_AT_ONCE = 500
_BILLED = 150
_METERED = 60
_LABELS = {
    "supervisor": "Supervisores", "operator": "Operadores", "technician": "Técnicos",
    "employee": "Empleados", "customer": "Clientes",
}  # fmt: skip


class LoadFailed(Trouble):
    """Some lines were refused."""


async def load(installation: Installation, count: int = CUSTOMERS) -> None:
    """Loads what is not there yet, and brings what has changed up to date; what is gone from the
    data stays. Done again, it changes nothing and takes no time."""

    async def work() -> None:
        await _load(installation, count)

    await unless_done(installation.home, _STAMP, _digest(count), work)


def is_loaded(home: Home, count: int = CUSTOMERS) -> bool:
    """Whether the newest load was of these data, as they would be made now, and as many."""
    return is_done(home, _STAMP, _digest(count))


def _digest(count: int) -> str:
    return f"{digest_of_packages('local_stack.demo.data')} {SEED} {count}"


async def _load(installation: Installation, count: int) -> None:
    # Whoever finds the data loaded need not wait for the client to load.
    from local_stack.demo.api import Person, Web  # noqa: PLC0415

    password = demo_password(installation.home)
    async with Web(installation.gateway) as web:
        admin = await Person.enter(web, "admin", installation.secret("admin-password"))
        lines: Iterable[dict[str, Any]] = (customer.as_line() for customer in customers(count))
        for content in _bodies(lines):
            answer = await admin.post_lines("/api/v1/customers/import", content)
            _check(answer.expect("import of customers"))
        await _load_money(admin, count)
        await _load_replies(admin)
        for content in _bodies(account.as_line(password) for account in accounts()):
            answer = await admin.post_lines("/api/v1/accounts/import", content)
            _check(answer.expect("import of accounts"))
    _write_log_ins(installation, password)


async def _load_money(admin: "Person", count: int) -> None:
    """Billing of the first customers and what some of them used. It is worked off in the
    background: nobody who starts the stack waits for it."""
    today = datetime.now(UTC).date()
    some = customers(min(count, _BILLED))
    lines = {
        "billing": [billing_line(customer, today) for customer in some],
        "usage": [line for customer in some[:_METERED] for line in usage_lines(customer, today)],
    }
    for what, found in lines.items():
        content = "\n".join(json.dumps(line, ensure_ascii=False) for line in found).encode()
        path = f"/api/v1/customers/imports?format=ndjson&what={what}"
        (await admin.post_lines(path, content)).expect(f"import of {what}")


async def _load_replies(admin: "Person") -> None:
    """The desk tells its texts apart by ids of its own: one is there if its title is."""
    path = "/api/v1/intake/canned-replies"
    known = {row["title"] async for row in admin.pages(path) if row["shared"]}
    for title in REPLIES.keys() - known:
        text = {"title": title, "text": REPLIES[title], "shared": True}
        (await admin.post(path, text)).expect("a canned reply")


def _bodies(lines: Iterable[dict[str, Any]]) -> Iterable[bytes]:
    remaining = iter(lines)
    while some := list(islice(remaining, _LINES_AT_ONCE)):
        yield "\n".join(json.dumps(line, ensure_ascii=False) for line in some).encode()


def _check(report: dict[str, Any]) -> None:
    if report["refused"]:
        raise LoadFailed(f"{report['refused']} lines were refused, first {report['errors'][:3]}")


def _write_log_ins(installation: Installation, password: str) -> None:
    """For whoever starts the stack; only they can read it."""
    logins: dict[str, list[str]] = {}
    for account in accounts():
        logins.setdefault(_LABELS[account.role], []).append(account.login)
    lines = [
        f"  admin, password {installation.secret('admin-password')}",
        f"  everybody else, password {password} (secrets/{DEMO_PASSWORD}):",
        *(f"  {label:<13}{', '.join(found)}" for label, found in logins.items()),
    ]
    file = installation.home.folder / "log-ins.txt"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as writer:
        writer.write("\n".join(lines) + "\n")
