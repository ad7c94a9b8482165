"""Files that are none, or were made to do harm."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

BOMB = b"<worksheet>" + b" " * (4 << 20) + b"</worksheet>"
GROWING = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "params", "code"),
    [
        (b"", {}, "wrong-file"),
        (b"a;b\n", {}, "wrong-headers"),
        (b"numero;nombre;NOMBRE\n", {}, "wrong-headers"),
        (b'numero;nombre\n1;"open', {}, "wrong-file"),
        (b"\xff\xfen", {}, "wrong-file"),
        (b"numero\n" + b"x" * 5_000, {}, "wrong-file"),
        (b"not a zip", {"format": "xlsx"}, "wrong-file"),
        (b"x" * (300 << 10), {"format": "ndjson"}, "wrong-file"),
        (b"numero\n", {"what": "billing"}, "wrong-format"),
        (b"numero\n", {"preset": "nobodys"}, "preset-not-found"),
        (b"numero\n", {"format": "pdf"}, "wrong-fields"),
        (b"numero\n", {"colour": "blue"}, "wrong-fields"),
        (b"numero\n", {"source": "a b"}, "wrong-fields"),
    ],
)
async def test_a_file_that_is_none_is_refused_and_nothing_is_kept(
    office: Any, content: bytes, params: dict[str, str], code: str
) -> None:
    answer = await office.send(content, **params)

    assert answer.json().get("code") == code, answer.text
    assert await office.directory.rows("select * from import_run") == []


@pytest.mark.parametrize(
    "sheet",
    [
        BOMB,
        GROWING,
        b"<worksheet><row",
        b'<worksheet><row r="x"/></worksheet>',
        b'<worksheet><row><c t="s"><v>7</v></c></row></worksheet>',
        b'<worksheet><row><c r="ZZZ1"><v>7</v></c></row></worksheet>',
    ],
)
async def test_a_sheet_that_is_none_is_refused(
    office: Any, xlsx: Callable[..., bytes], sheet: bytes
) -> None:
    """A zip bomb, entities that grow, broken markup, texts and places that are not there."""
    answer = await office.send(xlsx([], sheet=sheet), format="xlsx")

    assert answer.json().get("code") == "wrong-file", answer.text


async def test_an_archive_that_is_cut_off_is_refused(
    office: Any, xlsx: Callable[..., bytes]
) -> None:
    answer = await office.send(xlsx([["numero"]])[:-30], format="xlsx")

    assert answer.json().get("code") == "wrong-file", answer.text


async def test_imports_are_for_those_who_may(office: Any) -> None:
    directory, path = office.directory, office.path
    somebody = await directory.account("customers.read", "customers.edit")
    paths = ("", f"/{uuid4()}", f"/{uuid4()}/errors")
    gets = [await directory.client.get(path + each, headers=somebody) for each in paths]
    post = await directory.client.post(f"{path}?format=csv", content=b"", headers=somebody)
    unknown = await office.get(path + paths[1])

    assert [answer.status_code for answer in (*gets, post)] == [403] * 4
    assert unknown.status_code == 404
