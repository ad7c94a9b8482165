from collections.abc import Awaitable, Callable
from typing import Any

from chassis_testing.harness import Harness
from directory.domain.customer import customer_id_of

Directory = Harness[Any]

Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
AsLines = Callable[[list[Row]], bytes]


def counts(answer: Any) -> tuple[int, int, int, int]:
    report = answer.json()
    return report["created"], report["updated"], report["unchanged"], report["refused"]


async def told(directory: Directory) -> list[Any]:
    return [
        event
        for event in await directory.emitted()
        if event.type == "directory.customer-changed.v1"
    ]


async def test_a_customer_that_arrives_is_told_to_everybody(
    directory: Directory, eva: Row, shop: Row, bring: Bring
) -> None:
    answer = await bring([eva, shop])

    assert counts(answer) == (2, 0, 0, 0)
    person, company = sorted(await told(directory), key=lambda event: event.data["number"])
    assert (person.key, person.sequence) == (str(customer_id_of("C-000123")), 1)
    assert person.data["national_id"] == "27888999"
    assert person.data["phones"] == ["+5493514123456"]
    assert [contract["city"] for contract in person.data["contracts"]] == ["Córdoba", "Alta Gracia"]
    assert person.data["contracts"][0]["state"] == "active"
    assert (company.data["phones"], company.data["language"]) == (["+573001234567"], "es-CO")
    assert company.data["national_id"] == "8001972684"


async def test_the_same_customers_again_change_nothing(
    directory: Directory, eva: Row, shop: Row, bring: Bring
) -> None:
    await bring([eva, shop])
    before = await told(directory)

    answer = await bring([shop, eva])

    assert counts(answer) == (0, 0, 2, 0)
    assert await told(directory) == before


async def test_a_change_is_the_next_version_and_keeps_all_ids(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    await bring([eva])
    [first] = await told(directory)

    moved = eva | {"contracts": [eva["contracts"][1] | {"city": "Villa Allende"}]}
    answer = await bring([moved])

    assert counts(answer) == (0, 1, 0, 0)
    second = (await told(directory))[-1]
    assert (second.key, second.sequence) == (first.key, 2)
    [contract] = second.data["contracts"]
    assert contract["contract_id"] == first.data["contracts"][1]["contract_id"]
    assert contract["city"] == "Villa Allende"
    assert await directory.rows("select city from contract") == [{"city": "Villa Allende"}]


async def test_of_a_number_that_comes_twice_the_later_wins(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    answer = await bring([eva, eva | {"number": "c-000123", "name": "Eva N. Peña"}])

    assert counts(answer) == (1, 1, 0, 0)
    assert [event.sequence for event in await told(directory)] == [1, 2]
    assert (await told(directory))[-1].data["name"] == "Eva N. Peña"


async def test_a_bad_line_does_not_stop_the_rest(
    eva: Row, shop: Row, bring: Bring, as_lines: AsLines
) -> None:
    lines = [
        b"\xef\xbb\xbf" + as_lines([eva]),
        b"",
        b"{not json",
        b'{"number": "C-1", "name": "x", "national_id_kind": "DNI", "national_id": "\xff"}',
        as_lines([shop | {"kind": "company", "national_id_kind": "DNI"}]),
        as_lines([eva | {"number": "C-2", "phones": ["12"], "national_id": "5"}]),
        as_lines([eva | {"number": "C-3", "colour": "blue"}]),
        as_lines([eva | {"number": "C-4", "contracts": [eva["contracts"][0]] * 2}]),
        as_lines([eva | {"number": "C-5", "name": "a\x00b"}]),
        b"[]",
        as_lines([shop]) + b"\r",
    ]

    answer = await bring(b"\n".join(lines))

    assert answer.status_code == 200
    assert counts(answer) == (2, 0, 0, 8)
    problems = {
        error["line"]: [(problem["field"], problem["message"]) for problem in error["problems"]]
        for error in answer.json()["errors"]
    }
    assert set(problems) == {3, 4, 5, 6, 7, 8, 9, 10}
    assert problems[5] == [
        ("national_id_kind", "a company has CUIT or NIT"),
        ("national_id", "has 10 digits instead of 7 to 8"),
    ]
    assert problems[6] == [
        ("national_id", "has 1 digits instead of 7 to 8"),
        ("phones.0", "is not a phone number in AR"),
    ]
    assert problems[7] == [("colour", "Extra inputs are not permitted")]
    assert problems[8] == [("contracts", "two have the same number")]


async def test_errors_do_not_repeat_what_a_line_said(bring: Bring) -> None:
    secret = "Eva-who-must-not-be-quoted"
    answer = await bring([{"number": secret, "national_id": secret, "kind": secret}])

    assert counts(answer) == (0, 0, 0, 1)
    assert secret not in answer.text


async def test_more_than_one_batch_arrives_whole(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    rows = [eva | {"number": f"C-{n}", "name": f"Eva {n}"} for n in range(1_203)]

    first, second = await bring(rows), await bring(rows)

    assert (counts(first), counts(second)) == ((1_203, 0, 0, 0), (0, 0, 1_203, 0))
    assert len(await directory.rows("select 1 from contract")) == 2 * 1_203
    assert len(await told(directory)) == 1_203


async def test_a_line_without_an_end_is_not_read_for_ever(
    eva: Row, bring: Bring, as_lines: AsLines
) -> None:
    answer = await bring(as_lines([eva]) + b"\n" + b"x" * (300 << 10))

    assert (answer.status_code, answer.json()["code"]) == (422, "line-too-long")


async def test_an_import_may_be_larger_than_other_bodies(
    eva: Row, bring: Bring, as_lines: AsLines
) -> None:
    line = as_lines([eva | {"contracts": [eva["contracts"][0] | {"plan": "x" * 290}]}])

    answer = await bring(b"\n".join([line] * 4_500))

    assert len(line) * 4_500 > 2 << 20
    assert counts(answer) == (1, 0, 4_499, 0)
