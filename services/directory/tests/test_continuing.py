"""A session goes on with refresh tokens, each good once."""

import asyncio
from typing import Any

import pytest
from joserfc.jwk import KeySet

from chassis import database
from chassis.tokens import verify
from chassis.upkeep import do
from chassis_testing.harness import Harness, SigningKeys

Directory = Harness[Any]
LATER = "update refresh_token set used_at = used_at - interval '11 seconds'"


async def change(directory: Directory, sql: str) -> None:
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql(sql)


async def test_a_refresh_token_is_exchanged_for_the_next_pair(
    directory: Directory, entering: Any, keys: SigningKeys
) -> None:
    first = await entering.session()

    answer = await entering.refresh(first["refresh_token"])

    assert answer.status_code == 200
    second = answer.json()
    assert second["session_id"] == first["session_id"]
    assert second["refresh_token"] != first["refresh_token"]
    assert second["account"] == first["account"]
    assert await entering.who(second) == 200
    assert await entering.who(first) == 200
    before, after = (
        verify(each["access_token"], KeySet([keys.private])) for each in (first, second)
    )
    assert (after.session_id, after.proved_at) == (before.session_id, before.proved_at)
    assert (await entering.refresh(second["refresh_token"])).status_code == 200


async def test_no_token_is_kept_in_clear(directory: Directory, entering: Any) -> None:
    session = await entering.session()
    again = (await entering.refresh(session["refresh_token"])).json()

    rows = repr(await directory.rows("select * from refresh_token, session"))
    for token in (session["refresh_token"], again["refresh_token"]):
        assert token not in rows
        assert len(token) * 6 >= 128  # bits, as they are written


async def test_a_token_that_is_used_again_later_ends_its_session(
    directory: Directory, entering: Any
) -> None:
    """Whoever comes second, the thief or the owner: both are out, in every service."""
    first = await entering.session()
    second = (await entering.refresh(first["refresh_token"])).json()
    await change(directory, LATER)

    stolen = await entering.refresh(first["refresh_token"])

    assert (stolen.status_code, stolen.json()["code"]) == (401, "invalid-refresh-token")
    assert (await entering.refresh(second["refresh_token"])).status_code == 401
    assert await entering.who(second) == 401
    (event,) = [each for each in await directory.emitted() if each.key == first["session_id"]]
    assert (event.type, event.data["why"]) == ("directory.session-ended.v1", "token-reused")


async def test_a_token_older_than_the_last_one_ends_its_session_at_once(
    directory: Directory, entering: Any
) -> None:
    first = await entering.session()
    second = (await entering.refresh(first["refresh_token"])).json()
    third = (await entering.refresh(second["refresh_token"])).json()

    assert (await entering.refresh(first["refresh_token"])).status_code == 401
    assert (await entering.refresh(third["refresh_token"])).status_code == 401


async def test_two_tabs_at_once_are_given_the_same_next_token(
    directory: Directory, entering: Any
) -> None:
    """Or one whose answer was lost would be taken for a thief. There is still one living token."""
    first = await entering.session()

    answers = await asyncio.gather(*(entering.refresh(first["refresh_token"]) for _ in range(5)))

    assert [answer.status_code for answer in answers] == [200] * 5
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1
    (living,) = await directory.rows("select * from refresh_token where used_at is null")
    assert living["salt"] is None


@pytest.mark.parametrize("token", ["x", "a" * 200, "é\u0000", "' or 1=1 --"])
async def test_what_is_no_refresh_token_is_refused(entering: Any, token: str) -> None:
    answer = await entering.refresh(token)

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-refresh-token")


async def test_an_access_token_continues_nothing(entering: Any) -> None:
    """Security row 10: no kind of token is another kind."""
    session = await entering.session()

    answer = await entering.refresh(session["access_token"])
    assert answer.status_code == 422  # longer than any refresh token
    swapped = session | {"access_token": session["refresh_token"]}
    assert await entering.who(swapped) == 401


@pytest.mark.parametrize("column", ["idle_until", "expires_at"])
async def test_a_session_has_an_end(directory: Directory, entering: Any, column: str) -> None:
    session = await entering.session()
    await change(directory, f"update session set {column} = now() - interval '1 second'")  # noqa: S608

    assert (await entering.refresh(session["refresh_token"])).status_code == 401
    assert await entering.who(session) == 200  # what was issued before lasts its minutes


async def test_who_is_switched_off_cannot_continue(directory: Directory, entering: Any) -> None:
    session = await entering.session()
    await change(directory, "update account set active = false")

    assert (await entering.refresh(session["refresh_token"])).status_code == 401


async def test_what_nobody_will_ask_for_is_forgotten(
    directory: Directory, entering: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, although each transaction forgets but one session."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    _, _, new = [await entering.session() for _ in range(3)]
    await change(
        directory,
        "update session set idle_until = now() - interval '31 days'"  # noqa: S608
        f" where id <> '{new['session_id']}'",
    )

    for chore in directory.service.definition.chores:
        await do(directory.service.database.begin, chore)

    rows = await directory.rows("select id from session")
    assert [str(row["id"]) for row in rows] == [new["session_id"]]
    assert len(await directory.rows("select * from refresh_token")) == 1
