"""What a provider, a network or another browser may get wrong: each is refused, and named."""

from typing import Any

import pytest
from services.directory.tests.sign_on.conftest import CONSOLE, PATH, Browser

from chassis_testing.harness import Harness
from directory.outbound.transaction import SqlTransaction

Directory = Harness[SqlTransaction]

TOKENS = [
    ({"claims": {"nonce": "another"}}, "nonce"),
    ({"claims": {"nonce": None}}, "nonce"),
    ({"claims": {"aud": "somebody"}}, "audience"),
    ({"claims": {"aud": ["tero", "somebody"]}}, "audience"),
    ({"claims": {"aud": ["tero"], "azp": "somebody"}}, "audience"),
    ({"claims": {"iss": "https://accounts.example"}}, "issuer"),
    ({"claims": {"exp": 1_000_000}}, "expiry"),
    ({"claims": {"exp": None}}, "times"),
    ({"claims": {"iat": 1_000_000}}, "times"),
    ({"claims": {"sub": ""}}, "subject"),
    ({"claims": {"sub": 7}}, "subject"),
    ({"claims": {"sub": "x" * 300}}, "subject"),
    ({"claims": {"sub": "a\nb"}}, "subject"),
    ({"claims": {"filling": "x" * 20_000}}, "size"),
    ({"alg": "none"}, "algorithm"),
    ({"stranger": True}, "signature"),
]


@pytest.mark.parametrize(("wrong", "why"), TOKENS, ids=[str(each[0])[:40] for each in TOKENS])
async def test_a_token_that_proves_nothing_is_refused_and_named(
    browser: Browser, wrong: dict[str, Any], why: str
) -> None:
    await browser.provider(wrong=wrong)

    answer = await browser.finish(await browser.begin())

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-id-token")
    assert answer.json()["why"] == why
    assert "__Host-tero" not in browser.cookies


async def test_what_was_begun_in_another_browser_is_not_finished_here(
    browser: Browser, another: Browser
) -> None:
    """Nobody is logged in into a stranger's account by following a link."""
    back = await browser.begin()
    await another.begin()

    stolen, own = await another.finish(back), await browser.finish(back)

    assert (stolen.status_code, stolen.json()["code"]) == (401, "sign-on-expired")
    assert own.json()["code"] == "not-linked"


async def test_an_attempt_is_good_once_and_ten_minutes(
    directory: Directory, browser: Browser
) -> None:
    back = await browser.begin()
    cookie = browser.cookies["__Host-tero-sign-on"]
    await browser.finish(back)
    browser.cookies["__Host-tero-sign-on"] = cookie
    again = await browser.finish(back)
    late = await browser.begin()
    async with directory.system() as connection:
        await connection.exec_driver_sql("update sign_on_attempt set expires_at = now()")

    assert again.json()["code"] == "sign-on-expired"
    assert (await browser.finish(late)).json()["code"] == "sign-on-expired"
    assert (await browser.finish(late | {"state": "x"})).json()["code"] == "sign-on-expired"


async def test_who_was_refused_there_learns_why(browser: Browser) -> None:
    await browser.provider(wrong={"denies": True})

    answer = await browser.finish(await browser.begin())

    assert answer.json()["code"] == "sign-on-refused"
    assert answer.json()["reason"] == "access_denied"


async def test_a_code_of_another_attempt_is_worth_nothing(
    browser: Browser, another: Browser
) -> None:
    """PKCE: whoever sees a code in an address cannot use it."""
    seen, back = await another.begin(), await browser.begin()

    answer = await browser.finish(back | {"code": seen["code"]})

    assert (answer.json()["code"], answer.json()["reason"]) == ("sign-on-refused", "invalid_grant")


async def test_an_answer_of_another_provider_is_refused(browser: Browser) -> None:
    """RFC 9207."""
    back = await browser.begin()

    answer = await browser.finish(back | {"iss": "https://accounts.example"})

    assert (answer.json()["code"], answer.json()["reason"]) == ("sign-on-refused", "issuer")


async def test_another_site_begins_and_finishes_nothing(browser: Browser) -> None:
    foreign = {"X-Tero-Console": "1", "Sec-Fetch-Site": "cross-site"}
    for path in (PATH, f"{PATH}/answer"):
        for headers in ({}, foreign, {"X-Tero-Console": "1"}):
            body = {"state": "x", "code": "y"} if path.endswith("answer") else {}
            answer = await browser.service.post(path, json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "cross-site-request")


async def test_the_provider_sends_people_to_no_page_but_ours(browser: Browser) -> None:
    """Whatever a request says of hosts and pages."""
    headers = CONSOLE | {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    answer = await browser.service.post(PATH, json={}, headers=headers)
    more = await browser.service.post(PATH, json={"redirect_uri": "x"}, headers=CONSOLE)

    assert "redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fsign-on%2F&" in answer.json()["address"]
    assert answer.json()["address"].startswith(f"{browser.issuer}/authorize?")
    assert more.status_code == 422


async def test_a_new_key_is_found(browser: Browser, directory: Directory) -> None:
    """Rotation: a key nobody has seen makes us look again."""
    await browser.finish(await browser.begin())
    await browser.provider(rotate=True)
    documents = directory.service.definition.state["provider"]._documents
    looked, keys = documents._keys.kept
    documents._keys.kept = (looked - 60, keys)

    answer = await browser.finish(await browser.begin())

    assert answer.json()["code"] == "not-linked"


async def test_invented_keys_do_not_make_us_ask_each_time(browser: Browser) -> None:
    await browser.finish(await browser.begin())
    before = await browser.provider()
    await browser.provider(rotate=True)

    answers = [await browser.finish(await browser.begin()) for _ in range(3)]
    after = await browser.provider()

    assert {answer.json()["why"] for answer in answers} == {"key"}
    assert after["/keys"] == before["/keys"]


@pytest.mark.parametrize(("hours", "status"), [(2, 200), (25, 503)])
async def test_a_provider_that_is_away_is_not_asked_by_everybody(
    browser: Browser, directory: Directory, hours: int, status: int
) -> None:
    """What was known serves for a day; who comes while it is away does not wait in line for it."""
    path = "/.well-known/openid-configuration"
    await browser.post(PATH)
    addresses = directory.service.definition.state["provider"]._documents._addresses
    looked, known = addresses.kept
    addresses.kept = (looked - hours * 3600, known)
    before = await browser.provider(wrong={"down": True})

    answers = [await browser.post(PATH) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {status}
    assert (await browser.provider())[path] == before[path] + 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"discovered": "https://accounts.example"},
        {"authorization": "javascript:alert(1)"},
        {"authorization": "http://accounts.example/authorize"},
        {"authorization": "https://user@accounts.example/authorize"},
        {"huge": True},
        {"down": True},
    ],
    ids=["another", "script", "open", "user", "huge", "down"],
)
async def test_a_provider_that_cannot_be_trusted_is_away(
    browser: Browser, wrong: dict[str, Any]
) -> None:
    await browser.provider(wrong=wrong)

    answer = await browser.post(PATH)

    assert (answer.status_code, answer.json()["code"]) == (503, "provider-unavailable")
