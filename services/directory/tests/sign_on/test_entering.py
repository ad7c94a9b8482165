"""Signing in at the provider: who is linked gets in, by a link they or an invitation made."""

from typing import Any

from services.directory.tests.conftest import ADMIN_PASSWORD, Accounts, Entering, bearer
from services.directory.tests.sign_on.conftest import CONSOLE, PATH, Browser
from services.directory.tests.test_second_factor import code_of, set_up

from chassis_testing.harness import Harness
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]
PASSWORD = "correct horse battery"


async def linked(browser: Browser, accounts: Accounts, entering: Entering, **changes: Any) -> str:
    """Ana has an account, logs in, and links it; its id."""
    account = (await accounts.register(await accounts.manager(), **changes)).json()
    login = changes.get("login", "ana.gomez")
    mine = bearer(await entering.session(login, PASSWORD))
    answer = await browser.finish(await browser.begin(f"{PATH}/link", headers=mine))
    assert answer.status_code == 200, answer.text
    identity: str = account["account_id"]
    return identity


async def test_what_is_offered(browser: Browser) -> None:
    answer = await browser.service.get(PATH)

    assert answer.json() == {"enabled": True, "name": "Cuenta de la empresa"}


async def test_who_has_linked_an_account_enters_by_it(
    directory: Directory, browser: Browser, another: Browser, accounts: Accounts, entering: Entering
) -> None:
    """The session is one like any other: cookies, refresh, listed with how it began."""
    account_id = await linked(browser, accounts, entering)

    answer = await another.finish(await another.begin())
    assert (answer.status_code, answer.json()["account"]["account_id"]) == (200, account_id)
    assert {"__Host-tero", "__Host-tero-refresh"} <= set(another.cookies)
    assert another.cookies["__Host-tero-sign-on"] == ""
    cookie = {"Cookie": f"__Host-tero-refresh={another.cookies['__Host-tero-refresh']}"}
    path = "/api/v1/session/refresh"
    again = await another.service.post(path, headers=CONSOLE | cookie)
    rows = await directory.rows("select means from session order by id")

    assert again.status_code == 200
    assert [row["means"] for row in rows] == ["password", "single sign-on", "single sign-on"]


async def test_an_e_mail_address_opens_nothing(browser: Browser) -> None:
    """The provider says the administrator's address: who may write that there is nobody here."""
    await browser.provider(subject="mallory")

    answer = await browser.finish(await browser.begin())

    assert (answer.status_code, answer.json()["code"]) == (401, "not-linked")
    assert "__Host-tero" not in browser.cookies


async def test_an_invitation_links_once(
    directory: Directory, browser: Browser, another: Browser, accounts: Accounts
) -> None:
    """Whoever was invited may come from the provider instead of choosing a password."""
    account = await accounts.register(await accounts.manager(), password=None)
    [letter] = [e for e in await directory.emitted() if e.type == "directory.letter-requested.v1"]
    wish = {"invitation": letter.data["link"].partition("#token=")[2]}
    await browser.provider(subject="invited")
    first, second = await browser.begin(body=wish), await another.begin(body=wish)

    entered, late = await browser.finish(first), await another.finish(second)

    assert entered.json()["account"]["account_id"] == account.json()["account_id"]
    assert (late.status_code, late.json()["code"]) == (422, "wrong-link")
    wrong = await another.post(PATH, {"invitation": "x" * 43})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong-link")


async def test_one_identity_is_nobody_elses(
    browser: Browser, another: Browser, accounts: Accounts, entering: Entering
) -> None:
    await linked(browser, accounts, entering)
    admin = bearer(await entering.session())

    answer = await another.finish(await another.begin(f"{PATH}/link", headers=admin))

    assert (answer.status_code, answer.json()["code"]) == (403, "linked-to-another-account")


async def test_a_code_of_the_second_factor_is_asked_for_too(
    directory: Directory, browser: Browser, another: Browser, entering: Entering
) -> None:
    """The provider stands for the password; it is asked once, and the code may come after."""
    secret, _ = await set_up(directory, entering)
    admin = bearer(await entering.session(code=code_of(secret)))
    back = await browser.begin(f"{PATH}/link", headers=admin)
    missing = await browser.finish(back)
    wrong = await browser.finish(back | {"second_factor": "000000x"})
    before = await browser.provider()
    entered = await browser.finish(back | {"second_factor": code_of(secret, 1)})
    after = await browser.provider()
    rows = await directory.rows("select means from session order by id desc limit 1")

    assert (missing.status_code, missing.json()["code"]) == (401, "second-factor-required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-code")
    assert entered.status_code == 200, entered.text
    assert rows == [{"means": "single sign-on and code"}]
    assert after["/token"] == before["/token"]
    assert (await another.finish(back)).json()["code"] == "sign-on-expired"


async def test_who_is_in_proves_again_at_the_provider(
    browser: Browser, accounts: Accounts, entering: Entering
) -> None:
    """Step-up for who has no password: asked to prove anew, and the provider says that it was."""
    await linked(browser, accounts, entering)

    back = await browser.begin(f"{PATH}/proof")
    answer = await browser.finish(back)
    assert (answer.status_code, answer.json()["access_token"]) == (200, None)

    await browser.provider(wrong={"claims": {"auth_time": 1_000_000}})
    late = await browser.finish(await browser.begin(f"{PATH}/proof"))
    assert (late.json()["code"], late.json()["why"]) == ("wrong-id-token", "time of the proof")

    await browser.provider(subject="somebody else")
    other = await browser.finish(await browser.begin(f"{PATH}/proof"))
    assert (other.status_code, other.json()["code"]) == (403, "linked-to-another-account")


async def test_who_was_unlinked_or_closed_does_not_enter(
    browser: Browser, another: Browser, accounts: Accounts, entering: Entering
) -> None:
    account_id = await linked(browser, accounts, entering)
    admin = bearer(await entering.session(password=ADMIN_PASSWORD))
    path = f"/api/v1/accounts/{account_id}"
    begun = await another.begin()
    await browser.service.patch(path, json={"active": False}, headers=admin)
    closed = await another.finish(begun)
    await browser.service.patch(path, json={"active": True}, headers=admin)
    listed = (await browser.service.get(f"{path}/identities", headers=admin)).json()["items"]
    gone = await browser.service.delete(
        f"{path}/identities/{listed[0]['identity_id']}", headers=admin
    )
    unlinked = await another.finish(await another.begin())

    assert (closed.status_code, closed.json()["code"]) == (401, "wrong-credentials")
    assert gone.status_code == 204
    assert (unlinked.status_code, unlinked.json()["code"]) == (401, "not-linked")
    assert listed[0]["subject"] == "ana"
