"""What the folder of files does with its disk, and when that does not do as it is told."""

import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis.causes import fresh_cause
from chassis.errors import Unavailable
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from intake.application.attachments import NoSuchFile, UnsupportedFile
from intake.outbound.file_store import FolderFiles
from intake.outbound.forgotten_files import forget_some


async def pieces() -> AsyncIterator[bytes]:
    yield b"%PDF-1.7 one page"


async def pieces_of_a_program() -> AsyncIterator[bytes]:
    yield b"MZ\x90\x00"


Deed = tuple[str, str, bool]
"""What was done to a disk, to which name, and whether by the thread that answers everybody."""


@pytest.fixture
def deeds(tmp_path: Path) -> Iterator[list[Deed]]:
    """All that is done below this test's folder."""
    noted: list[Deed] = []
    main, is_over = threading.get_ident(), False

    def note(event: str, args: tuple[Any, ...]) -> None:
        if is_over or event not in {"open", "os.rename", "os.remove", "os.mkdir"}:
            return
        if str(args[0]).startswith(str(tmp_path)):
            noted.append((event, Path(str(args[0])).name, threading.get_ident() == main))

    # Such a hook stays for good; it notes nothing any more once the test is over.
    sys.addaudithook(note)
    yield noted
    is_over = True


async def test_the_loop_that_answers_everybody_never_waits_for_the_disk(
    tmp_path: Path, deeds: list[Deed]
) -> None:
    files, kept, refused = FolderFiles(tmp_path), uuid4(), uuid4()
    await files.put(kept, pieces())
    with pytest.raises(UnsupportedFile):
        await files.put(refused, pieces_of_a_program())
    async with aclosing(files.read(kept)) as content:
        assert await anext(content) == b"%PDF-1.7 one page"
    await files.forget(kept)
    with pytest.raises(NoSuchFile):
        await anext(files.read(kept))

    assert {"open", "os.rename", "os.remove", "os.mkdir"} == {event for event, _, _ in deeds}
    assert [deed for deed in deeds if deed[2]] == []
    assert files_in(tmp_path) == 0


async def test_a_name_lasts_as_its_file_does(tmp_path: Path, deeds: list[Deed]) -> None:
    """The folder is written behind the file that came into it, and the one above it before."""
    file_id = uuid4()
    folder = file_id.hex[-2:]

    await FolderFiles(tmp_path / "files").put(file_id, pieces())

    assert [(event, name) for event, name, _ in deeds if event != "os.mkdir"] == [
        ("open", "files"),
        ("open", f"{file_id.hex}.part"),
        ("os.rename", f"{file_id.hex}.part"),
        ("open", folder),
    ]


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
