"""Who reads surveys: staff those of the tickets they see (B20), by pages, forms and states."""

from typing import Any

from services.tickets.tests.surveys.asking import (
    URL,
    Headers,
    Tickets,
    answer_it,
    create_form,
    customer,
    do,
    finish,
    surveys,
)


async def test_staff_reads_what_the_tickets_they_see_were_asked_about(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B20, B23, B24: and answers none of it. It goes with its ticket to another area."""
    await create_form(tickets)
    carla = await customer(tickets)
    ticket = await open_ticket(carla)
    await finish(tickets, supervisor, ticket)
    [survey] = await surveys(tickets, carla)
    both = ("surveys.read", "surveys.answer")
    here = {
        "supervisor": await tickets.account(*both, role="supervisor"),
        "technician": await tickets.account(*both, role="technician"),
        "operator": await tickets.account(*both, areas=()),
        "administrator": await tickets.account(*both, role="administrator", areas=()),
    }
    url = f"{URL}/surveys/{survey['id']}"
    for role, who in here.items():
        [seen] = await surveys(tickets, who)
        assert seen == survey | {"allowed_actions": []}, role
        assert await surveys(tickets, who, mine=True) == []
        assert (await tickets.client.get(url, headers=who)).status_code == 200
        refused = await answer_it(tickets, who, survey["id"])
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-survey")
    for role in ("supervisor", "technician"):
        elsewhere = await tickets.account(*both, role=role, areas=("billing",))
        assert await surveys(tickets, elsewhere) == []
        assert (await tickets.client.get(url, headers=elsewhere)).status_code == 404
    denied = await tickets.client.get(url, headers=await tickets.account("tickets.read"))
    assert (denied.status_code, denied.json()["permission"]) == (403, "surveys.read")

    await answer_it(tickets, carla, survey["id"])
    await do(tickets, supervisor, ticket, "reopen", reason="Sigue igual.")
    await do(tickets, supervisor, ticket, "assign", area="billing")
    assert await surveys(tickets, here["supervisor"]) == []
    elsewhere = await tickets.account(*both, role="supervisor", areas=("billing",))
    assert [each["id"] for each in await surveys(tickets, elsewhere)] == [survey["id"]]


async def test_lists_are_narrowed_and_read_page_by_page(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B59."""
    await create_form(tickets)
    await create_form(tickets, code="info", categories=["information"])
    carla = await customer(tickets)
    for category in ("slowness", "information", "slowness", "slowness", "information"):
        await finish(tickets, supervisor, await open_ticket(carla, category=category))
    operator = await tickets.account("surveys.read")
    every = await surveys(tickets, operator)
    assert [each["ticket_number"] for each in every] == [5, 4, 3, 2, 1]
    await answer_it(tickets, carla, every[0]["id"])

    async def numbers(**params: Any) -> list[int]:
        return [each["ticket_number"] for each in await surveys(tickets, operator, **params)]

    assert await numbers(form="info") == [5, 2]
    assert await numbers(form="info", state="pending") == [2]
    assert await numbers(state="answered") == [5]
    assert await numbers(ticket_id=every[3]["ticket_id"]) == [2]

    found, after = list[int](), None
    for _ in range(3):
        params = {"limit": 2} | ({"after": after} if after else {})
        page = await tickets.client.get(f"{URL}/surveys", params=params, headers=operator)
        found += [each["ticket_number"] for each in page.json()["items"]]
        after = page.json()["next"]
    assert (found, after) == ([5, 4, 3, 2, 1], None)
    wrong = await tickets.client.get(f"{URL}/surveys", params={"after": "W10"}, headers=operator)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong-cursor")
