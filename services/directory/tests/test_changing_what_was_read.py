"""Whoever says which version they had read is told where somebody else was faster."""

from typing import Any

import pytest

from chassis_testing.harness import Harness

Directory = Harness[Any]
Headers = dict[str, str]
# Method, path, one body, another body.
CHANGES = [
    ("PATCH", "/api/v1/accounts/{id}", {"name": "Ana Uno"}, {"name": "Ana Dos"}),
    (
        "PUT",
        "/api/v1/accounts/{id}/permissions",
        {"granted": ["reports.read"], "refused": []},
        {"granted": [], "refused": ["contacts.take"]},
    ),
    ("PATCH", "/api/v1/areas/support", {"name": "Soporte 1"}, {"name": "Soporte 2"}),
]


@pytest.mark.parametrize(("method", "path", "one", "other"), CHANGES)
async def test_the_second_of_two_who_read_the_same_is_told(
    directory: Directory,
    ana: tuple[Headers, str],
    method: str,
    path: str,
    one: dict[str, Any],
    other: dict[str, Any],
) -> None:
    headers, account_id = ana
    url, read = path.format(id=account_id), headers | {"If-Match": '"1"'}

    first = await directory.client.request(method, url, json=one, headers=read)
    second = await directory.client.request(method, url, json=other, headers=read)
    whatever = await directory.client.request(method, url, json=other, headers=headers)

    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert (second.status_code, second.json()["code"]) == (412, "out-of-date")
    assert second.json()["version"] == 2
    assert (whatever.status_code, whatever.json()["version"]) == (200, 3)


async def test_what_is_no_version_is_refused(
    directory: Directory, ana: tuple[Headers, str]
) -> None:
    headers, account_id = ana

    answer = await directory.client.patch(
        f"/api/v1/accounts/{account_id}",
        json={"name": "Ana Uno"},
        headers=headers | {"If-Match": "W/*"},
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
