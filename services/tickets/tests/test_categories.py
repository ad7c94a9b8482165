"""The catalogue of problems and requirements (B13, B14, B15)."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
CATEGORIES = "/api/v1/tickets/categories"
NEW = {"code": "tv-signal", "kind": "problem", "name": "Señal de TV"}
TICKET = {"area": "support", "title": "T", "description": "D"}


@pytest_asyncio.fixture
async def admin(tickets: Tickets) -> Headers:
    return await tickets.account("categories.manage", "tickets.create", role="administrator")


async def create(tickets: Tickets, headers: Headers, **fields: Any) -> Any:
    return await tickets.client.post(CATEGORIES, json={**NEW, **fields}, headers=headers)


async def put(tickets: Tickets, headers: Headers, code: str, seen: int, **fields: Any) -> Any:
    body = {"kind": "problem", "name": "Señal de TV", **fields}
    condition = headers | {"If-Match": f'"{seen}"'}
    return await tickets.client.put(f"{CATEGORIES}/{code}", json=body, headers=condition)


async def codes(tickets: Tickets, headers: Headers, **params: Any) -> list[str]:
    answer = await tickets.client.get(CATEGORIES, params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return [each["code"] for each in answer.json()["items"]]


async def opened(tickets: Tickets, headers: Headers, **fields: Any) -> Any:
    return await tickets.client.post("/api/v1/tickets", json={**TICKET, **fields}, headers=headers)


async def test_a_company_starts_with_the_words_everybody_uses(
    tickets: Tickets, operator: Headers
) -> None:
    """E21, C53-C55."""
    answer = await tickets.client.get(CATEGORIES, headers=operator)

    assert {each["name"]: each["kind"] for each in answer.json()["items"]} == {
        "Sin conexión": "problem",
        "Lentitud": "problem",
        "Solicito servicio técnico": "requirement",
        "Información": "requirement",
        "Solicitud de baja": "requirement",
    }


async def test_a_problem_is_created_changed_and_deleted(tickets: Tickets, admin: Headers) -> None:
    """B13."""
    made = await create(tickets, admin)
    assert (made.status_code, made.json()["version"]) == (201, 1)

    changed = await put(tickets, admin, "tv-signal", 1, name="TV", areas=["support", "support"])
    assert changed.json() == {
        "code": "tv-signal", "kind": "problem", "name": "TV", "areas": ["support"],
        "for_customers": True, "active": True, "version": 2,
    }  # fmt: skip

    path, condition = f"{CATEGORIES}/tv-signal", admin | {"If-Match": "2"}
    deleted = await tickets.client.delete(path, headers=condition)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert "tv-signal" not in await codes(tickets, admin)
    assert "tv-signal" in await codes(tickets, admin, inactive=True)


async def test_a_requirement_is_another_kind_of_the_same(tickets: Tickets, admin: Headers) -> None:
    """B14."""
    made = await create(tickets, admin, code="move", kind="requirement", name="Mudanza")

    assert (made.status_code, made.json()["kind"]) == (201, "requirement")
    assert (await opened(tickets, admin, category="move")).status_code == 201


async def test_tickets_keep_a_category_that_is_not_chosen_any_more(
    tickets: Tickets, admin: Headers, supervisor: Headers
) -> None:
    """B15."""
    await create(tickets, admin)
    ticket = (await opened(tickets, supervisor, category="tv-signal")).json()
    await put(tickets, admin, "tv-signal", 1, name="Televisión", active=False)

    refused = await opened(tickets, supervisor, category="tv-signal")
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown-category")
    assert refused.json()["category"] == "tv-signal"
    path = f"/api/v1/tickets/{ticket['id']}"
    detail = (await tickets.client.get(path, headers=supervisor)).json()
    shown = {name: detail[name] for name in ("category", "category_name", "kind")}
    assert shown == {"category": "tv-signal", "category_name": "Televisión", "kind": "problem"}

    await put(tickets, admin, "tv-signal", 2)
    assert (await opened(tickets, supervisor, category="tv-signal")).status_code == 201


async def test_who_changes_what_they_have_not_seen_is_told(
    tickets: Tickets, admin: Headers
) -> None:
    await create(tickets, admin)
    answers = await asyncio.gather(
        *(put(tickets, admin, "tv-signal", 1, name=f"TV {number}") for number in range(4))
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    late = [answer.json() for answer in answers if answer.status_code == 412]
    assert {(each["code"], each["version"]) for each in late} == {("out-of-date", 2)}
    unsaid = await tickets.client.put(f"{CATEGORIES}/tv-signal", json=NEW, headers=admin)
    assert unsaid.status_code == 422


async def test_a_change_that_changes_nothing_is_no_version(
    tickets: Tickets, admin: Headers
) -> None:
    await create(tickets, admin)

    assert (await put(tickets, admin, "tv-signal", 1)).json()["version"] == 1


async def test_each_change_is_in_the_audit(tickets: Tickets, admin: Headers) -> None:
    await create(tickets, admin)
    await put(tickets, admin, "tv-signal", 1, name="TV")

    rows = await tickets.rows("select actor, action, subject from kernel_audit order by position")
    assert [(row["action"], row["subject"]) for row in rows] == [
        ("tickets.category.created", "tv-signal"),
        ("tickets.category.changed", "tv-signal"),
    ]
    assert {row["actor"] for row in rows} == {admin["X-Account-Id"]}


async def test_a_code_is_taken_for_ever(tickets: Tickets, admin: Headers) -> None:
    await create(tickets, admin, active=False)

    again = await create(tickets, admin)
    sent_again = [
        await tickets.client.post(
            CATEGORIES, json=NEW | {"code": "b"}, headers=admin | {"Idempotency-Key": "k"}
        )
        for _ in range(2)
    ]

    assert (again.status_code, again.json()["code"]) == (409, "code-is-taken")
    assert [answer.status_code for answer in sent_again] == [201, 201]


async def test_choices_depend_on_the_area_and_on_who_chooses(
    tickets: Tickets, admin: Headers
) -> None:
    """B32, E24."""
    await create(tickets, admin, code="fraud", areas=["billing"], for_customers=False)
    customer = await tickets.account(
        "tickets.create", role="customer", areas=(), customer_id=uuid4()
    )

    assert "fraud" not in await codes(tickets, admin, area="support")
    assert "fraud" in await codes(tickets, admin, area="billing")
    assert "fraud" not in await codes(tickets, customer, inactive=True)
    assert (await opened(tickets, admin, category="fraud")).status_code == 422
    assert (await opened(tickets, admin, category="fraud", area="billing")).status_code == 201
    theirs = await opened(tickets, customer, category="fraud", area="billing")
    unknown = await opened(tickets, customer, category="moon", area="billing")
    for answer in (theirs, unknown):
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown-category")


async def test_only_who_keeps_the_catalogue_changes_it(
    tickets: Tickets, supervisor: Headers
) -> None:
    answers = [
        await create(tickets, supervisor),
        await put(tickets, supervisor, "slowness", 1),
        await tickets.client.delete(f"{CATEGORIES}/slowness", headers=supervisor),
    ]

    assert {(each.status_code, each.json()["permission"]) for each in answers} == {
        (403, "categories.manage")
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "Con Espacio"},
        {"code": ""},
        {"kind": "incident"},
        {"name": " "},
        {"name": "x" * 201},
        {"name": "dos\nlíneas"},
        {"areas": ["a"] * 101},
        {"colour": "red"},
    ],
)
async def test_what_is_no_category_is_refused(
    tickets: Tickets, admin: Headers, fields: dict[str, Any]
) -> None:
    answer = await create(tickets, admin, **fields)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_a_category_nobody_made_cannot_change(tickets: Tickets, admin: Headers) -> None:
    answer = await put(tickets, admin, "moon", 1)

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-code")
