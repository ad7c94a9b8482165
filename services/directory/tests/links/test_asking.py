"""Who gets a link by which to choose a password, and who is told about it: nobody else."""

from typing import Any

from chassis_testing.harness import Harness

Directory = Harness[Any]
Headers = dict[str, str]


async def test_asking_is_answered_alike_whoever_it_is(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    """The same answer and the same work; who it is is looked up after the answer."""
    known = await links.ask("ANA@example.com")
    unknown = await links.ask("nobody@example.com")
    assert known == unknown == (202, {})
    assert await links.letters() == []
    assert len(await directory.rows("select 1 from kernel_due")) == 2

    while await links.fire():
        pass

    [letter] = await links.letters()
    assert (letter.data["letter"], letter.data["email"]) == ("password-reset", "ana@example.com")
    assert (await links.choose(await links.token()))[0] == 204


async def test_asking_often_does_not_fill_a_mailbox(links: Any, ana: tuple[Headers, str]) -> None:
    for _ in range(6):
        assert (await links.ask("ana@example.com"))[0] == 202
        await links.fire()

    assert len(await links.letters()) == 3


async def test_the_link_leads_where_the_settings_say(links: Any, ana: tuple[Headers, str]) -> None:
    """Whatever a request says of its host."""
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Origin": "https://e.vil"}

    await links.ask("ana@example.com", **evil)
    await links.fire()

    assert (await links.link()).startswith("http://localhost:8080/set-password/#token=")


async def test_only_who_has_no_password_is_invited(
    directory: Directory, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    path = f"/api/v1/accounts/{account_id}/invitation"

    answer = await directory.client.post(path, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "has-password")


async def test_an_invitation_can_be_sent_again(
    directory: Directory, links: Any, accounts: Any
) -> None:
    headers = await accounts.manager()
    account = (await accounts.register(headers, password=None)).json()
    path = f"/api/v1/accounts/{account['account_id']}/invitation"

    answer = await directory.client.post(path, headers=headers)

    assert (answer.status_code, answer.json()["letter"]) == (202, "invitation")
    assert len(await links.letters()) == 2


async def test_a_command_sent_again_is_one_letter(
    directory: Directory, links: Any, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana
    path = f"/api/v1/accounts/{account_id}/password-reset"
    for _ in range(2):
        await directory.client.post(path, headers=headers | {"Idempotency-Key": "k"})

    assert len(await links.letters()) == 1


async def test_a_customer_gets_a_link_and_the_desk_never_sees_it(
    directory: Directory, links: Any, accounts: Any, bring: Any, eva: dict[str, Any]
) -> None:
    """E37."""
    await bring([eva])
    headers = await accounts.manager()
    customer = {"login": "eva", "role": "customer", "areas": [], "customer_number": "C-000123"}
    account = (await accounts.register(headers, **customer)).json()
    desk = await directory.account("customers.reset-password", "customers.read")
    path = f"/api/v1/customers/{account['customer_id']}/password-reset"

    answer = await directory.client.post(path, headers=desk)

    assert answer.status_code == 202
    assert "token" not in answer.text
    assert answer.json()["items"][0]["login"] == "eva"
    assert (await links.choose(await links.token()))[0] == 204


async def test_a_customer_without_an_account_gets_none(
    directory: Directory, bring: Any, eva: dict[str, Any]
) -> None:
    await bring([eva])
    [customer] = await directory.rows("select id from customer")
    headers = await directory.account("customers.reset-password")
    path = f"/api/v1/customers/{customer['id']}/password-reset"

    answer = await directory.client.post(path, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "customer-has-no-account")
