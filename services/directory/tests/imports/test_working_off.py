"""Imports are worked off in the background, and read about meanwhile."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from chassis import database
from chassis.pages import cursor_for
from chassis.upkeep import do

Counts = Callable[[Any], tuple[int, int, int, int]]


async def test_errors_name_the_row_the_column_the_reason_and_what_was_found(
    office: Any, counts: Counts
) -> None:
    rows = [
        office.header,
        f"{office.eva};Belgrano 12;Córdoba",
        office.eva.replace("C-1", "C-2").replace("Activo", "quién sabe") + ";Belgrano 12;Córdoba",
        office.eva.replace("C-1", "C-3").replace("0351 424-0099", "12") + ";Belgrano 12;Córdoba",
        office.eva.replace("C-1", "C-4") + ";Belgrano 12;",
        office.eva.replace("C-1", "") + ";Belgrano 12;Córdoba",
    ]

    answer = await office.send("\n".join(rows))
    page = await office.get(f"{office.path}/{answer.json()['import_id']}/errors")

    assert counts(answer) == (1, 0, 0, 4)
    assert [(e["row"], e["column"], e["problem"], e["found"]) for e in page.json()["items"]] == [
        (3, "Estado", "is none of active, suspended, ended", "quién sabe"),
        (4, "Teléfono", "is not a phone number in AR", "12"),
        (5, "contract.city", "Field required", ""),
        (6, "", "has no customer's number", ""),
    ]


async def test_errors_start_where_one_can_be(office: Any) -> None:
    """Beyond it the database would refuse the number, and not the list the cursor."""
    path = f"{office.path}/{uuid4()}/errors?after="
    answers = [await office.get(path + cursor_for([1 << bits])) for bits in (31, 63)]

    assert [answer.json()["code"] for answer in answers] == ["wrong-cursor", "wrong-cursor"]


async def test_a_dry_run_writes_nothing_and_says_what_would_be(office: Any, counts: Counts) -> None:
    content = (
        f"{office.header}\n{office.eva};Belgrano 12;Córdoba\n{office.eva.replace('C-1', 'C-2')};x\n"
    )

    answer = await office.send(content, dry_run="true")

    assert counts(answer) == (1, 0, 0, 1)
    assert [e for e in await office.directory.emitted() if "customer" in e.type] == []
    assert await office.directory.rows("select id from customer") == []


async def test_an_import_goes_on_where_it_was_and_shows_how_far_it_is(office: Any) -> None:
    """Each batch is one transaction in which the next falls due: a crash in between loses none."""
    rows = [office.eva.replace("C-1", f"C-{n}") + ";Belgrano 12;Córdoba" for n in range(1_100)]
    started = await office.post("\n".join([office.header, *rows]).encode())

    await office.fire_one()
    halfway = (await office.get(started.json()["href"])).json()
    await office.work_off()
    done = (await office.get(started.json()["href"])).json()

    assert (halfway["state"], halfway["done"], halfway["rows"]) == ("running", 500, 1_100)
    assert (done["state"], done["done"], done["created"]) == ("finished", 1_100, 1_100)
    assert done["finished_at"] is not None
    assert await office.directory.rows("select * from import_batch") == []
    # Silent: nothing asks for an e-mail.
    kinds = {e.type for e in await office.directory.emitted()}
    assert {kind for kind in kinds if "customer" not in kind and "account" not in kind} == set()


async def test_the_same_file_sent_twice_with_a_key_is_one_import(office: Any) -> None:
    body = f"{office.header}\n{office.eva};Belgrano 12;Córdoba\n".encode()

    first = await office.post(body, key="a")
    again = await office.post(body, key="a")
    other = await office.post(body + b"x", key="a")
    listed = await office.get(office.path)

    assert first.json() == again.json()
    assert other.json()["code"] == "idempotency-key-reused"
    assert [each["import_id"] for each in listed.json()["items"]] == [first.json()["import_id"]]


async def test_numbers_of_two_systems_do_not_meet(office: Any) -> None:
    await office.send(f"{office.header}\n{office.eva};Belgrano 12;Córdoba\n", source="WISPRO")
    line = {"number": "C-1", "name": "Otra", "national_id_kind": "DNI", "national_id": "20111222"}
    await office.send(json.dumps(line), format="ndjson", source="ERP")

    assert (await office.customer("WISPRO-C-1"))["name"] == "Eva Núñez"
    assert (await office.customer("ERP-C-1"))["name"] == "Otra"


async def test_what_was_found_is_forgotten_after_a_week_and_the_import_after_a_month(
    office: Any, directory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that were left out are nobody's: no erasure would find them. Where and why stays. All of
    it goes, although each transaction forgets but one row."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    rows = [f"{office.eva.replace('Activo', 'quién sabe')};Belgrano 12;Córdoba"] * 2
    answer = await office.send("\n".join([office.header, *rows]))
    path = f"{office.path}/{answer.json()['import_id']}/errors"

    async def forget_after(days: int) -> None:
        async with directory.system() as connection:
            sql = "update import_run set finished_at = now() - make_interval(days => $1)"
            await connection.exec_driver_sql(sql, (days,))
        for chore in directory.service.definition.chores:
            await do(directory.service.database.begin, chore)

    async def found() -> list[str]:
        return [each["found"] for each in (await office.get(path)).json()["items"]]

    await forget_after(6)
    assert await found() == ["quién sabe"] * 2
    await forget_after(29)
    assert await found() == [""] * 2
    await forget_after(31)
    assert (
        await directory.rows(
            "select id from import_run union all select import_id from import_error"
        )
        == []
    )
