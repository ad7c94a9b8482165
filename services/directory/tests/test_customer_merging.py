"""Customers who are one, and who are two after all."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
STAYS, GOES = str(customer_id_of("C-000123")), str(customer_id_of("C-000777"))


@pytest.fixture
def twin(eva: Row) -> Row:
    """The same person, entered again by somebody in a hurry."""
    return eva | {
        "number": "C-000777",
        "name": "Nuñez Eva",
        "national_id_kind": "CUIT",
        "national_id": "27-27888999-3",
        "phones": ["+54 351 412 3456", "0351 424-0000"],
        "emails": ["eva.nunez@example.com"],
        "contracts": [eva["contracts"][0] | {"number": "K-1", "city": "Villa María"}],
    }


class Desk:
    """What a supervisor does."""

    def __init__(self, directory: Directory, headers: dict[str, str]) -> None:
        self.directory = directory
        self._headers = headers

    async def get(self, path: str) -> Any:
        path = f"/api/v1/customers/{path}"
        return await self.directory.client.get(path, headers=self._headers)

    async def post(self, path: str, **body: str) -> Any:
        path = f"/api/v1/customers/{path}"
        return await self.directory.client.post(path, json=body or None, headers=self._headers)

    async def newest(self) -> dict[str, Any]:
        """What everybody was told last of each customer."""
        return {event.key: event for event in await self.directory.emitted()
                if event.type == "directory.customer-changed.v1"}  # fmt: skip


@pytest.fixture
async def desk(directory: Directory) -> Desk:
    rights = ("customers.read", "customers.edit", "customers.merge")
    return Desk(directory, await directory.account(*rights, role="supervisor"))


async def test_who_is_merged_gives_everything_to_the_one_who_stays(
    desk: Desk, eva: Row, twin: Row, bring: Bring
) -> None:
    """R08: merge, redirect, and news for everybody."""
    await bring([eva, twin])
    own = (await desk.get(GOES)).json()["contracts"][0]

    merged = await desk.post(f"{STAYS}/merge", customer_id=GOES)
    redirected = await desk.get(GOES)

    view = merged.json()["customer"]
    assert view["phones"] == ["+5493514123456", "+543514123456", "+543514240000"]
    assert view["emails"] == ["eva@example.com", "eva.nunez@example.com"]
    assert [each["city"] for each in view["contracts"]] == ["Córdoba", "Alta Gracia", "Villa María"]
    assert view["contracts"][2]["contract_id"] == own["contract_id"]
    assert [each["number"] for each in view["merged"]] == ["C-000777"]
    assert redirected.status_code == 307
    assert redirected.headers["Location"] == f"/api/v1/customers/{STAYS}"
    news = await desk.newest()
    assert (news[GOES].sequence, news[GOES].data["merged_into"]) == (2, STAYS)
    assert (news[STAYS].sequence, news[STAYS].data["merged_into"]) == (2, None)
    assert news[STAYS].data["national_ids"] == ["27888999", "27278889993"]
    assert len(news[STAYS].data["contracts"]) == 3


async def test_a_merge_is_undone_without_a_trace_but_in_the_history(
    desk: Desk, eva: Row, twin: Row, bring: Bring
) -> None:
    """R08."""
    await bring([eva, twin])
    before = {key: event.data for key, event in (await desk.newest()).items()}
    await desk.post(f"{STAYS}/merge", customer_id=GOES)

    undone = await desk.post(f"{GOES}/unmerge")
    again = await desk.post(f"{GOES}/unmerge")

    assert undone.status_code == 200, undone.text
    assert undone.json()["customer"]["customer_id"] == GOES
    assert (again.status_code, again.json()["code"]) == (409, "not-merged")
    assert {key: event.data for key, event in (await desk.newest()).items()} == before
    history = (await desk.get(f"{GOES}/history")).json()["items"]
    assert [each["how"] for each in history] == ["unmerge", "merge", "import"]
    assert history[1]["changes"] == [{"field": "merged_into", "before": None, "after": STAYS}]


async def test_the_source_goes_on_telling_of_who_was_merged(
    desk: Desk, eva: Row, twin: Row, bring: Bring
) -> None:
    """R08: an import after a merge neither undoes it nor is lost."""
    await bring([eva, twin])
    await desk.post(f"{STAYS}/merge", customer_id=GOES)

    await bring([eva, twin | {"phones": ["0351 424-1111"]}])

    news = await desk.newest()
    assert news[GOES].data["merged_into"] == STAYS
    assert news[STAYS].data["phones"] == ["+5493514123456", "+543514241111"]
    assert (news[GOES].sequence, news[STAYS].sequence) == (3, 3)
    version = (await desk.get(STAYS)).json()["version"]
    assert version == 3


async def test_a_contract_of_who_was_merged_is_edited_with_the_one_who_stays(
    desk: Desk, eva: Row, twin: Row, bring: Bring
) -> None:
    """E50, R08."""
    await bring([eva, twin])
    merged = (await desk.post(f"{STAYS}/merge", customer_id=GOES)).json()["customer"]
    contract = merged["contracts"][2]["contract_id"]

    answer = await desk.directory.client.patch(
        f"/api/v1/customers/{STAYS}/contracts/{contract}",
        json={"state": "ended"},
        headers=desk._headers | {"If-Match": str(merged["version"])},
    )

    assert [c["state"] for c in answer.json()["contracts"]] == ["active", "active", "ended"]
    assert (await desk.newest())[STAYS].data["contracts"][2]["state"] == "ended"


async def test_merges_are_one_step_deep(desk: Desk, eva: Row, twin: Row, bring: Bring) -> None:
    third = str(customer_id_of("C-3"))
    await bring([eva, twin, eva | {"number": "C-3"}])
    await desk.post(f"{STAYS}/merge", customer_id=GOES)

    refused = [
        await desk.post(f"{STAYS}/merge", customer_id=STAYS),
        await desk.post(f"{STAYS}/merge", customer_id=GOES),
        await desk.post(f"{GOES}/merge", customer_id=third),
        await desk.post(f"{third}/merge", customer_id=STAYS),
    ]
    unknown = await desk.post(f"{STAYS}/merge", customer_id=str(customer_id_of("C-99")))

    assert [answer.status_code for answer in refused] == [409] * 4
    assert refused[0].json()["code"] == "same-customer"
    assert {answer.json()["code"] for answer in refused[1:]} == {"cannot-merge"}
    assert unknown.status_code == 404


async def test_duplicates_are_suggested_with_the_reasons(
    desk: Desk, eva: Row, twin: Row, shop: Row, bring: Bring
) -> None:
    """R08: the same phone with and without the 9 of Argentina, and much the same name."""
    cousin = eva | {"number": "C-5", "name": "Eva Nuñez", "national_id": "30111222",
                    "phones": [], "emails": []}  # fmt: skip
    same = eva | {"number": "C-6", "name": "Otra Persona", "phones": [], "emails": []}
    await bring([eva, twin, cousin, same, shop])

    found = (await desk.get(f"{STAYS}/duplicates")).json()["items"]
    shared = (await desk.get("duplicates")).json()["items"]

    reasons = {each["number"]: (each["why"], each["confidence"]) for each in found}
    assert reasons == {
        "C-000777": (["name", "phone"], "likely"),
        "C-5": (["name"], "possible"),
        "C-6": (["national-id"], "certain"),
    }
    assert [each["national_id"] for each in shared] == ["27888999"]
    assert [each["number"] for each in shared[0]["customers"]] == ["C-000123", "C-6"]


async def test_who_was_merged_is_no_duplicate_and_no_longer_in_the_list(
    desk: Desk, eva: Row, twin: Row, bring: Bring
) -> None:
    await bring([eva, twin])
    await desk.post(f"{STAYS}/merge", customer_id=GOES)

    listed = await desk.directory.client.get("/api/v1/customers", headers=desk._headers)
    searched = await desk.directory.client.get(
        "/api/v1/customers", params={"query": "351 424"}, headers=desk._headers
    )

    assert (await desk.get(f"{STAYS}/duplicates")).json()["items"] == []
    assert [each["number"] for each in listed.json()["items"]] == ["C-000123"]
    assert [each["merged_into"] for each in searched.json()["items"]] == [STAYS]
