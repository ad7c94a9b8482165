"""The console's pages speak with cookies, and with a proof of their own, through the one door."""

from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from chassis.console_cookies import ACCESS, HEADER, REFRESH
from local_stack.demo.installation import Installation


@pytest_asyncio.fixture
async def browser(installation: Installation) -> AsyncIterator[httpx2.AsyncClient]:
    """As a page of the gateway's own origin sends."""
    headers = {"Origin": installation.gateway, "Sec-Fetch-Site": "same-origin", HEADER: "1"}
    async with httpx2.AsyncClient(
        base_url=installation.gateway, headers=headers, trust_env=False, timeout=30
    ) as client:
        yield client


def _cookies(answer: httpx2.Response) -> dict[str, str]:
    """What a browser would send next; clients other than browsers keep them for https alone."""
    given = dict(answer.cookies)
    assert set(given) == {ACCESS, REFRESH}
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in given.items())}


async def test_a_person_enters_goes_on_changes_something_and_leaves(
    browser: httpx2.AsyncClient, installation: Installation
) -> None:
    password = installation.secret("admin-password")
    proof = {"login": "admin", "password": password, "console": True}

    entered = await browser.post("/api/v1/session", json=proof)
    assert entered.status_code == 201, entered.text
    renewed = await browser.post("/api/v1/session/refresh", headers=_cookies(entered))
    assert renewed.status_code == 200, renewed.text
    cookies = _cookies(renewed)
    proven = await browser.post(
        "/api/v1/session/proof", json={"password": password}, headers=cookies
    )
    assert proven.status_code == 200, proven.text

    assert (await browser.get("/api/v1/session", headers=cookies)).status_code == 200
    assert (await browser.delete("/api/v1/session", headers=cookies)).status_code == 204
    assert (await browser.get("/api/v1/session", headers=cookies)).status_code == 401


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}])
async def test_a_page_of_elsewhere_enters_nobody(
    browser: httpx2.AsyncClient, installation: Installation, headers: dict[str, str]
) -> None:
    proof = {"login": "admin", "password": installation.secret("admin-password"), "console": True}

    answer = await browser.post("/api/v1/session", json=proof, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site-request")
