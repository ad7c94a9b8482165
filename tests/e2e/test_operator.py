"""The operator's commands against the running whole: what is wrong, what was put aside, repairs."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer
from joserfc.jwk import OKPKey

from chassis.tokens import issue
from chassis_testing.operator import Said, tero
from chassis_testing.waiting import until
from local_stack.cli.site import Site
from local_stack.demo.api import Person
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import DEMO_PASSWORD
from local_stack.demo.play.stage import Cast
from local_stack.services import NAMES

BECAUSE = ("--reason", "A trial: nobody will ever read it.")
STEER = b'{"text": "\x1b[2J\x1b[31m' + "ñandú".encode() + b'"}'


@pytest.fixture
def here(installation: Installation) -> tuple[str, Path]:
    """The options of somebody who sits beside the local stack."""
    return "--folder", installation.home.folder


Here = tuple[str, Path]


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def nothing_set_aside(cast: Cast) -> None:
    """What other tests' bad input has left behind is given up: the installation is shared."""
    for service in NAMES:
        path = f"/api/v1/{service}/kernel/quarantine"
        async for row in cast.admin.pages(path):
            reason = {"reason": "Left behind by another test."}
            (await cast.admin.post(f"{path}/{row['id']}/discard", reason)).expect("discarded")


def in_eighty_columns(said: Said) -> bool:
    """But for commands to be copied, which must stay whole."""
    lines = said.out.splitlines()
    return all(len(line) <= 80 or line.startswith("    $ ") for line in lines)


async def _found(*words: object) -> set[tuple[str, str]]:
    said = await tero("doctor", *words, "--json")
    assert said.code in (0, 1), said
    return {(each["what"], each["where"]) for each in said.json()["findings"]}


@asynccontextmanager
async def _rejecting(installation: Installation, number: str) -> AsyncIterator[None]:
    """While this lasts, tickets cannot digest one customer: a defect that only it has."""
    folder = installation.home.folder
    url = Site.of(folder).stack(folder).postgres.url("tickets").replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(
            f"alter table customers add constraint trial check (number <> '{number}') not valid"
        )
        yield
    finally:
        await connection.execute("alter table customers drop constraint trial")
        await connection.close()


async def _customer(admin: Person, number: str, *names: str) -> None:
    for name in names:
        line = {
            "number": number,
            "name": name,
            "national_id_kind": "DNI",
            "national_id": "30111222",
        }
        answer = await admin.post_lines("/api/v1/customers/import", json.dumps(line).encode())
        assert answer.body["refused"] == 0, answer


async def test_a_sound_installation_is_healthy(here: Here, cast: Cast) -> None:
    said = await tero("doctor", *here)

    assert (said.code, said.out, said.err) == (0, "Healthy.\n", "")
    document = (await tero("doctor", *here, "--json")).json()
    assert document == {"findings": [], "blind": [], "notes": [], "healthy": True}


@pytest.mark.parametrize("what", ["lag", "outbox", "calls"])
async def test_numbers_of_all_services_or_of_one(here: Here, what: str) -> None:
    every = await tero(what, *here, "--json")
    one = await tero(what, "tickets", *here, "--json")
    shown = await tero(what, *here)

    assert (every.code, one.code, shown.code) == (0, 0, 0)
    assert tuple(every.json()) == NAMES
    assert list(one.json()) == ["tickets"]
    assert in_eighty_columns(shown)
    if what == "lag":
        readers = {each["reader"] for each in one.json()["tickets"]["partitions"]}
        assert (one.json()["tickets"]["state"], readers) == ("Stable", {"tickets-0"})


async def test_a_record_nobody_can_read_is_found_shown_and_given_up(
    here: Here, installation: Installation, cast: Cast
) -> None:
    """I9: its bytes stay, with who, when and why; and they do not steer the terminal."""
    async with AIOKafkaProducer(bootstrap_servers=installation.kafka) as producer:
        await producer.send_and_wait("channels.contacts", value=STEER, key=b"trial")

    async def quarantined() -> bool:
        return bool((await tero("quarantine", "list", "intake", *here, "--json")).json())

    await until(quarantined)
    assert ("quarantined-records", "intake") in await _found(*here)
    [row] = (await tero("quarantine", "list", *here, "--json")).json()
    one = ("intake", row["id"], *here)
    listed, shown = await tero("quarantine", "list", *here), await tero("quarantine", "show", *one)
    assert in_eighty_columns(listed)
    assert "\\x1b[2J" in shown.out
    assert "ñandú" in shown.out
    assert "\x1b" not in shown.out + listed.out
    still = await tero("quarantine", "replay", *one)
    assert (still.code, "Still unreadable" in still.err) == (1, True)
    assert (await tero("quarantine", "discard", *one, *BECAUSE)).code == 0

    assert (await tero("quarantine", "list", *here)).out == "Nothing is in quarantine.\n"
    kept = (await tero("quarantine", "show", *one, "--json")).json()
    assert kept["value"].encode() == STEER
    assert (kept["settled_as"], kept["settled_by_login"]) == ("discarded", "admin")
    assert kept["settled_because"] == BECAUSE[1]
    again = await tero("quarantine", "discard", *one, *BECAUSE)
    assert (again.code, "settled already: discarded" in again.err) == (1, True)


async def test_a_parked_key_waits_in_order_and_is_replayed_when_its_cause_is_mended(
    here: Here, installation: Installation, admin: Person, cast: Cast
) -> None:
    number = f"T-{uuid4().hex[:8].upper()}"
    async with _rejecting(installation, number):
        await _customer(admin, number, "Uno", "Dos", "Tres")
        row = await _until_parked(here, records=3)
        assert ("parked-keys", "tickets") in await _found(*here)
        key = ("tickets", row["topic"], row["key"])
        shown = (await tero("parked", "show", *key, *here, "--json")).json()
        names = [json.loads(each["value"])["name"] for each in shown["items"]]
        assert names == ["Uno", "Dos", "Tres"]
        assert in_eighty_columns(await tero("parked", "list", *here))
        still = await tero("parked", "replay", *key, *here)
        assert (still.code, "Still failing: CheckViolationError" in still.err) == (1, True)

    mended = await tero("parked", "replay", "tickets", "--all", *here)
    assert (mended.code, mended.out) == (0, f"{row['topic']} {row['key']}: replayed, 3 records\n")
    assert (await tero("parked", "list", *here)).out == "Nothing is parked.\n"
    assert (await tero("parked", "replay", "tickets", "--all", *here)).code == 0
    gone = await tero("parked", "show", *key, *here)
    assert (gone.code, gone.err) == (1, "tero: No such key is parked.\n")


async def test_a_parked_key_that_is_given_up_is_kept(
    here: Here, installation: Installation, admin: Person, cast: Cast
) -> None:
    """I9: nothing disappears."""
    number = f"T-{uuid4().hex[:8].upper()}"
    async with _rejecting(installation, number):
        await _customer(admin, number, "Uno", "Dos")
        row = await _until_parked(here, records=2)
        key = ("tickets", row["topic"], row["key"])
        assert (await tero("parked", "discard", *key, *BECAUSE, *here)).code == 0

    settled = await tero("quarantine", "list", "tickets", "--settled", *here, "--json")
    kept = [each for each in settled.json() if each["reason"] == "parked"][-2:]
    assert {each["settled_because"] for each in kept} == {BECAUSE[1]}
    values = [
        (await tero("quarantine", "show", "tickets", each["id"], *here, "--json")).json()["value"]
        for each in kept
    ]
    assert [json.loads(value)["name"] for value in values] == ["Uno", "Dos"]
    assert await _found(*here) == set()


async def test_an_operator_may_not_look_behind_the_scenes(
    installation: Installation, cast: Cast
) -> None:
    who = cast.operators[0].login
    password = installation.home.secret(DEMO_PASSWORD)
    me = ("--gateway", installation.gateway, "--login", who, "--password-file", password)
    sentence = "This needs the permission kernel.{}. This account does not have it.\n"

    looked = await tero("quarantine", "list", *me)
    assert (looked.code, looked.err) == (1, f"tero: {sentence.format('inspect')}")
    repaired = await tero("parked", "discard", "tickets", "t", "k", *BECAUSE, *me)
    assert (repaired.code, repaired.err) == (1, f"tero: {sentence.format('repair')}")
    examined = await tero("doctor", *me, "--json")
    assert examined.code == 2
    assert examined.json()["blind"] == [f"every service: {sentence.format('inspect').strip()}"]


async def test_a_token_works_until_it_expires(
    here: Here, installation: Installation, admin: Person
) -> None:
    at = ("--gateway", installation.gateway)
    token = (await tero("token", *here)).out.strip()
    assert (await tero("lag", "tickets", *at, TERO_TOKEN=token)).code == 0

    key = OKPKey.import_key(json.loads(installation.secret("signing-key.json")))
    for seconds, sentence in ((-120, "The token has expired: get"), (60, "The token is not acc")):
        other = issue(key, account_id=uuid4(), session_id=uuid4(), seconds=seconds)
        said = await tero("lag", *at, TERO_TOKEN=other)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert said.err.startswith(f"tero: {sentence}")


async def test_a_wrong_password_is_said(
    installation: Installation, admin: Person, tmp_path: Path
) -> None:
    file = tmp_path / "password"
    file.write_text("not the password")
    me = ("--login", "nobody-at-all", "--password-file", file)

    said = await tero("lag", "--gateway", installation.gateway, *me)

    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


async def _until_parked(here: Here, *, records: int) -> dict[str, Any]:
    found: list[dict[str, Any]] = []

    async def waits() -> bool:
        found[:] = (await tero("parked", "list", "tickets", *here, "--json")).json()
        return [row["records"] for row in found] == [records]

    await until(waits)
    return found[0]
