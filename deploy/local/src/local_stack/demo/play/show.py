"""The live view of a playing, in a terminal."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.columns import Columns
from rich.console import Console, Group
from rich.live import Live
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from local_stack.demo.play.stage import Stage
from local_stack.demo.play.tally import Tally

_CHANNELS = {"call": "Llamadas", "chat": "Chats", "inquiry": "Consultas"}
_TICKETS = {
    "registered": "Registrado", "assigned": "Asignado", "in_progress": "En Proceso",
    "finished": "Finalizado", "closed": "Cerrado",
}  # fmt: skip
_ORDERS = {
    "open": "Abierto", "in_progress": "En Progreso", "reschedule": "Reprogramar",
    "finished": "Finalizado",
}  # fmt: skip
_ICLASS = {
    "dispatch-confirmed": "En Iclass", "delivered": "En la app", "en_route": "En camino",
    "on_site": "En el domicilio", "follow-up-reported": "Seguimientos",
    "visit-rescheduled": "Reprogramadas", "work-completed": "Completadas",
}  # fmt: skip
_EVERY_SECONDS = 0.25


class Show:
    """Shows while it is open; on something that is no terminal it shows nothing."""

    def __init__(self, stage: Stage, console: Console) -> None:
        self._stage = stage
        self._tally = Tally()
        self._seen = 0
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._is_wanted = console.is_terminal
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._is_wanted:
            self._live.start()
            self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._live.stop()

    async def _run(self) -> None:
        while True:
            self.look()
            self._live.update(self.render(), refresh=True)
            await asyncio.sleep(_EVERY_SECONDS)

    def look(self) -> None:
        """Count what happened since the last look."""
        events = self._stage.feed.events
        self._tally.add(events[self._seen :])
        self._seen = len(events)

    def render(self) -> Group:
        """What the screen shows now."""
        tally, sent = self._tally, len(self._stage.ledger.sent)
        boxes = [
            self._desk(),
            _box("Tickets", _TICKETS, tally.tickets),
            _box("Órdenes", _ORDERS, tally.orders),
            _box("Iclass", _ICLASS, tally.iclass),
            _box("Correos", {"email-sent": "Enviados", "email-failed": "Fallidos"}, tally.mails),
        ]
        news = Text("\n".join(tally.last), overflow="ellipsis", no_wrap=True)
        title = f"Últimos eventos · {sent} de {len(self._stage.day.messages)} mensajes enviados"
        return Group(Columns(boxes), Panel(news, title=title, height=14))

    def _desk(self) -> Panel:
        table = Table.grid(padding=(0, 1))
        table.add_row("", "recibidos", "EN VIVO", "ABIERTO", "CERRADO", "tomados", style="dim")
        for code, label in _CHANNELS.items():
            counted = self._tally.contacts(code)
            numbers = (counted[state] for state in ("live", "open", "closed", "taken"))
            table.add_row(label, str(self._tally.received[code]), *map(str, numbers))
        return Panel(table, title="Contactos")


def _box(title: str, labels: Mapping[str, str], counted: Mapping[str, int]) -> Panel:
    table = Table.grid(padding=(0, 1))
    for code, label in labels.items():
        table.add_row(label, str(counted.get(code, 0)))
    return Panel(table, title=title)
