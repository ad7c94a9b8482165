"""When a survey is there, whom it asks, and what it asks (B58, X26)."""

from typing import Any
from uuid import UUID, uuid4

from services.tickets.tests.surveys.asking import (
    FORM,
    URL,
    Headers,
    Tickets,
    administrator,
    answer_it,
    asked_supervisor,
    create_form,
    customer,
    do,
    finish,
    known_customer,
    surveys,
)

from chassis_testing.harness import record_of
from contracts.intake import ContactFinishedV1, ContactLinkedV1, ContactTakenV1
from tickets.application.contact_tickets import ticket_id_for


async def test_a_finished_ticket_asks_its_customer(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B58, B59, B60: pending, with a button to answer and all that is asked."""
    await create_form(tickets)
    carla = await customer(tickets)
    ticket = await open_ticket(carla)
    await do(tickets, supervisor, ticket, "assign", area="support")
    assert await surveys(tickets, carla) == []

    await do(tickets, supervisor, ticket, "finish", resolution="Listo.")

    [survey] = await surveys(tickets, carla, state="pending")
    shown = ("ticket_number", "ticket_title", "name", "state", "answered_at", "allowed_actions")
    assert [survey[name] for name in shown] == [
        1, "Sin conexión", "Encuesta de satisfacción", "pending", None, ["answer"],
    ]  # fmt: skip
    assert survey["customer"]["name"] == "Carla Gómez"
    detail = await tickets.client.get(f"{URL}/surveys/{survey['id']}", headers=carla)
    asked = [question | {"answer": None} for question in FORM["questions"]]
    assert detail.json() == survey | {"questions": asked}


async def test_without_a_form_for_its_type_nobody_is_asked(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B58, B62."""
    await create_form(tickets, categories=["information"])
    carla = await customer(tickets)
    await finish(tickets, supervisor, await open_ticket(carla, category="slowness"))
    await finish(tickets, supervisor, await open_ticket(carla, category="information"))

    assert [each["ticket_number"] for each in await surveys(tickets, carla)] == [2]


async def test_a_supervisor_who_opened_it_for_themselves_is_asked(
    tickets: Tickets, open_ticket: Any
) -> None:
    """X26; and not for the customers on whose behalf they open others."""
    await create_form(tickets)
    boss = await asked_supervisor(tickets)
    await finish(tickets, boss, await open_ticket(boss))
    await finish(
        tickets, boss, await open_ticket(boss, customer_id=str(await known_customer(tickets)))
    )

    assert [each["ticket_number"] for each in await surveys(tickets, boss)] == [2, 1]
    [mine] = await surveys(tickets, boss, mine=True)
    assert (mine["ticket_number"], mine["customer"]) == (1, None)
    assert (await answer_it(tickets, boss, mine["id"])).status_code == 200


async def test_what_goes_on_asks_nobody_until_it_is_finished_again(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B52, B58: and who answered is not asked again."""
    await create_form(tickets)
    carla = await customer(tickets)
    ticket = await open_ticket(carla)
    await finish(tickets, supervisor, ticket)
    [first] = await surveys(tickets, carla)
    await do(tickets, supervisor, ticket, "reopen", reason="Sigue.")

    assert await surveys(tickets, carla) == []
    assert (await answer_it(tickets, carla, first["id"])).status_code == 404

    await do(tickets, supervisor, ticket, "finish", resolution="Ahora sí.")
    [second] = await surveys(tickets, carla)
    await answer_it(tickets, carla, second["id"])
    await do(tickets, supervisor, ticket, "reopen", reason="Sigue.")
    await do(tickets, supervisor, ticket, "finish", resolution="Ahora sí.")

    [still] = await surveys(tickets, carla)
    assert (still["id"], still["state"]) == (second["id"], "answered")


async def test_what_was_asked_stays_as_it_was_asked(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B15, B62: another form asks those who come later."""
    await create_form(tickets)
    carla = await customer(tickets)
    await finish(tickets, supervisor, await open_ticket(carla))
    admin = await administrator(tickets)
    body = {"name": "Otra", "questions": FORM["questions"][:1]}
    changed = await tickets.client.put(
        f"{URL}/survey-forms/satisfaction", json=body, headers=admin | {"If-Match": "1"}
    )
    assert changed.status_code == 200, changed.text

    await finish(tickets, supervisor, await open_ticket(carla))

    newest, oldest = await surveys(tickets, carla)
    assert (newest["name"], oldest["name"]) == ("Otra", "Encuesta de satisfacción")
    assert (await answer_it(tickets, carla, oldest["id"])).status_code == 200
    partial = await answer_it(tickets, carla, newest["id"], {"solved": "yes"})
    assert partial.status_code == 200


async def taken_and_finished(tickets: Tickets, customer_id: UUID | None) -> UUID:
    """A contact that was solved while it was attended; its id."""
    contact_id, account_id = uuid4(), uuid4()
    taken = ContactTakenV1(
        contact_id=contact_id,
        channel="call",
        account_id=account_id,
        account_name="Óscar Operador",
        waited_seconds=2,
        customer_id=customer_id,
        reason="Sin conexión",
        summary="Luz roja.",
    )
    finished = ContactFinishedV1(
        contact_id=contact_id,
        channel="call",
        account_id=account_id,
        account_name="Óscar Operador",
        outcome="solved",
        ticket_id=ticket_id_for(contact_id),
        resolution="Se reinició la ONU.",
    )
    await tickets.deliver([
        record_of(taken, key=contact_id, version=2),
        record_of(finished, key=contact_id, version=3),
    ])  # fmt: skip
    return contact_id


async def test_a_ticket_that_is_finished_with_its_contact_asks_too(tickets: Tickets) -> None:
    """B58: by the form for all tickets that have none of their own."""
    await create_form(tickets)
    await create_form(tickets, code="tv", categories=["slowness"], name="TV")
    customer_id = await known_customer(tickets)
    await taken_and_finished(tickets, customer_id)

    carla = await customer(tickets, customer_id)
    assert [each["name"] for each in await surveys(tickets, carla)] == ["Encuesta de satisfacción"]


async def test_who_turns_out_to_be_the_customer_is_asked(tickets: Tickets) -> None:
    """X26: a contact of nobody known has nobody to ask, until somebody finds out who it was; if
    they erred, the other is not asked any more."""
    await create_form(tickets)
    contact_id = await taken_and_finished(tickets, None)
    assert await tickets.rows("select * from survey") == []
    wrong, right = [await known_customer(tickets) for _ in range(2)]
    for version, customer_id in ((4, wrong), (5, right)):
        linked = ContactLinkedV1(contact_id=contact_id, customer_id=customer_id)
        await tickets.deliver([record_of(linked, key=contact_id, version=version)])

    assert await surveys(tickets, await customer(tickets, wrong)) == []
    assert len(await surveys(tickets, await customer(tickets, right))) == 1
