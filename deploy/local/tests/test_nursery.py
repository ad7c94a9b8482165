"""Services forked from one loaded process are processes like any other."""

import asyncio
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_stack.ports import PortPool
from local_stack.probes import http_status
from local_stack.process.family import marked_with
from local_stack.process.identity import Identity
from local_stack.process.nursery import Nursery, Order, result_of
from local_stack.process.part import Home


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    """An open nursery."""
    nursery = Nursery(Home(tmp_path))
    nursery.open()
    yield nursery
    nursery.close()


@pytest.fixture
def port() -> Iterator[int]:
    pool = PortPool()
    yield pool.take()
    pool.close()


def an_order(folder: Path, module: str, *words: str, tied: bool = True, result: str = "") -> Order:
    log, environment = str(folder / "child.log"), {"ANSWER": "42"}
    return Order("child", module, words, environment, log, str(folder), tied, result)


async def until_it_serves(port: int) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                assert await http_status(port, "/") == 200
            except OSError:
                await asyncio.sleep(0.02)
            else:
                return


async def test_a_tied_child_ends_with_the_nursery(
    tmp_path: Path, nursery: Nursery, port: int
) -> None:
    order = an_order(tmp_path, "http.server", "--bind", "127.0.0.1", str(port))
    child = Identity.of(await nursery.bear(order))
    await until_it_serves(port)

    nursery.close()

    assert await child.gone(10)


async def test_a_free_child_outlives_the_nursery(
    tmp_path: Path, nursery: Nursery, port: int
) -> None:
    order = an_order(tmp_path, "http.server", "--bind", "127.0.0.1", str(port), tied=False)
    child = Identity.of(await nursery.bear(order))

    nursery.close()
    await until_it_serves(port)

    assert child in marked_with(str(tmp_path))
    assert child.send(signal.SIGKILL)


@pytest.mark.parametrize(("module", "is_done"), [("this", True), ("no_such_module", False)])
async def test_a_short_child_says_how_it_ended(
    tmp_path: Path, nursery: Nursery, module: str, is_done: bool
) -> None:
    result = tmp_path / "result"

    child = Identity.of(await nursery.bear(an_order(tmp_path, module, result=str(result))))

    assert await child.gone(10)
    assert result_of(result) is is_done
    assert (tmp_path / "child.log").read_text()
