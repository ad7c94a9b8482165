"""The technicians' page is served with relative addresses and nothing from elsewhere."""

import re

import httpx2
import pytest


def test_the_page_works_behind_any_prefix(shared: httpx2.Client) -> None:
    page = shared.get("/app")

    assert page.headers["content-type"].startswith("text/html")
    addresses = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert {"app/app.css", "app/app.js"} <= set(addresses)
    assert not [address for address in addresses if address.startswith(("/", "http"))]
    assert not re.search(r"""["'`](?:/|https?:)""", shared.get("/app/app.js").text)


@pytest.mark.parametrize("path", ["/app", "/app/app.css", "/app/app.js"])
def test_the_page_may_load_nothing_from_elsewhere(shared: httpx2.Client, path: str) -> None:
    answer = shared.get(path)

    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_slash_too_many_leads_back(shared: httpx2.Client) -> None:
    assert shared.get("/app/").headers["location"] == "../app"


def test_the_page_needs_no_key(shared: httpx2.Client) -> None:
    answer = shared.get("/api/app/technicians", headers={"authorization": ""})

    assert len(answer.json()) == 8


def test_it_says_that_it_is_well(shared: httpx2.Client) -> None:
    assert shared.get("/health", headers={"authorization": ""}).json() == {"status": "ok"}
