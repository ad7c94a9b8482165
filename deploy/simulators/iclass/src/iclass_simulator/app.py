"""The one place where the parts of the simulator meet."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from iclass_simulator.doors.courier import Courier
from iclass_simulator.doors.delivery import DeliveryLog, outstanding
from iclass_simulator.doors.kafka import KafkaDoor
from iclass_simulator.doors.modes import Door
from iclass_simulator.doors.webhook import WebhookDoor
from iclass_simulator.faults import Faults
from iclass_simulator.http import answers
from iclass_simulator.http.catalogue import catalogue_routes
from iclass_simulator.http.control import control_routes
from iclass_simulator.http.key import KeyRequired
from iclass_simulator.http.page import page_routes
from iclass_simulator.http.technicians_app import technicians_app_routes
from iclass_simulator.http.work_orders import work_order_routes
from iclass_simulator.settings import Settings
from iclass_simulator.state.book import OrderBook
from iclass_simulator.state.field import Field
from iclass_simulator.state.journal import Journal

logger = logging.getLogger(__name__)

_SAY_AGAIN_SECONDS = 3.0


def assemble(settings: Settings) -> FastAPI:
    """The server, remembering what its journal says. Nothing leaves before it runs."""
    journal = Journal(settings.journal_folder)
    log = DeliveryLog(journal)
    webhook = WebhookDoor(settings.webhook_url, settings.webhook_secret, log)
    kafka = KafkaDoor(settings.kafka_servers, log)
    book = OrderBook(journal)
    faults = Faults()
    courier = Courier(book, faults, {Door.WEBHOOK: webhook, Door.KAFKA: kafka}, settings.mode)
    for entry in journal.entries():
        book.apply(entry)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        courier.send(outstanding(journal.entries()))
        sending = asyncio.create_task(kafka.run())
        sending.add_done_callback(_report_failure)
        try:
            yield
        finally:
            await _end(sending)
            await webhook.close()
            journal.close()

    app = FastAPI(title="Iclass", lifespan=lifespan, openapi_url=None)
    app.add_middleware(KeyRequired, key=settings.api_key)
    answers.install(app)
    app.include_router(work_order_routes(book, journal, faults))
    app.include_router(technicians_app_routes(Field(book, faults, courier.emit)))
    app.include_router(control_routes(faults, courier, journal))
    app.include_router(catalogue_routes())
    app.include_router(page_routes())
    app.add_api_route("/health", _healthy)
    return app


async def _end(task: asyncio.Task[None]) -> None:
    """On its way through a library that finds no broker a cancellation can get lost."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=_SAY_AGAIN_SECONDS)


def _report_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        logger.critical("no event leaves by kafka any more", exc_info=error)


async def _healthy() -> dict[str, str]:
    return {"status": "ok"}
