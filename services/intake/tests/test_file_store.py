"""What the folder of files does when its disk does not do as it is told."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis.causes import fresh_cause
from chassis.errors import Unavailable
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from intake.outbound.file_store import FolderFiles
from intake.outbound.forgotten_files import forget_some


async def pieces() -> AsyncIterator[bytes]:
    yield b"%PDF-1.7 one page"


def files_in(folder: Path) -> int:
    return sum(each.is_file() for each in folder.rglob("*"))


async def test_a_disk_that_is_nearly_full_takes_no_more_files(tmp_path: Path) -> None:
    """Others live on it: what is left is theirs."""
    roomy, full = FolderFiles(tmp_path), FolderFiles(tmp_path, reserve=1 << 62)

    stored = await roomy.put(uuid4(), pieces())
    with pytest.raises(Unavailable):
        await full.put(uuid4(), pieces())

    assert stored.media_type == "application/pdf"
    assert files_in(tmp_path) == 1


async def test_a_file_that_cannot_be_removed_keeps_no_other_one(
    intake: Harness[Any], tmp_path: Path
) -> None:
    """Security row 42: the others go, and it is tried again later."""
    files, (stuck, other) = FolderFiles(tmp_path), (uuid4(), uuid4())
    await files.put(other, pieces())
    # A folder stands where the file should: nobody removes that as a file.
    (tmp_path / stuck.hex[-2:] / stuck.hex).mkdir(parents=True)
    async with intake.system() as connection:
        for file_id, seconds in ((stuck, 20), (other, 10)):
            await connection.exec_driver_sql(
                "insert into forgotten_file values ($1, now() - make_interval(secs => $2))",
                (file_id, seconds),
            )
        went = await forget_some(Tx(connection, fresh_cause(), "/intake"), files)

    assert went == 1
    assert not (tmp_path / other.hex[-2:] / other.hex).exists()
    rows = await intake.rows("select file_id, due_at > now() as later from forgotten_file")
    assert [(row["file_id"], row["later"]) for row in rows] == [(stuck, True)]
