"""Sessions are seen, and ended: by their owner, by who manages accounts, by what happens."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Emitted, Harness

Directory = Harness[Any]
OPEN = "/api/v1/session/open"


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


async def ends(directory: Directory) -> list[Emitted]:
    return [e for e in await directory.emitted() if e.type == "directory.session-ended.v1"]


async def test_who_logs_out_is_out(directory: Directory, entering: Any) -> None:
    here, elsewhere = await entering.session(), await entering.session(address="10.0.0.2")

    answer = await directory.client.delete("/api/v1/session", headers=bearer(here))

    assert answer.status_code == 204
    assert [await entering.who(here), await entering.who(elsewhere)] == [401, 200]
    assert (await entering.refresh(here["refresh_token"])).status_code == 401
    assert (await entering.refresh(elsewhere["refresh_token"])).status_code == 200


async def test_everybody_is_told_until_when_to_refuse_it(
    directory: Directory, entering: Any
) -> None:
    """Longer than any of its tokens lasts, and not much longer: nobody remembers it for ever."""
    session = await entering.session()
    await directory.client.delete("/api/v1/session", headers=bearer(session))

    (event,) = await ends(directory)
    assert (event.key, event.sequence) == (session["session_id"], 1)
    assert (event.data["why"], event.data["account_id"]) == (
        "logged-out",
        session["account"]["account_id"],
    )
    left = datetime.fromisoformat(event.data["until"]) - datetime.now(UTC)
    assert timedelta(minutes=15) < left < timedelta(minutes=17)


async def test_one_sees_where_one_is_logged_in(directory: Directory, entering: Any) -> None:
    first = await entering.session(address="10.0.0.1")
    second = await entering.session(address="10.0.0.2")

    page = (await directory.client.get(OPEN, headers=bearer(first))).json()

    assert [item["session_id"] for item in page["items"]] == [
        second["session_id"],
        first["session_id"],
    ]
    assert [item["address"] for item in page["items"]] == ["10.0.0.2", "10.0.0.1"]
    assert page["items"][0]["agent"].startswith("python-httpx")
    assert page["items"][0]["means"] == "password"


async def test_the_list_has_pages(directory: Directory, entering: Any) -> None:
    sessions = [await entering.session() for _ in range(3)]
    headers = bearer(sessions[0])

    page = (await directory.client.get(OPEN, params={"limit": 2}, headers=headers)).json()
    more = {"limit": 2, "after": page["next"]}
    last = (await directory.client.get(OPEN, params=more, headers=headers)).json()

    listed = [item["session_id"] for item in page["items"] + last["items"]]
    assert listed == [each["session_id"] for each in reversed(sessions)]
    assert last["next"] is None
    wrong = await directory.client.get(OPEN, params={"after": "WzFd"}, headers=headers)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong-cursor")


async def test_one_of_one_s_own_can_be_ended_and_nobody_else_s(
    directory: Directory, entering: Any, accounts: Any
) -> None:
    mine, lost = await entering.session(), await entering.session()
    await accounts.register(bearer(mine))
    ana = await entering.session("ana.gomez", accounts.ana["password"])

    foreign = await directory.client.delete(f"{OPEN}/{lost['session_id']}", headers=bearer(ana))
    unknown = await directory.client.delete(f"{OPEN}/{uuid4()}", headers=bearer(ana))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert await entering.who(lost) == 200

    ended = await directory.client.delete(f"{OPEN}/{lost['session_id']}", headers=bearer(mine))
    assert ended.status_code == 204
    assert [await entering.who(each) for each in (mine, lost, ana)] == [200, 401, 200]
    again = await directory.client.delete(f"{OPEN}/{lost['session_id']}", headers=bearer(mine))
    assert again.status_code == 404


@pytest.mark.parametrize(("keep_this", "here"), [(True, 200), (False, 401)])
async def test_one_logs_out_everywhere_or_everywhere_else(
    directory: Directory, entering: Any, keep_this: bool, here: int
) -> None:
    mine, others = await entering.session(), [await entering.session() for _ in range(2)]

    answer = await directory.client.delete(
        OPEN, params={"keep_this": keep_this}, headers=bearer(mine)
    )

    assert answer.json() == {"sessions": 2 if keep_this else 3}
    assert [await entering.who(each) for each in others] == [401, 401]
    assert await entering.who(mine) == here


async def test_who_manages_accounts_ends_anybody_s_sessions(
    directory: Directory, entering: Any, accounts: Any
) -> None:
    admin = await entering.session()
    account = (await accounts.register(bearer(admin))).json()
    one, two, three = [
        await entering.session("ana.gomez", accounts.ana["password"]) for _ in range(3)
    ]
    path = f"/api/v1/accounts/{account['account_id']}/sessions"

    listed = await directory.client.get(path, headers=bearer(admin))
    assert len(listed.json()["items"]) == 3
    single = await directory.client.delete(f"{path}/{one['session_id']}", headers=bearer(admin))
    assert single.status_code == 204
    assert [await entering.who(each) for each in (one, two)] == [401, 200]
    rest = await directory.client.delete(path, headers=bearer(admin))
    assert rest.json() == {"sessions": 2}
    assert [await entering.who(each) for each in (two, three, admin)] == [401, 401, 200]
    assert [event.data["why"] for event in await ends(directory)] == ["revoked"] * 3


async def test_a_session_nobody_can_continue_is_ended_while_a_token_of_it_lives(
    directory: Directory, entering: Any
) -> None:
    idle, over = await entering.session(), await entering.session()
    mine = await entering.session()
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql(
            "update session set idle_until = now() where id = $1", (idle["session_id"],)
        )
        await connection.exec_driver_sql(
            "update session set idle_until = now(), token_until = now() where id = $1",
            (over["session_id"],),
        )
    assert await entering.who(idle) == 200

    answer = await directory.client.delete(OPEN, params={"keep_this": True}, headers=bearer(mine))

    assert answer.json() == {"sessions": 1}
    assert await entering.who(idle) == 401


async def test_nobody_else_does(directory: Directory, entering: Any, accounts: Any) -> None:
    admin = await entering.session()
    await accounts.register(bearer(admin))
    ana = await entering.session("ana.gomez", accounts.ana["password"])
    path = f"/api/v1/accounts/{admin['account']['account_id']}/sessions"

    for method, url in (("GET", path), ("DELETE", path), ("DELETE", f"{path}/{uuid4()}")):
        answer = await directory.client.request(method, url, headers=bearer(ana))
        assert answer.status_code == 403, (method, url)
    unknown = f"/api/v1/accounts/{uuid4()}/sessions"
    for method in ("GET", "DELETE"):
        answer = await directory.client.request(method, unknown, headers=bearer(admin))
        assert answer.status_code == 404


async def test_with_the_account_its_sessions_end_for_good(
    directory: Directory, entering: Any, accounts: Any
) -> None:
    """Security row 11. Switched on again, the account must log in again."""
    admin = await entering.session()
    account = (await accounts.register(bearer(admin))).json()
    ana = await entering.session("ana.gomez", accounts.ana["password"])
    url = f"/api/v1/accounts/{account['account_id']}"

    for active in (False, True):
        changed = await directory.client.patch(url, json={"active": active}, headers=bearer(admin))
        assert changed.status_code == 200

    assert await entering.who(ana) == 401
    assert (await entering.refresh(ana["refresh_token"])).status_code == 401
    assert [event.data["why"] for event in await ends(directory)] == ["account-closed"]
