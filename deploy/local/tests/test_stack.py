"""Real servers start, suffer and stop; nothing is left behind."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from local_stack.ports import HOST, PortTaken, is_free
from local_stack.probes import kafka_answers
from local_stack.process.family import marked_with
from local_stack.process.part import PartFailed
from local_stack.stack import Stack

pytestmark = pytest.mark.stack


@pytest_asyncio.fixture(loop_scope="session")
async def postgres_stack(tmp_path: Path) -> AsyncIterator[Stack]:
    """PostgreSQL alone."""
    async with Stack(tmp_path, parts={"postgres"}) as stack:
        yield stack


async def test_three_servers_start_together_and_leave_nothing(tmp_path: Path) -> None:
    async with Stack(tmp_path, parts={"kafka", "postgres", "valkey"}) as stack:
        assert await kafka_answers(stack.kafka.brokers[0].port)
        url = await stack.postgres.create_database("tickets")
        assert url.startswith("postgresql+asyncpg://tickets:")
        pids = [part.pid for part in stack.parts if part.pid]
        assert len(pids) == 3

    assert all(part.pid is None for part in stack.parts)
    assert all(is_free(port) for port in stack.ports.values())
    assert marked_with(str(stack.folder)) == []
    assert list((tmp_path / "run").iterdir()) == []


async def test_a_taken_port_is_found_before_anything_starts(tmp_path: Path) -> None:
    stack = Stack(tmp_path, parts={"postgres", "valkey"})
    with socket.create_server((HOST, stack.ports["postgres"])), pytest.raises(PortTaken):
        await stack.start()

    assert not (tmp_path / "logs").exists()


async def test_all_taken_ports_are_named_at_once_with_what_moves_them_together(
    tmp_path: Path,
) -> None:
    """As beside a stack in another folder: nobody learns of fifteen ports one by one."""
    stack = Stack(tmp_path, parts={"postgres", "valkey"})
    taken = [stack.ports["postgres"], stack.ports["valkey"]]
    first, second = (socket.create_server((HOST, port)) for port in taken)
    with first, second, pytest.raises(PortTaken) as refused:
        await stack.start()

    assert all(str(port) in str(refused.value) for port in taken)
    assert "TERO_PORT_BASE" in str(refused.value)


async def test_a_part_that_fails_is_reported_with_its_log_and_takes_the_others_down(
    tmp_path: Path,
) -> None:
    stack = Stack(tmp_path, parts={"postgres", "valkey"})
    settings = stack.home.secret(f"valkey-{stack.ports['valkey']}.conf")
    settings.parent.mkdir(parents=True)
    settings.write_text("no-such-setting yes\n")

    with pytest.raises(PartFailed, match="no-such-setting"):
        await stack.start()

    assert marked_with(str(stack.folder)) == []
    assert all(is_free(port) for port in stack.ports.values())


async def test_an_immediate_stop_of_postgres_keeps_committed_data(postgres_stack: Stack) -> None:
    postgres = postgres_stack.postgres
    await postgres.create_database("ledger")
    async with postgres.databases.connect("ledger") as connection:
        await connection.execute("create table entry (n int); insert into entry values (1)")

    await postgres.stop("immediate")
    assert postgres.pid is None
    await postgres.start()

    async with postgres.databases.connect("ledger") as connection:
        assert await connection.fetchval("select n from entry") == 1


async def test_a_killed_postgres_takes_its_workers_along_and_comes_back(
    postgres_stack: Stack,
) -> None:
    postgres = postgres_stack.postgres
    await postgres.create_database("ledger")

    await postgres.kill()
    assert marked_with(str(postgres_stack.folder)) == []
    await postgres.start()

    async with postgres.databases.connect("ledger") as connection:
        assert await connection.fetchval("select 1") == 1


async def test_a_frozen_part_is_silent_until_it_is_thawed(postgres_stack: Stack) -> None:
    postgres = postgres_stack.postgres
    async with postgres.databases.connect() as connection:
        postgres.freeze()
        query = asyncio.ensure_future(connection.fetchval("select 1"))
        done, _ = await asyncio.wait([query], timeout=0.3)
        assert not done

        postgres.thaw()
        assert await query == 1


async def test_a_frozen_part_can_be_stopped(postgres_stack: Stack) -> None:
    postgres_stack.postgres.freeze()

    await postgres_stack.postgres.stop()

    assert postgres_stack.postgres.pid is None


async def test_a_copy_of_a_template_belongs_to_the_templates_owner_by_any_name(
    postgres_stack: Stack,
) -> None:
    postgres = postgres_stack.postgres
    template = await postgres.create_database("template_tickets")
    connection = await asyncpg.connect(template.replace("+asyncpg", ""))
    await connection.execute("create table ticket (n int); insert into ticket values (7)")
    await connection.execute("create extension pg_trgm; create extension unaccent")
    await connection.close()

    copy = await postgres.create_database("tickets_1", template="template_tickets")
    connection = await asyncpg.connect(copy.replace("+asyncpg", ""))
    assert await connection.fetchval("select n from ticket") == 7
    await connection.close()
    renamed = await postgres.databases.rename("tickets_1", "tickets_2")
    connection = await asyncpg.connect(renamed.replace("+asyncpg", ""))
    assert await connection.fetchval("select n from ticket") == 7
    await connection.close()
    await postgres.drop_database("tickets_2")


async def test_a_broker_restarts_on_its_data(tmp_path: Path) -> None:
    async with Stack(tmp_path, parts={"kafka"}) as stack:
        (broker,) = stack.kafka.brokers
        before = broker.pid

        await broker.restart()

        assert broker.pid not in {None, before}
        assert await kafka_answers(broker.port)
