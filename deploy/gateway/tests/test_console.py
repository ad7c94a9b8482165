"""The console's files: cached for ever where the name says what is in them, else asked for anew."""

import re
from typing import Protocol

import httpx2
import pytest

from local_stack.paths import WEB


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...


PLACES = [
    "/console/contacts/a/b",
    "/console/set-password",
    "/console/sign-on",
    "/console/survey",
    "/console/administration/accounts/new",
]
# A page: `() => root, path: "/customers/$customerId"`.
_PAGE = re.compile(r'\(\) => root,\s+path: "([^"]+)"')


def pages() -> list[str]:
    """Every address of the console's own list of them."""
    found = _PAGE.findall((WEB / "src/router.tsx").read_text())
    return ["/console" + re.sub(r"[$]\w+", "a", path) for path in found]


@pytest.mark.parametrize("path", [*PLACES, *pages()])
def test_its_own_addresses_show_its_first_page(gateway: Gateway, path: str) -> None:
    answer = gateway.client.get(path)

    assert (answer.status_code, "console" in answer.text) == (200, True)
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_files_with_a_digest_in_their_names_last(gateway: Gateway) -> None:
    answer = gateway.client.get("/console/assets/index-abc123.js")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/console/assets/gone-abc123.js", "/console/elsewhere"])
def test_what_is_not_there_is_not_kept_as_missing(gateway: Gateway, path: str) -> None:
    answer = gateway.client.get(path)

    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_its_name_without_a_slash_leads_to_it(gateway: Gateway) -> None:
    answer = gateway.client.get("/console")

    assert (answer.status_code, answer.headers["Location"]) == (308, "/console/")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/set-password/", "/console/set-password"),
        ("/survey/", "/console/survey"),
        ("/sign-on/?code=c&state=s", "/console/sign-on?code=c&state=s"),
    ],
)
def test_letters_and_the_provider_lead_to_its_pages(gateway: Gateway, path: str, page: str) -> None:
    answer = gateway.client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (308, page)
