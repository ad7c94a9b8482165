"""From a ticket to the technicians' app, by the console: the order, into Iclass, its end."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import findings

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.data.customers import customers
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
NEW, TO_ICLASS = "Nueva orden de servicio", "Generar en Iclass"


async def ticket_of(web: Web, door: str, operator: Person, national_id: str) -> str:
    """Somebody the company knows calls, and is attended: their new ticket, once orders know it."""
    call = {"event": "newCall", "callId": f"escalate-{uuid4()}", "from": "+543415550178"}
    body = {**call, "dni": national_id, "reason": "Reclamo técnico"}
    contact = (await web.send("POST", door, json=body)).expect("a call")["contact_id"]
    path = f"/api/v1/contacts/{contact}"
    (await operator.post(f"{path}/take")).expect("take")
    found: list[str] = []

    async def is_there() -> bool:
        ticket = (await operator.get(path)).expect("contact")["contact"]["ticket_id"]
        found[:] = [str(ticket)]
        return (
            ticket is not None and (await operator.get(f"/api/v1/tickets/{ticket}")).status == 200
        )

    await until(is_there)
    return found[0]


async def test_an_operator_escalates_a_ticket_and_sends_its_order_to_iclass(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """A01, A03 to A08, A10, A11, A37, A38, A43 to A45, A47: by hand, in words people know."""
    someone, operator = customers(200)[17], cast.operators[0]
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    async with desk(operator.login, path=f"tickets/{ticket}") as page:
        await page.get_by_role("button", name=NEW).click()
        work = page.get_by_label("Trabajo a realizar")
        await expect(page.get_by_role("button", name="Generar la orden")).to_be_disabled()
        await work.fill("Revisar la acometida y medir la señal")
        await page.reload()
        await page.get_by_role("button", name=NEW).click()
        await expect(work).to_have_value("Revisar la acometida y medir la señal")
        await page.get_by_label("Tipo de orden").select_option("Servicio Técnico")
        assert await findings(page) == []
        await page.get_by_role("button", name="Generar la orden").click()

        await expect(page.get_by_role("heading", level=1)).to_contain_text("Orden de servicio")
        about = page.get_by_role("region", name="Datos")
        for known in (someone.name, someone.contracts[0].place.address):
            await expect(about).to_contain_text(known)
        await expect(about).to_contain_text("No se envió")
        await page.get_by_role("button", name=TO_ICLASS).click()
        await page.get_by_role("button", name="Enviar a Iclass").click()
        await expect(about).to_contain_text("Recibida · ")
        await expect(page.get_by_role("button", name=TO_ICLASS)).to_have_count(0)

        await page.get_by_role("button", name="Agregar un seguimiento").click()
        await page.get_by_role("textbox", name="Seguimiento").fill("El cliente está por la tarde")
        await page.get_by_role("button", name="Agregar", exact=True).click()
        history = page.get_by_role("region", name="Bitácora")
        await expect(history).to_contain_text("El cliente está por la tarde")
        assert await findings(page) == []

        await about.get_by_role("link", name="Ticket").click()
        order = page.get_by_role("listitem").filter(has_text="Orden de servicio")
        await expect(order).to_contain_text("Abierto")
        await page.get_by_role("button", name="Escribir un comentario").click()
        await page.get_by_label("Comentario", exact=True).fill("Va un técnico")
        await page.get_by_label("Quién lo ve").select_option("También el cliente")
        await page.get_by_role("button", name="Agregar", exact=True).click()
        await expect(history).to_contain_text("Va un técnico")
        await page.get_by_role("button", name="Finalizar el ticket").click()
        await page.get_by_label("Resolución", exact=True).fill("Lo sigue el área técnica")
        await page.get_by_role("button", name="Finalizar", exact=True).click()
        state = page.get_by_role("article").locator("header")
        await expect(state).to_contain_text("Finalizado")
        assert await findings(page) == []


async def test_a_ticket_is_closed_while_its_order_goes_on(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast, installation: Installation
) -> None:
    """A02, A11, A13, A59: what the customer is told is written; the order is followed as before."""
    someone, operator = customers(200)[19], cast.operators[0]
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    opened = {"ticket_id": ticket, "description": "Cambiar el conector"}
    (await operator.post("/api/v1/orders", opened)).expect("an order")
    done = {"resolution": "Lo sigue el área técnica"}
    (await operator.post(f"/api/v1/tickets/{ticket}/finish", done)).expect("finish")
    password = installation.secret("admin-password")
    async with desk("admin", password=password, path=f"tickets/{ticket}") as page:
        await page.get_by_role("button", name="Cerrar el ticket").click()
        await page.get_by_label("Qué se le dice al cliente").fill("Un técnico lo va a visitar.")
        form = page.get_by_role("form", name="Cerrar el ticket")
        await form.get_by_role("button", name="Cerrar").click()
        await expect(page.get_by_role("article").locator("header")).to_contain_text("Cerrado")
        order = page.get_by_role("listitem").filter(has_text="Orden de servicio")
        await expect(order).to_contain_text("Abierto")


async def test_what_colleagues_do_with_a_ticket_comes_by_itself(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """A11, A26, A59: its orders and its lines, with those that the customer sees too; the oldest
    line can be reached; an order tells what was observed at its end."""
    someone, operator, boss = customers(200)[22], cast.operators[0], cast.admin
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    entries = f"/api/v1/tickets/{ticket}/entries"
    async with desk(operator.login, path=f"tickets/{ticket}") as page:
        history = page.get_by_role("region", name="Bitácora")
        line = history.get_by_role("listitem")
        await expect(line.filter(has_text="Registro")).to_contain_text("También el cliente")
        inside = {"visibility": "internal", "body": "Se consulta al área técnica"}
        (await boss.post(entries, inside)).expect("a comment")
        body = {"ticket_id": ticket, "description": "Medir la señal"}
        order = (await boss.post("/api/v1/orders", body)).expect("an order")
        opened = page.get_by_role("region", name="Órdenes de servicio").get_by_role("listitem")
        await expect(opened).to_contain_text("Abierto")
        comment = line.filter(has_text="Se consulta al área técnica")
        await expect(comment).not_to_contain_text("También el cliente")

        for number in range(50):
            (await boss.post(entries, inside | {"body": f"Nota {number}"})).expect("a comment")
        await page.reload()
        await expect(line.filter(has_text="Nota 49")).to_be_visible()
        await expect(line.filter(has_text="Registro")).to_have_count(0)
        await history.get_by_role("button", name="Cargar más").click()
        await expect(line.filter(has_text="Registro")).to_have_count(1)
        (await boss.post(entries, inside | {"body": "Una más"})).expect("a comment")
        await expect(line.filter(has_text="Una más")).to_be_visible()
        await expect(comment).to_have_count(1)
        assert await findings(page) == []

        end = {"resolution": "Señal medida", "observation": "El gabinete quedó abierto"}
        (await boss.post(f"/api/v1/orders/{order['id']}/finish", end)).expect("finish")
        await opened.get_by_role("link").click()
        observed = page.get_by_role("region", name="Observación")
        await expect(observed).to_contain_text("El gabinete quedó abierto")


async def test_what_cannot_be_done_is_said_and_nothing_typed_is_lost(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """A39 to A42, A53: a slot that is over is refused in words; who closes says how it was solved;
    what somebody else ended can only be followed up."""
    someone, operator, boss = customers(200)[18], cast.operators[0], cast.admin
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    body = {"ticket_id": ticket, "description": "Cambiar el conector"}
    order = (await operator.post("/api/v1/orders", body)).expect("an order")
    async with desk(cast.supervisors[0].login, path=f"orders/{order['id']}") as page:
        await page.get_by_role("button", name="Agendar un turno").click()
        day = page.get_by_label("Día")
        await day.fill("2020-01-07")
        await page.get_by_label("Desde").fill("09:00")
        await page.get_by_label("Hasta").fill("12:00")
        await page.get_by_role("button", name="Agendar", exact=True).click()
        await expect(page.get_by_text("Ese turno ya pasó.")).to_be_visible()
        await expect(day).to_have_value("2020-01-07")
        await day.fill("2999-11-24")
        await page.get_by_role("button", name="Agendar", exact=True).click()
        await expect(page.get_by_role("region", name="Datos")).to_contain_text("09:00–12:00")

        await page.get_by_role("button", name="Cerrar la orden").click()
        await page.get_by_label("Resolución").fill("Conector cambiado")
        done = {"resolution": "Lo hizo otro"}
        (await boss.post(f"/api/v1/orders/{order['id']}/finish", done)).expect("finish")
        form = page.get_by_role("form", name="Cerrar la orden")
        await form.get_by_role("button", name="Cerrar").click()
        await expect(page.get_by_text("La orden se cerró mientras tanto.")).to_be_visible()
        await expect(form.get_by_label("Resolución")).to_have_value("Conector cambiado")
        close = page.get_by_role("button", name="Cerrar la orden")
        await close.click()
        await expect(close).to_have_count(0)
        await expect(page.get_by_role("button", name="Agregar un seguimiento")).to_be_visible()
