"""Links by which people choose a password: of one use, of a short life, kept as digests."""

import asyncio
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]
Headers = dict[str, str]
NEW = "another horse 77"


async def test_who_gets_no_password_is_invited_and_chooses_one(links: Any, accounts: Any) -> None:
    headers = await accounts.manager()
    assert (await accounts.register(headers, password=None)).status_code == 201
    assert await links.enter("") == 422

    [letter] = await links.letters()
    assert (letter.data["letter"], letter.data["login"]) == ("invitation", "ana.gomez")
    ends = datetime.fromisoformat(letter.data["expires_at"]) - datetime.now(UTC)
    assert timedelta(hours=23) < ends <= timedelta(hours=24)

    assert (await links.choose(await links.token()))[0] == 204
    assert await links.enter(NEW) == 201


async def test_a_reset_lasts_an_hour_and_takes_the_old_password_away(
    links: Any, accounts: Any, ana: tuple[Headers, str]
) -> None:
    token = await links.reset(ana)
    [letter] = await links.letters()
    ends = datetime.fromisoformat(letter.data["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=59) < ends <= timedelta(minutes=60)
    assert await links.enter(accounts.ana["password"]) == 201

    assert (await links.choose(token))[0] == 204

    assert await links.enter(accounts.ana["password"]) == 401
    assert await links.enter(NEW) == 201


async def test_who_was_in_is_out_once_the_password_is_another(
    directory: Directory, links: Any, accounts: Any, ana: tuple[Headers, str]
) -> None:
    proof = {"login": "ana.gomez", "password": accounts.ana["password"]}
    old = (await directory.client.post("/api/v1/session", json=proof)).json()["access_token"]

    await links.choose(await links.reset(ana))

    bearer = {"Authorization": f"Bearer {old}"}
    assert (await directory.client.get("/api/v1/session", headers=bearer)).status_code == 401


async def test_of_the_link_only_a_digest_is_kept(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    token = await links.reset(ana)

    [row] = await directory.rows("select * from credential_link")

    assert row["token_hash"] == hashlib.sha256(token.encode()).digest()
    assert token not in str(row)
    assert len(token) * 6 >= 256


async def test_it_is_used_once_and_all_others_with_it(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    first, second = await links.reset(ana), await links.reset(ana)

    assert (await links.choose(first))[0] == 204

    for token in (first, second):
        assert await links.choose(token, "a third one 123") == (422, "wrong-link")
    assert await directory.rows("select 1 from credential_link") == []


async def test_of_many_who_use_it_at_once_one_wins(links: Any, ana: tuple[Headers, str]) -> None:
    token = await links.reset(ana)

    answers = await asyncio.gather(*(links.choose(token, f"password number {n}") for n in range(6)))

    assert sorted(status for status, _ in answers) == [204] + [422] * 5
    won = next(n for n, (status, _) in enumerate(answers) if status == 204)
    assert await links.enter(f"password number {won}") == 201


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda token: "", lambda token: " ", lambda token: "%20", lambda token: token[:-1],
        lambda token: token[:20], lambda token: token + "A", lambda token: token + " ",
        lambda token: " " + token, lambda token: token + "\n", lambda token: token.swapcase(),
        lambda token: "%", lambda token: "*", lambda token: "0", lambda token: "null",
        lambda token: "' or '1'='1", lambda token: token[:-1] + "\x00", lambda token: "A" * 43,
        lambda token: hashlib.sha256(token.encode()).hexdigest(), lambda token: "á" * 43,
    ],
)  # fmt: skip
async def test_no_other_text_will_do(links: Any, ana: tuple[Headers, str], spoilt: Any) -> None:
    token = await links.reset(ana)

    assert await links.choose(spoilt(token)) == (422, "wrong-link")
    assert (await links.choose(token))[0] == 204


@pytest.mark.parametrize("token", [None, 0, [], {}, True, "x" * 201])
async def test_what_is_no_text_is_refused(links: Any, token: Any) -> None:
    assert await links.choose(token) == (422, "wrong-fields")


async def test_one_that_is_too_old_leads_nowhere(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    token = await links.reset(ana)
    async with directory.service.engine.begin() as connection:
        await connection.exec_driver_sql("update credential_link set expires_at = now()")

    assert await links.choose(token) == (422, "wrong-link")


async def test_who_was_switched_off_meanwhile_stays_out(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    token = await links.reset(ana)
    headers, account_id = ana
    path = f"/api/v1/accounts/{account_id}"
    await directory.client.patch(path, json={"active": False}, headers=headers)

    assert await links.choose(token) == (422, "wrong-link")


async def test_a_short_password_is_refused_and_the_link_stays(
    links: Any, ana: tuple[Headers, str]
) -> None:
    token = await links.reset(ana)

    assert await links.choose(token, "short") == (422, "wrong-fields")
    assert (await links.choose(token))[0] == 204
