"""Finding contacts by what people remember of them."""

from typing import Any

import pytest

from chassis.causes import fresh_cause
from chassis_testing.harness import Harness
from intake.outbound import desk_search
from intake.outbound.search_index import index_some

Headers = dict[str, str]


async def found(intake: Harness[Any], who: Headers, text: str, **query: Any) -> list[str]:
    params = {"screen": "chats", "q": text, **query}
    answer = await intake.client.get("/api/v1/contacts", params=params, headers=who)
    assert answer.status_code == 200, answer.text
    return sorted(row["name"] for row in answer.json()["items"])


async def indexed(intake: Harness[Any]) -> None:
    """What a worker does all the time."""
    async with intake.service.database.begin(fresh_cause()) as tx:
        while await index_some(tx.kernel):
            pass


async def test_observations_and_customers_numbers_are_searched(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers, monkeypatch: Any
) -> None:
    """C05, C45: what a holder wrote down, who was logged in at the portal, and who it is; also by
    walking through the list."""
    await customers.exists(number="C-900417")
    noted = await channels.chat("1", name="Con nota")
    await channels.chat("2", name="Del portal", customer_number="K-55310")
    await channels.chat("3", name="Conocida", national_id="30.111.222")
    await indexed(intake)
    note = "Portón azul, depósito 8734"
    async with intake.system() as connection:
        update = "update contact set observations = $1 where id = $2"
        await connection.exec_driver_sql(update, (note, noted))
    await indexed(intake)

    for most in (desk_search.MOST_FOUND, 0):
        monkeypatch.setattr(desk_search, "MOST_FOUND", most)
        assert await found(intake, ana, "porton deposito") == ["Con nota"]
        assert await found(intake, ana, "azul 8734") == ["Con nota"]
        assert await found(intake, ana, "k-553") == ["Del portal"]
        assert await found(intake, ana, "55310") == ["Del portal"]
        assert await found(intake, ana, "C-900417") == ["Conocida"]
        assert await found(intake, ana, "900417") == ["Conocida"]
        assert await found(intake, ana, "C-900418") == []


@pytest.fixture
async def desk(intake: Harness[Any], channels: Any) -> Harness[Any]:
    """Six chats."""
    await channels.chat(
        "1", name="María José Peña", phone="+543415551234", national_id="30.111.222"
    )
    await channels.chat("2", name="Ana Pérez", phone="+543415559876", national_id="28.765.432")
    await channels.chat("3", name="100% Wi_Fi", phone="+5491145678901")
    await channels.chat("5", name="Sara Gil", phone="+5493415552468")
    await channels.chat("6", name="Tomás Paz", phone="+543415553579")
    await channels.chat("4", name="Omar Ruiz", phone="+543415550777")
    await indexed(intake)
    return intake


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pena", ["María José Peña"]),
        ("PEÑA", ["María José Peña"]),
        ("maria", ["María José Peña"]),
        ("pen jos", ["María José Peña"]),
        ("perez", ["Ana Pérez"]),
        ("ana perez maria", []),
        ("5551234", ["María José Peña"]),
        ("341 555-1234", ["María José Peña"]),
        ("0341 555", ["Ana Pérez", "María José Peña", "Omar Ruiz", "Sara Gil", "Tomás Paz"]),
        ("0341 15 555 2468", ["Sara Gil"]),
        ("0341 15 555-3579", ["Tomás Paz"]),
        ("341 15 5552", ["Sara Gil"]),
        ("15 555 2468", ["Sara Gil"]),
        ("15-555-3579", ["Tomás Paz"]),
        ("+54 341 555-2468", ["Sara Gil"]),
        ("+54 9 341 555 3579", ["Tomás Paz"]),
        ("11 15 4567 8901", ["100% Wi_Fi"]),
        ("02966 15 41-2345", []),
        ("0777", ["Omar Ruiz"]),
        ("0341 5550777", ["Omar Ruiz"]),
        ("0341 555 0777", ["Omar Ruiz"]),
        ("30111222", ["María José Peña"]),
        ("30.111", ["María José Peña"]),
        ("765", []),
        ("7654", ["Ana Pérez"]),
        ("perez 9876", ["Ana Pérez"]),
        ("100%", ["100% Wi_Fi"]),
        ("wi_fi", ["100% Wi_Fi"]),
        ("wiifi", []),
        ("zzz", []),
    ],
)
async def test_a_piece_of_what_is_remembered_is_enough(
    desk: Harness[Any], ana: Headers, text: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """C05, C09, C20: names without accents, pieces of phones and ids. A word that is too common to
    be looked up is found by walking through the list."""
    assert await found(desk, ana, text) == names
    monkeypatch.setattr(desk_search, "MOST_FOUND", 0)
    assert await found(desk, ana, text) == names


async def test_a_contact_is_found_by_its_number(desk: Harness[Any], ana: Headers) -> None:
    """C05."""
    rows = await desk.rows("select number, name from contact")
    for row in rows:
        assert row["name"] in await found(desk, ana, str(row["number"]))


async def test_new_texts_are_found_and_old_ones_are_not(desk: Harness[Any], ana: Headers) -> None:
    async with desk.system() as connection:
        await connection.exec_driver_sql(
            "update contact set name = 'Zoe Luz' where name = 'Ana Pérez'"
        )
    await indexed(desk)

    assert await found(desk, ana, "perez") == []
    assert await found(desk, ana, "zoe") == ["Zoe Luz"]


async def test_only_new_texts_are_looked_at_again(desk: Harness[Any], ana: Headers) -> None:
    """Taking and finishing contacts costs the search nothing."""
    async with desk.system() as connection:
        await connection.exec_driver_sql("update contact set outcome = 'x', version = 9")

    assert await desk.rows("select * from contact_unsearched") == []


async def test_search_and_filters_go_together(desk: Harness[Any], ana: Headers) -> None:
    assert await found(desk, ana, "perez", state="open") == ["Ana Pérez"]
    assert await found(desk, ana, "perez", state="closed") == []
    assert await found(desk, ana, "perez", screen="calls") == []
    path = "/api/v1/contacts/count?screen=chats&q=perez"
    answer = await desk.client.get(path, headers=ana)
    assert answer.json()["states"]["open"] == 1


@pytest.mark.parametrize("text", ["ab", "a b c", "...", "1" * 19, "x" * 101, "a\x00bc"])
async def test_too_little_or_too_much_is_refused(
    intake: Harness[Any], ana: Headers, text: str
) -> None:
    params = {"screen": "chats", "q": text}
    answer = await intake.client.get("/api/v1/contacts", params=params, headers=ana)
    assert answer.status_code == 422
