"""Files of customers: sent, worked off in the background, read about meanwhile."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from chassis.due import Timers
from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]
PATH = "/api/v1/customers/imports"
Send = Callable[..., Awaitable[Any]]

HEADER = "Número;Nombre;Documento;Teléfono;Celular;Correo;Contrato;Plan;Estado;Dirección;Ciudad"
EVA = "C-1;Eva Núñez;27888999;0351 424-0099;0351 15 412-3456;eva@example.com;K-1;Fibra;Activo"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


async def work_off(directory: Directory) -> int:
    """Fire what is due until nothing is; how often."""
    service, times = directory.service, 0
    timers = Timers(service.database, service.definition.timers)
    while await timers.fire_one():
        times += 1
    return times


@pytest.fixture
async def headers(directory: Directory) -> dict[str, str]:
    return await directory.account("customers.import", "customers.read", name="Ada Admin")


@pytest.fixture
def send(directory: Directory, headers: dict[str, str]) -> Send:
    """Sends a file; the answer once it is worked off, or why it was refused."""

    async def send(content: bytes | str, *, key: str | None = None, **params: Any) -> Any:
        body = content.encode() if isinstance(content, str) else content
        more = {"Idempotency-Key": key} if key else {}
        query = {"format": "csv", **params}
        answer = await directory.client.post(
            PATH, params=query, content=body, headers=headers | more
        )
        if answer.status_code != 202:
            return answer
        await work_off(directory)
        return await directory.client.get(answer.json()["href"], headers=headers)

    return send


async def customer(directory: Directory, headers: dict[str, str], number: str) -> Any:
    path = f"/api/v1/customers/{customer_id_of(number)}"
    return (await directory.client.get(path, headers=headers)).json()


def counts(answer: Any) -> tuple[int, int, int, int]:
    run = answer.json()
    return run["created"], run["updated"], run["unchanged"], run["refused"]


def xlsx(rows: list[list[str]], **more: bytes) -> bytes:
    """A file as spreadsheet programs write it, but for what nobody reads."""
    cells = "".join(
        f'<row r="{n}">' + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row)
        + "</row>" for n, row in enumerate(rows, start=1)
    )  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", more.pop("sheet", sheet.encode()))
        for name, content in more.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
async def test_a_table_is_read_however_it_was_written(
    directory: Directory, headers: dict[str, str], send: Send, encoding: str, delimiter: str
) -> None:
    """Import of CSV (UTF-8 with and without a mark, Latin-1; all delimiters)."""
    text = f"{HEADER}\r\n{EVA};Belgrano 12;Córdoba\r\n".replace(";", delimiter)

    answer = await send(text.encode(encoding))

    assert counts(answer) == (1, 0, 0, 0)
    view = await customer(directory, headers, "C-1")
    assert view["name"] == "Eva Núñez"
    assert view["phones"] == ["+543514240099", "+5493514123456"]
    assert (view["national_id_kind"], view["kind"]) == ("DNI", "person")
    assert (view["contracts"][0]["city"], view["contracts"][0]["state"]) == ("Córdoba", "active")


async def test_several_rows_are_one_customer_and_the_same_file_again_changes_nothing(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    """D12–D15, C11: a row for each contract, with its unit."""
    rows = [
        "numero,nombre,documento,contrato,plan,direccion,ciudad,bajada mbps,serie,garantia hasta",
        "C-1,Eva,27888999,K-1,Fibra 300,Belgrano 12,Córdoba,300,SN-1,31/03/2027",
        "C-2,Leo,20111222,,Fibra 100,Mitre 3,Río Cuarto,,,",
        "C-1,Eva,27888999,K-2,Fibra 100,Mitre 9,Villa María,100,SN-2,46477",
    ]

    first = await send("\n".join(rows))
    again = await send("\n".join(rows))

    assert (counts(first), counts(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    view = await customer(directory, headers, "C-1")
    assert [c["city"] for c in view["contracts"]] == ["Córdoba", "Villa María"]
    assert [c["speed_down_kbps"] for c in view["contracts"]] == [307_200, 102_400]
    assert [u["warranty_until"] for u in view["units"]] == ["2027-03-31", "2027-03-31"]
    assert view["units"][1]["contract_id"] == view["contracts"][1]["contract_id"]
    alone = await customer(directory, headers, "C-2")
    assert [c["number"] for c in alone["contracts"]] == ["C-2"]


async def test_columns_that_are_not_there_leave_what_is_known(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    await send(f"{HEADER}\n{EVA};Belgrano 12;Córdoba\n")

    answer = await send("numero;contrato;plan\nC-1;K-1;Fibra 600\n")

    assert counts(answer) == (0, 1, 0, 0)
    view = await customer(directory, headers, "C-1")
    assert (view["contracts"][0]["plan"], view["contracts"][0]["city"]) == ("Fibra 600", "Córdoba")
    assert view["emails"] == ["eva@example.com"]


async def test_errors_name_the_row_the_column_the_reason_and_what_was_found(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    rows = [
        HEADER,
        f"{EVA};Belgrano 12;Córdoba",
        EVA.replace("C-1", "C-2").replace("Activo", "quién sabe") + ";Belgrano 12;Córdoba",
        EVA.replace("C-1", "C-3").replace("0351 424-0099", "12") + ";Belgrano 12;Córdoba",
        EVA.replace("C-1", "C-4") + ";Belgrano 12;",
        EVA.replace("C-1", "") + ";Belgrano 12;Córdoba",
    ]

    answer = await send("\n".join(rows))
    page = await directory.client.get(
        f"{PATH}/{answer.json()['import_id']}/errors", headers=headers
    )

    assert counts(answer) == (1, 0, 0, 4)
    assert [
        (e["row"], e["column"], e["problem"], e["found"]) for e in page.json()["items"]
    ] == [
        (3, "Estado", "is none of active, suspended, ended", "quién sabe"),
        (4, "Teléfono", "is not a phone number in AR", "12"),
        (5, "contract.city", "Field required", ""),
        (6, "", "has no customer's number", ""),
    ]


async def test_a_dry_run_writes_nothing_and_says_what_would_be(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    content = f"{HEADER}\n{EVA};Belgrano 12;Córdoba\n{EVA.replace('C-1', 'C-2')};x\n"

    answer = await send(content, dry_run="true")

    assert counts(answer) == (1, 0, 0, 1)
    assert [e for e in await directory.emitted() if "customer" in e.type] == []
    assert await directory.rows("select id from customer") == []


async def test_an_import_goes_on_where_it_was_and_shows_how_far_it_is(
    directory: Directory, headers: dict[str, str]
) -> None:
    """Each batch is one transaction in which the next falls due: a crash in between loses none."""
    rows = [EVA.replace("C-1", f"C-{n}") + ";Belgrano 12;Córdoba" for n in range(1_100)]
    body = "\n".join([HEADER, *rows]).encode()
    started = await directory.client.post(
        f"{PATH}?format=csv", content=body, headers=headers
    )
    service = directory.service

    await Timers(service.database, service.definition.timers).fire_one()
    halfway = (await directory.client.get(started.json()["href"], headers=headers)).json()
    await work_off(directory)
    done = (await directory.client.get(started.json()["href"], headers=headers)).json()

    assert (halfway["state"], halfway["done"], halfway["rows"]) == ("running", 500, 1_100)
    assert (done["state"], done["done"], done["created"]) == ("finished", 1_100, 1_100)
    assert done["finished_at"] is not None
    assert await directory.rows("select * from import_batch") == []
    # Silent: nothing asks for an e-mail.
    kinds = {e.type for e in await directory.emitted()}
    assert {kind for kind in kinds if "customer" not in kind and "account" not in kind} == set()


async def test_the_same_file_sent_twice_with_a_key_is_one_import(
    directory: Directory, headers: dict[str, str]
) -> None:
    body = f"{HEADER}\n{EVA};Belgrano 12;Córdoba\n".encode()
    keyed = headers | {"Idempotency-Key": "a"}
    path = f"{PATH}?format=csv"

    first = await directory.client.post(path, content=body, headers=keyed)
    again = await directory.client.post(path, content=body, headers=keyed)
    other = await directory.client.post(path, content=body + b"x", headers=keyed)
    listed = await directory.client.get(PATH, headers=headers)

    assert first.json() == again.json()
    assert other.json()["code"] == "idempotency-key-reused"
    assert [each["import_id"] for each in listed.json()["items"]] == [first.json()["import_id"]]


async def test_numbers_of_two_systems_do_not_meet(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    await send(f"{HEADER}\n{EVA};Belgrano 12;Córdoba\n", source="WISPRO")
    line = {"number": "C-1", "name": "Otra", "national_id_kind": "DNI", "national_id": "20111222"}
    await send(json.dumps(line), format="ndjson", source="ERP")

    assert (await customer(directory, headers, "WISPRO-C-1"))["name"] == "Eva Núñez"
    assert (await customer(directory, headers, "ERP-C-1"))["name"] == "Otra"


async def test_lines_are_imported_in_the_background_too(send: Send, eva: dict[str, Any]) -> None:
    lines = [json.dumps(eva), "{not json", "", json.dumps(eva | {"number": "C-2"}), '{"a": "\xff"}']

    answer = await send("\n".join(lines).encode("latin-1"), format="ndjson")

    assert counts(answer) == (2, 0, 0, 2)


async def test_a_spreadsheet_is_read(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    rows = [HEADER.split(";"), [*EVA.split(";"), "Belgrano 12", "Córdoba"]]

    answer = await send(xlsx(rows), format="xlsx")

    assert counts(answer) == (1, 0, 0, 0)
    assert (await customer(directory, headers, "C-1"))["contracts"][0]["city"] == "Córdoba"


async def test_wispro_headers_are_understood(send: Send) -> None:
    text = (
        "ID,Nombre,Documento,Teléfono móvil,Plan,Estado,Dirección,Ciudad,Coordenadas,Mikrotik\n"
        '77,Eva,27888999,3515123456,Fibra,Habilitado,"Mitre 1, 2°",Córdoba,"-31.4,-64.2",MK-1\n'
    )

    assert counts(await send(text, preset="wispro")) == (1, 0, 0, 0)


async def test_presets_can_be_saved(
    directory: Directory, headers: dict[str, str], send: Send
) -> None:
    path = "/api/v1/customers/import-presets"
    body = {"columns": {"Abonado": "number", "Titular": "name", "DNI": "national_id"}}

    saved = await directory.client.put(f"{path}/ours", json=body, headers=headers)
    wrong = await directory.client.put(
        f"{path}/bad", json={"columns": {"x": "colour"}}, headers=headers
    )
    theirs = await directory.client.put(f"{path}/wispro", json=body, headers=headers)
    listed = await directory.client.get(path, headers=headers)

    assert (saved.status_code, wrong.status_code, theirs.status_code) == (200, 422, 409)
    assert [each["name"] for each in listed.json()["items"]] == ["generic", "wispro", "ours"]
    assert counts(await send("Abonado;Titular;DNI\n9;Eva;27888999\n", preset="ours"))[0] == 1


BOMB = xlsx([["numero"]], sheet=b"<worksheet>" + b" " * (4 << 20) + b"</worksheet>")
GROWING = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("content", "params", "code"),
    [
        (b"", {}, "wrong-file"),
        (b"a;b\n", {}, "wrong-headers"),
        (b"numero;nombre;NOMBRE\n", {}, "wrong-headers"),
        (b'numero;nombre\n1;"open', {}, "wrong-file"),
        (b"\xff\xfen", {}, "wrong-file"),
        (b"numero\n" + b"x" * 5_000, {}, "wrong-file"),
        (b"not a zip", {"format": "xlsx"}, "wrong-file"),
        (BOMB, {"format": "xlsx"}, "wrong-file"),
        (xlsx([["numero"]], sheet=GROWING), {"format": "xlsx"}, "wrong-file"),
        (xlsx([["numero"]], sheet=b"<worksheet><row"), {"format": "xlsx"}, "wrong-file"),
        (xlsx([["numero"]])[:-30], {"format": "xlsx"}, "wrong-file"),
        (b"x" * (300 << 10), {"format": "ndjson"}, "wrong-file"),
        (b"numero\n", {"what": "billing"}, "wrong-format"),
        (b"numero\n", {"preset": "nobodys"}, "preset-not-found"),
        (b"numero\n", {"format": "pdf"}, "wrong-fields"),
        (b"numero\n", {"colour": "blue"}, "wrong-fields"),
        (b"numero\n", {"source": "a b"}, "wrong-fields"),
    ],
)
async def test_a_file_that_is_none_is_refused_and_nothing_is_kept(
    directory: Directory, send: Send, content: bytes, params: dict[str, str], code: str
) -> None:
    answer = await send(content, **params)

    assert answer.json().get("code") == code, answer.text
    assert await directory.rows("select * from import_run") == []


async def test_imports_are_for_those_who_may(
    directory: Directory, headers: dict[str, str]
) -> None:
    somebody = await directory.account("customers.read", "customers.edit")
    paths = ("", f"/{uuid4()}", f"/{uuid4()}/errors")
    gets = [await directory.client.get(PATH + path, headers=somebody) for path in paths]
    post = await directory.client.post(f"{PATH}?format=csv", content=b"", headers=somebody)
    unknown = await directory.client.get(PATH + paths[1], headers=headers)

    assert [answer.status_code for answer in (*gets, post)] == [403] * 4
    assert unknown.status_code == 404
