"""Whatever an operator's command cannot do, it says in one sentence, and ends with another code."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from chassis_testing.operator import tero
from local_stack import services
from local_stack.cli.site import Site
from local_stack.secret_files import once
from local_stack.stack import Stack
from tero.operate.services import NAMES

NOWHERE = ("--gateway", "http://127.0.0.1:1")
COMMANDS = [
    ("lag",),
    ("outbox", "tickets"),
    ("calls",),
    ("token",),
    ("parked", "list"),
    ("parked", "show", "tickets", "a-topic", "a-key"),
    ("parked", "replay", "tickets", "--all"),
    ("parked", "discard", "tickets", "a-topic", "a-key", "--reason", "because"),
    ("quarantine", "list", "intake"),
    ("quarantine", "show", "intake", "1"),
    ("quarantine", "replay", "intake", "1", "2"),
    ("quarantine", "discard", "intake", "--all", "--reason", "because"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def deserted(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """A gateway with nobody behind it."""
    folder = tmp_path_factory.mktemp("deserted")
    async with Stack(folder, parts={"gateway"}) as stack:
        Site(stack.ports, 1, ["gateway"]).keep(folder)
        once(stack.home.secret("admin-password"), "not that it matters")
        yield stack


@pytest.fixture
def gateway(deserted: Stack) -> str:
    return f"http://127.0.0.1:{deserted.ports['gateway']}"


def test_the_command_knows_every_service() -> None:
    assert NAMES == services.NAMES


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
async def test_without_a_gateway(command: tuple[str, ...]) -> None:
    said = await tero(*command, *NOWHERE, TERO_TOKEN="a-token")

    if command == ("token",):
        assert (said.code, said.out) == (0, "a-token\n")
        return
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "tero: No gateway answers at http://127.0.0.1:1: start it, or name another with"
        " --gateway.\n"
    )


@pytest.mark.parametrize("command", COMMANDS[4:], ids=" ".join)
async def test_without_a_name(command: tuple[str, ...]) -> None:
    said = await tero(*command, *NOWHERE)

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("tero: Say who asks: --login NAME, --folder")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--folder", "/nowhere"), "No local stack was started in /nowhere."),
        (("--login", "ana"), "A password comes from --password-file."),
        (("--login", "ana", "--password-file", "/nowhere"), "The password file /nowhere cannot"),
        (("--gateway", "nonsense://x"), "No gateway answers at nonsense://x"),
        (("--gateway", "http://[::1"), "No gateway answers at http://[::1"),
        (("--gateway", ""), "No gateway answers at"),
    ],
)
async def test_what_is_said_of_the_access_is_checked(words: tuple[str, ...], sentence: str) -> None:
    token = {} if "--login" in words else {"TERO_TOKEN": "a-token"}

    said = await tero("lag", *words, TERO_GATEWAY="http://127.0.0.1:1", **token)

    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert sentence in said.err


async def test_a_token_that_is_none(gateway: str) -> None:
    said = await tero("lag", "--gateway", gateway, TERO_TOKEN="ñ\nand more")

    assert (said.code, said.err) == (1, "tero: What TERO_TOKEN holds is no token.\n")


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (("lag", "tickts"), "no service 'tickts'"),
        (("quarantine", "show", "intake", "one"), "Invalid value for 'ID'"),
        (("quarantine", "show", "intake", "0"), "Invalid value for 'ID'"),
        (("quarantine", "discard", "intake", "1"), "Missing option '--reason'"),
        (("quarantine", "nonsense"), "No such command"),
    ],
)
async def test_what_nobody_can_mean_is_a_usage_error(
    command: tuple[str, ...], complaint: str
) -> None:
    said = await tero(*command, *NOWHERE, TERO_TOKEN="a-token")

    assert said.code == 2
    assert complaint in said.err


@pytest.mark.parametrize("what", ["quarantine", "parked"])
@pytest.mark.parametrize("named", [(), ("1", "2", "--all")])
async def test_all_or_some_must_be_said(what: str, named: tuple[str, ...]) -> None:
    said = await tero(what, "replay", "intake", *named, *NOWHERE, TERO_TOKEN="a-token")

    assert (said.code, said.err) == (1, "tero: Name what is meant, or say --all.\n")


async def test_a_parked_key_is_named_by_both_its_words() -> None:
    said = await tero("parked", "replay", "intake", "a-topic", *NOWHERE, TERO_TOKEN="a-token")

    assert said.code == 1
    assert "by its topic and its key" in said.err


async def test_a_service_that_is_away_is_named(gateway: str) -> None:
    said = await tero("outbox", "tickets", "--gateway", gateway, TERO_TOKEN="a-token")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("tero: tickets cannot answer: The part that answers this is not")


async def test_something_that_is_not_tero() -> None:
    async def hello(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(hello, "127.0.0.1", 0) as server:
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        said = await tero("lag", "tickets", "--gateway", address, TERO_TOKEN="a-token")

    assert (said.code, said.err) == (
        1, f"tero: What answers at {address} is not Tero's gateway (200).\n"
    )  # fmt: skip


async def test_the_doctor_finds_services_that_are_away(gateway: str) -> None:
    said = await tero("doctor", "--gateway", gateway, "--json", TERO_TOKEN="a-token")

    assert said.code == 1
    found = said.json()
    assert [(each["what"], each["where"]) for each in found["findings"]] == [
        ("service-away", name) for name in NAMES
    ]
    assert (found["healthy"], found["blind"]) == (False, [])
    assert "--servers" in found["notes"][0]


async def test_the_doctor_says_what_it_could_not_look_at(deserted: Stack) -> None:
    """No log-in without the directory; no brokers either. What can be seen is told."""
    said = await tero("doctor", "--folder", deserted.folder)

    assert (said.code, said.err) == (2, "")
    assert "could not look  log-in: directory cannot answer" in said.out
    assert said.out.count("service-away") == 1, "what is alike is said once"
    assert "brokers-away" in said.out
    assert said.out.endswith("8 findings. Not everything could be looked at.\n")
    assert max(map(len, said.out.splitlines())) <= 80


async def test_the_doctor_without_a_gateway_could_not_look() -> None:
    said = await tero("doctor", *NOWHERE, "--json", TERO_TOKEN="a-token")

    assert said.code == 2
    [blind] = said.json()["blind"]
    assert blind.startswith("every service: No gateway answers at http://127.0.0.1:1")


async def test_a_doctor_that_is_asked_for_nonsense_says_so() -> None:
    said = await tero("doctor", "--folder", "/nowhere")

    assert (said.code, said.err) == (2, "tero: No local stack was started in /nowhere.\n")
