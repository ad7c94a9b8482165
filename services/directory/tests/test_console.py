"""The console's session is in cookies, and only the console's own pages can use them (row 34)."""

from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest

from chassis.console_cookies import ACCESS, HEADER, REFRESH
from chassis_testing.harness import Harness

Directory = Harness[Any]
ADMIN = {"login": "admin", "password": "the first one 1234"}
OURS = {HEADER: "1", "Sec-Fetch-Site": "same-origin", "Origin": "http://test"}
FOREIGN = OURS | {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}


class Browser:
    """Keeps cookies and sends them along, whoever made the page (`https` is only for real)."""

    def __init__(self, directory: Directory) -> None:
        self._client = directory.client
        self.cookies: dict[str, str] = {}

    async def send(
        self, method: str, path: str, headers: dict[str, str] = OURS, json: Any = None
    ) -> httpx2.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = headers | ({"Cookie": cookie} if cookie else {})
        answer = await self._client.request(method, path, headers=sent, json=json)
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return answer


@pytest.fixture
def browser(directory: Directory) -> Browser:
    return Browser(directory)


async def log_in(browser: Browser) -> httpx2.Response:
    return await browser.send("POST", "/api/v1/session", json=ADMIN | {"console": True})


async def test_no_script_can_read_the_tokens(browser: Browser) -> None:
    answer = await log_in(browser)

    assert answer.status_code == 201
    assert "token" not in answer.text
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == [ACCESS, REFRESH]
    for cookie in cookies:
        attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "secure", "samesite=strict", "path=/"} <= attributes
        assert not any(part.startswith("domain") for part in attributes)


async def test_the_cookie_opens_continues_and_leaves(browser: Browser) -> None:
    await log_in(browser)
    assert (await browser.send("GET", "/api/v1/session", {})).json()["login"] == "admin"

    first = dict(browser.cookies)
    refreshed = await browser.send("POST", "/api/v1/session/refresh")
    assert refreshed.status_code == 200
    assert "token" not in refreshed.text
    assert first[REFRESH] != browser.cookies[REFRESH]
    proved = await browser.send(
        "POST", "/api/v1/session/proof", json={"password": "the first one 1234"}
    )
    assert proved.json() == {"access_token": None, "expires_in": 900}

    last = dict(browser.cookies)
    assert (await browser.send("DELETE", "/api/v1/session")).status_code == 204
    assert browser.cookies == {}
    browser.cookies = last
    assert (await browser.send("GET", "/api/v1/session")).status_code == 401
    assert (await browser.send("POST", "/api/v1/session/refresh")).status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "json"),
    [
        ("POST", "/api/v1/session", ADMIN | {"console": True}),
        ("POST", "/api/v1/session/refresh", None),
        ("POST", "/api/v1/session/proof", {"password": "the first one 1234"}),
        ("DELETE", "/api/v1/session", None),
        ("DELETE", "/api/v1/session/open", None),
        ("POST", "/api/v1/session/second-factor", None),
    ],
)
@pytest.mark.parametrize("headers", [FOREIGN, {}, {HEADER: "1"}])
async def test_another_site_can_do_nothing_with_them(
    browser: Browser, method: str, path: str, json: Any, headers: dict[str, str]
) -> None:
    """Not even log somebody in, into an account of the attacker's."""
    await log_in(browser)
    before = dict(browser.cookies)

    answer = await browser.send(method, path, headers, json)

    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site-request")
    assert browser.cookies == before
    assert (await browser.send("GET", "/api/v1/session")).status_code == 200


async def test_without_a_session_there_is_nothing_to_continue(browser: Browser) -> None:
    answer = await browser.send("POST", "/api/v1/session/refresh")

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid-refresh-token")
