"""Files of customers, however they were written."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Counts = Callable[[Any], tuple[int, int, int, int]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
async def test_a_table_is_read_however_it_was_written(
    office: Any, counts: Counts, encoding: str, delimiter: str
) -> None:
    """Import of CSV (UTF-8 with and without a mark, Latin-1; all delimiters)."""
    text = f"{office.header}\r\n{office.eva};Belgrano 12;Córdoba\r\n".replace(";", delimiter)

    answer = await office.send(text.encode(encoding))

    assert counts(answer) == (1, 0, 0, 0)
    view = await office.customer("C-1")
    assert view["name"] == "Eva Núñez"
    assert view["phones"] == ["+543514240099", "+5493514123456"]
    assert (view["national_id_kind"], view["kind"]) == ("DNI", "person")
    assert (view["contracts"][0]["city"], view["contracts"][0]["state"]) == ("Córdoba", "active")


async def test_several_rows_are_one_customer_and_the_same_file_again_changes_nothing(
    office: Any, counts: Counts
) -> None:
    """D12–D15, C11: a row for each contract, with its unit."""
    rows = [
        "numero,nombre,documento,contrato,plan,direccion,ciudad,bajada mbps,serie,garantia hasta",
        "C-1,Eva,27888999,K-1,Fibra 300,Belgrano 12,Córdoba,300,SN-1,31/03/2027",
        "C-2,Leo,20111222,,Fibra 100,Mitre 3,Río Cuarto,,,",
        "C-1,Eva,27888999,K-2,Fibra 100,Mitre 9,Villa María,100,SN-2,46477",
    ]

    first = await office.send("\n".join(rows))
    again = await office.send("\n".join(rows))

    assert (counts(first), counts(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    view = await office.customer("C-1")
    assert [c["city"] for c in view["contracts"]] == ["Córdoba", "Villa María"]
    assert [c["speed_down_kbps"] for c in view["contracts"]] == [307_200, 102_400]
    assert [u["warranty_until"] for u in view["units"]] == ["2027-03-31", "2027-03-31"]
    assert view["units"][1]["contract_id"] == view["contracts"][1]["contract_id"]
    alone = await office.customer("C-2")
    assert [c["number"] for c in alone["contracts"]] == ["C-2"]


async def test_columns_that_are_not_there_leave_what_is_known(office: Any, counts: Counts) -> None:
    await office.send(f"{office.header}\n{office.eva};Belgrano 12;Córdoba\n")

    answer = await office.send("numero;contrato;plan\nC-1;K-1;Fibra 600\n")

    assert counts(answer) == (0, 1, 0, 0)
    view = await office.customer("C-1")
    assert (view["contracts"][0]["plan"], view["contracts"][0]["city"]) == ("Fibra 600", "Córdoba")
    assert view["emails"] == ["eva@example.com"]


async def test_lines_are_imported_in_the_background_too(
    office: Any, counts: Counts, eva: dict[str, Any]
) -> None:
    lines = [json.dumps(eva), "{not json", "", json.dumps(eva | {"number": "C-2"}), '{"a": "\xff"}']

    answer = await office.send("\n".join(lines).encode("latin-1"), format="ndjson")

    assert counts(answer) == (2, 0, 0, 2)


async def test_a_spreadsheet_is_read(
    office: Any, counts: Counts, xlsx: Callable[..., bytes]
) -> None:
    rows = [office.header.split(";"), [*office.eva.split(";"), "Belgrano 12", "Córdoba"]]

    answer = await office.send(xlsx(rows), format="xlsx")

    assert counts(answer) == (1, 0, 0, 0)
    assert (await office.customer("C-1"))["contracts"][0]["city"] == "Córdoba"


async def test_wispro_headers_are_understood(office: Any, counts: Counts) -> None:
    text = (
        "ID,Nombre,Documento,Teléfono móvil,Plan,Estado,Dirección,Ciudad,Coordenadas,Mikrotik\n"
        '77,Eva,27888999,3515123456,Fibra,Habilitado,"Mitre 1, 2°",Córdoba,"-31.4,-64.2",MK-1\n'
    )

    assert counts(await office.send(text, preset="wispro")) == (1, 0, 0, 0)


async def test_presets_can_be_saved(office: Any, counts: Counts) -> None:
    path = "/api/v1/customers/import-presets"
    body = {"columns": {"Abonado": "number", "Titular": "name", "DNI": "national_id"}}

    async def put(name: str, body: dict[str, Any]) -> int:
        client = office.directory.client
        answer = await client.put(f"{path}/{name}", json=body, headers=office.headers)
        return int(answer.status_code)

    saved, theirs = await put("ours", body), await put("wispro", body)
    wrong = await put("bad", {"columns": {"x": "colour"}})
    listed = await office.get(path)

    assert (saved, wrong, theirs) == (200, 422, 409)
    assert [each["name"] for each in listed.json()["items"]] == ["generic", "wispro", "ours"]
    assert counts(await office.send("Abonado;Titular;DNI\n9;Eva;27888999\n", preset="ours"))[0] == 1
