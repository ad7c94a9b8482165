"""A second factor: set up, asked for, used once, lost, taken away (security row 15)."""

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from chassis.service import Service
from chassis_testing.harness import Harness, SigningKeys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.domain import totp
from directory.outbound.passwords import Argon2Passwords
from directory.settings import Settings

Directory = Harness[Any]
OWN = "/api/v1/session/second-factor"


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def code_of(secret: str, shift: int = 0) -> str:
    """What an app shows that was given this secret; `shift` steps from now."""
    raw = base64.b32decode(secret + "=" * (-len(secret) % 8))
    return totp.code_at(raw, totp.step_at(datetime.now(UTC)) + shift)


async def set_up(directory: Directory, entering: Any) -> tuple[str, list[str]]:
    """The administrator's secret, confirmed with a code of the step before, and recovery codes."""
    headers = bearer(await entering.session())
    proposal = (await directory.client.post(OWN, headers=headers)).json()
    step, answer = 0, None
    # Where the clock went on meanwhile, the code was two steps old: the next one is shown.
    while step != totp.step_at(datetime.now(UTC)) and (not answer or answer.status_code != 200):
        step = totp.step_at(datetime.now(UTC))
        body = {"code": code_of(proposal["secret"], -1)}
        answer = await directory.client.post(f"{OWN}/confirmation", json=body, headers=headers)
    assert answer is not None
    assert answer.status_code == 200
    return proposal["secret"], answer.json()["recovery_codes"]


async def test_nothing_is_asked_for_until_the_secret_has_arrived(
    directory: Directory, entering: Any
) -> None:
    headers = bearer(await entering.session())

    first = (await directory.client.post(OWN, headers=headers)).json()
    second = (await directory.client.post(OWN, headers=headers)).json()
    assert first == second
    assert first["secret"] in first["address"]
    assert (await directory.client.get(OWN, headers=headers)).json() == {"is_set_up": False}
    wrong = {"code": code_of(first["secret"], 5)}
    answer = await directory.client.post(f"{OWN}/confirmation", json=wrong, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-code")
    assert (await entering.log_in()).status_code == 201


async def test_from_then_on_a_password_is_not_enough(directory: Directory, entering: Any) -> None:
    secret, _ = await set_up(directory, entering)

    answer = await entering.log_in()
    assert (answer.status_code, answer.json()["code"]) == (401, "second-factor-required")
    wrong = await entering.log_in(password="wrong", code=code_of(secret))
    assert wrong.json()["code"] == "wrong-credentials"
    session = await entering.session(code=code_of(secret))
    state = await directory.client.get(OWN, headers=bearer(session))
    assert state.json() == {"is_set_up": True}
    again = await directory.client.post(OWN, headers=bearer(session))
    assert (again.status_code, again.json()["code"]) == (409, "second-factor-is-set-up")


async def test_a_code_is_good_once(directory: Directory, entering: Any) -> None:
    """Also for two who show it at the same moment."""
    secret, _ = await set_up(directory, entering)
    code = code_of(secret)

    answers = await asyncio.gather(*(entering.log_in(code=code) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]
    late = await entering.log_in(code=code_of(secret, -1))
    assert (late.status_code, late.json()["code"]) == (401, "wrong-code")


async def test_a_recovery_code_opens_once_and_is_kept_as_a_digest(
    directory: Directory, entering: Any
) -> None:
    _, codes = await set_up(directory, entering)
    assert len(codes) == totp.RECOVERY_CODES
    assert codes[0] not in repr(await directory.rows("select * from recovery_code"))

    assert (await entering.log_in(code=codes[0].upper())).status_code == 201
    assert (await entering.log_in(code=codes[0])).json()["code"] == "wrong-code"
    assert (await entering.log_in(code=codes[1])).status_code == 201


async def test_codes_cannot_be_guessed_from_many_addresses(
    directory: Directory, entering: Any
) -> None:
    """Whoever knows the password has a few tries, from wherever they come."""
    await set_up(directory, entering)

    statuses = [
        (await entering.log_in(code=f"{n:06d}", address=f"10.9.0.{n}")).status_code
        for n in range(12)
    ]
    assert statuses[:5] == [401] * 5
    assert statuses.count(429) >= 4


async def test_it_is_taken_away_with_a_fresh_proof(directory: Directory, entering: Any) -> None:
    secret, _ = await set_up(directory, entering)
    session = await entering.session(code=code_of(secret))

    gone = await directory.client.delete(OWN, headers=bearer(session))

    assert gone.status_code == 204
    assert (await entering.log_in()).status_code == 201
    again = await directory.client.delete(OWN, headers=bearer(session))
    assert again.status_code == 404
    assert await directory.rows("select * from recovery_code") == []


async def test_who_lost_everything_is_helped_by_who_manages_accounts(
    directory: Directory, entering: Any, accounts: Any
) -> None:
    secret, _ = await set_up(directory, entering)
    session = await entering.session(code=code_of(secret))
    account_id = session["account"]["account_id"]
    path = f"/api/v1/accounts/{account_id}/second-factor"

    weaker = await directory.account("accounts.manage")
    refused = await directory.client.delete(path, headers=weaker)
    assert (refused.status_code, refused.json()["code"]) == (403, "more-powerful-account")
    helped = await directory.client.delete(path, headers=await accounts.manager())
    assert helped.status_code == 204
    assert await entering.who(session) == 401
    assert (await entering.log_in()).status_code == 201


@pytest_asyncio.fixture
async def strict(
    create_database: CreateDatabase,
    keys: SigningKeys,
    make_settings: Callable[..., Settings],
    passwords: Argon2Passwords,
) -> AsyncIterator[Directory]:
    """A directory whose administrators must have a second factor."""
    url = await create_database("directory")
    settings = make_settings(database_url=url, second_factor_roles=["administrator"])
    async with running(Service(define(settings, passwords), settings, "api"), keys) as harness:
        yield harness


async def test_administrators_set_one_up_when_they_first_log_in(strict: Directory) -> None:
    """There is no session without it, not even to set it up."""
    proof = {"login": "admin", "password": "the first one 1234"}

    asked = await strict.client.post("/api/v1/session", json=proof)
    assert (asked.status_code, asked.json()["code"]) == (401, "second-factor-set-up-required")
    secret = asked.json()["secret"]
    again = await strict.client.post("/api/v1/session", json=proof)
    assert again.json()["secret"] == secret
    nobody = await strict.client.post("/api/v1/session", json=proof | {"password": "guess"})
    assert "secret" not in nobody.json()

    entered = await strict.client.post("/api/v1/session", json=proof | {"code": code_of(secret)})
    assert entered.status_code == 201
    assert len(entered.json()["recovery_codes"]) == totp.RECOVERY_CODES
    after = await strict.client.post("/api/v1/session", json=proof)
    assert after.json()["code"] == "second-factor-required"
    assert "secret" not in after.json()


@pytest.mark.parametrize("body", [{}, {"code": "1"}, {"code": 123456}, {"code": "1" * 50}])
async def test_what_is_no_code_is_refused(
    directory: Directory, entering: Any, body: dict[str, Any]
) -> None:
    headers = bearer(await entering.session())
    answer = await directory.client.post(f"{OWN}/confirmation", json=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
