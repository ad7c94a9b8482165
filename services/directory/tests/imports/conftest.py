import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from chassis.due import Timers
from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
PATH = "/api/v1/customers/imports"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Office:
    """Somebody who may import, and what they do."""

    path = PATH
    header = "Número;Nombre;Documento;Teléfono;Celular;Correo;Contrato;Plan;Estado;Dirección;Ciudad"
    eva = "C-1;Eva Núñez;27888999;0351 424-0099;0351 15 412-3456;eva@example.com;K-1;Fibra;Activo"

    def __init__(self, directory: Directory, headers: dict[str, str]) -> None:
        self.directory = directory
        self.headers = headers

    async def post(self, content: bytes, key: str | None = None, **params: str) -> Any:
        """Sends a file, a CSV if nothing else is said."""
        more = {"Idempotency-Key": key} if key else {}
        return await self.directory.client.post(
            PATH, params={"format": "csv", **params}, content=content, headers=self.headers | more
        )

    async def send(self, content: bytes | str, **params: str) -> Any:
        """Sends it; how it ended once it is worked off, or why it was refused."""
        body = content.encode() if isinstance(content, str) else content
        answer = await self.post(body, **params)
        if answer.status_code != 202:
            return answer
        await self.work_off()
        return await self.get(answer.json()["href"])

    async def fire_one(self) -> bool:
        """One batch."""
        service = self.directory.service
        return await Timers(service.database, service.definition.timers).fire_one()

    async def work_off(self) -> None:
        """All that is due."""
        while await self.fire_one():
            pass

    async def get(self, path: str) -> Any:
        """Whatever is read."""
        return await self.directory.client.get(path, headers=self.headers)

    async def customer(self, number: str) -> Any:
        """The view of one."""
        return (await self.get(f"/api/v1/customers/{customer_id_of(number)}")).json()


@pytest.fixture
async def office(directory: Directory) -> Office:
    """With all rights to import."""
    rights = ("customers.import", "customers.read")
    return Office(directory, await directory.account(*rights, name="Ada Admin"))


@pytest.fixture
def counts() -> Callable[[Any], tuple[int, int, int, int]]:
    """Created, updated, unchanged and refused."""

    def counts(answer: Any) -> tuple[int, int, int, int]:
        run = answer.json()
        return run["created"], run["updated"], run["unchanged"], run["refused"]

    return counts


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """A file as spreadsheet programs write it, but for what nobody reads."""

    def xlsx(rows: list[list[str]], sheet: bytes = b"") -> bytes:
        cells = "".join(
            f'<row r="{n}">'
            + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row)
            + "</row>"
            for n, row in enumerate(rows, start=1)
        )
        whole = f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", sheet or whole)
        return file.getvalue()

    return xlsx
