"""Step-up at the provider: it stands for the password alone, also for who is in already."""

from typing import Any

from services.directory.tests.conftest import Entering, bearer
from services.directory.tests.sign_on.conftest import PATH, Browser
from services.directory.tests.test_second_factor import code_of, set_up

from chassis_testing.harness import Harness
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]
_LONG_AGO = "update session set proved_at = now() - interval '1 day'"
_PROVED = "select count(*) as n from session where proved_at > now() - interval '1 hour'"


async def with_a_second_factor(
    directory: Directory, browser: Browser, entering: Entering
) -> tuple[str, list[str]]:
    """The administrator is linked, in, and their proofs are old; secret and recovery codes."""
    mine = bearer(await entering.session())
    assert (await browser.finish(await browser.begin(f"{PATH}/link", headers=mine))).is_success
    secret, codes = await set_up(directory, entering)
    async with directory.system() as connection:
        await connection.exec_driver_sql(_LONG_AGO)
    return secret, codes


async def proofs(directory: Directory) -> int:
    """How many sessions were proved lately."""
    [row] = await directory.rows(_PROVED)
    number: int = row["n"]
    return number


async def test_a_proof_asks_for_the_second_factor_too(
    directory: Directory, browser: Browser, entering: Entering
) -> None:
    """Security row 15: as with the password; the provider is asked once, the code comes after."""
    secret, _ = await with_a_second_factor(directory, browser, entering)
    back = await browser.begin(f"{PATH}/proof")

    missing = await browser.finish(back)
    wrong = await browser.finish(back | {"second_factor": "000000x"})
    before, asked = await proofs(directory), await browser.provider()
    right = await browser.finish(back | {"second_factor": code_of(secret)})

    assert (missing.status_code, missing.json()["code"]) == (401, "second-factor-required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-code")
    assert before == 0
    assert (right.status_code, right.json()["access_token"]) == (200, None)
    assert await proofs(directory) == 1
    assert (await browser.provider())["/token"] == asked["/token"]
    assert (await browser.finish(back)).json()["code"] == "sign-on-expired"


async def test_guessed_codes_are_counted_and_the_attempt_outlives_the_wait(
    directory: Directory, browser: Browser, entering: Entering
) -> None:
    await with_a_second_factor(directory, browser, entering)
    back = await browser.begin(f"{PATH}/proof")

    answers = [await browser.finish(back | {"second_factor": "000000x"}) for _ in range(8)]

    codes = [answer.json()["code"] for answer in answers]
    assert codes[:5] == ["wrong-code"] * 5
    assert set(codes[5:]) <= {"wrong-code", "too-many-failures"}
    assert "too-many-failures" in codes
    assert await proofs(directory) == 0
    [kept] = await directory.rows("select purpose, subject from sign_on_attempt")
    assert kept == {"purpose": "prove", "subject": "ana"}


async def test_a_code_of_ones_own_proves_nobody_else(
    directory: Directory, browser: Browser, entering: Entering
) -> None:
    """Who it was at the provider comes first, whatever code is shown."""
    secret, _ = await with_a_second_factor(directory, browser, entering)
    await browser.provider(subject="somebody else")
    back: dict[str, Any] = await browser.begin(f"{PATH}/proof")

    other = await browser.finish(back | {"second_factor": code_of(secret)})

    assert (other.status_code, other.json()["code"]) == (403, "linked-to-another-account")
    assert await proofs(directory) == 0
