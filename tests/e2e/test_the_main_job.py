"""A day of contacts travels the whole way, and every one of them is accounted for."""

import asyncio
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from rich.console import Console

from local_stack.demo.audit.account import Account, Books
from local_stack.demo.audit.close import close
from local_stack.demo.audit.truth import Marks
from local_stack.demo.day.items import Expected, Key
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.play import play as playing
from local_stack.demo.play.play import Wishes, perform
from local_stack.demo.play.stage import Stage
from local_stack.stack import Stack

CONTACTS, CUSTOMERS = 60, 200


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def books(installation: Installation) -> Books:
    """Both sides of the accounting, after the day was played."""
    quiet = Console(file=io.StringIO())
    return await perform(installation, Wishes(CONTACTS, CUSTOMERS), quiet)


@pytest.fixture(scope="module")
def account(books: Books) -> Account:
    return close(books)


def test_the_books_close(account: Account) -> None:
    """Accepted contacts once in the desk, refused ones never; one ticket for each that was taken,
    one work order for each dispatch, one e-mail for each closed ticket; all events told.

    A01: it is operators who open the orders, each from a ticket.
    """
    assert account.differences == []
    assert account.closes
    assert account.figures["contacts in the desk"] == CONTACTS
    assert (account.figures["lost"], account.figures["duplicated"]) == (0, 0)
    assert 0 < account.figures["Iclass work orders"] <= account.figures["Iclass attempts"]


def test_the_day_had_what_real_days_have(account: Account) -> None:
    """C23: more than one reached for a contact. A51 to A53: a visit failed and another came."""
    figures = account.figures
    assert figures["takes refused to who came second"] > 0
    assert figures["contacts given back and taken again"] > 0
    assert figures["orders rescheduled"] > 0
    assert figures["inquiries finished"] > 0
    assert 0 < figures["tickets closed"] < figures["tickets"]
    assert 0 < figures["e-mails"] <= figures["tickets closed"]
    assert len(account.quarantined) >= 5
    assert set(account.refused) == {
        "400 malformed-json", "404 unknown-channel", "422 missing-phone", "422 wrong-fields",
    }  # fmt: skip


def test_repetitions_were_answered_as_such(books: Books) -> None:
    repeated = [sent for sent in books.ledger.sent if sent.duplicate]
    assert repeated
    assert all(sent.status == 202 for sent in repeated)


def _untouched(books: Books) -> int:
    """The place of a contact that nobody took: it must still look as it came."""
    for place, expected in enumerate(books.day.contacts):
        (detail,) = books.truth.desk[books.own(expected.key)]
        if detail["contact"]["id"] not in books.ledger.contacts:
            return place
    raise AssertionError("somebody took every contact")


def _never_sent(contacts: list[Expected], place: int) -> None:
    contacts.append(replace(contacts[place], key=Key("pbx", "call", "call-99999")))


def _not_expected(contacts: list[Expected], place: int) -> None:
    del contacts[place]


def _changed(**changes: Any) -> Callable[[list[Expected], int], None]:
    def change(contacts: list[Expected], place: int) -> None:
        contacts[place] = replace(contacts[place], **changes)

    return change


@pytest.mark.parametrize(
    "falsify",
    [
        _never_sent,
        _not_expected,
        _changed(customer="C999999"),
        _changed(state="deaf"),
        _changed(phone="+5493410000000"),
        _changed(city="Ushuaia"),
    ],
)
def test_one_falsified_contact_is_noticed(
    books: Books, falsify: Callable[[list[Expected], int], None]
) -> None:
    """The control: the same facts against one wrong expectation do not close."""
    contacts = list(books.day.contacts)
    falsify(contacts, _untouched(books))

    account = close(replace(books, day=replace(books.day, contacts=tuple(contacts))))

    assert not account.closes
    assert account.differences


async def test_parts_that_died_meanwhile_are_told_and_the_rest_is_accounted_for(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Not a word less than usual, and no success: whoever reads it learns what to look at."""
    dying = {"notifications", "iclass-bridge"}
    again = Stack(installation.home.folder, parts=dying, ports=installation.ports, outlives=True)

    async def die(_: Stage, __: Marks) -> None:
        for name in dying:
            await again.services[name].kill()

    monkeypatch.setattr(playing, "until_quiet", die)
    try:
        code = await playing.play(installation, Wishes(20, CUSTOMERS))
    finally:
        await again.start()

    told = capsys.readouterr().out
    assert code == 1
    assert "contacts in the desk                │    20" in told
    assert "e-mails cannot be seen: admin lists /api/v1/emails: 502 unavailable: " in told
    assert "what iclass-bridge parked cannot be seen" in told
    assert "The books close" not in told


async def test_the_data_is_loaded_once(installation: Installation) -> None:
    """Again there is nothing to do, so nobody is asked for anything."""
    nobody = replace(installation, ports={})
    await load(nobody, CUSTOMERS)


async def test_the_command_plays_it_again(installation: Installation, tmp_path: Path) -> None:
    """Exit code 0, and the same figures in JSON, on an installation that was played before."""
    report, folder = tmp_path / "account.json", str(installation.home.folder)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "local_stack.demo", "play", "--folder", folder),
        *("--contacts", "40", "--customers", str(CUSTOMERS), "--json", str(report)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()

    assert process.returncode == 0, output.decode()
    told = json.loads(report.read_text())
    assert told["closes"]
    assert told["figures"]["contacts in the desk"] == 40
    assert "The books close" in output.decode()
