"""The forms of surveys, kept by administrators (B62)."""

import asyncio
from typing import Any

import pytest
from services.tickets.tests.surveys.asking import (
    FORM,
    URL,
    YES_NO,
    Headers,
    Tickets,
    administrator,
    create_form,
)

FORMS = f"{URL}/survey-forms"
QUESTION = FORM["questions"][0]


async def put(tickets: Tickets, admin: Headers, seen: int, **fields: Any) -> Any:
    body = {name: value for name, value in (FORM | fields).items() if name != "code"}
    condition = admin | {"If-Match": f'"{seen}"'}
    return await tickets.client.put(f"{FORMS}/satisfaction", json=body, headers=condition)


async def test_a_form_is_created_changed_and_deleted(tickets: Tickets) -> None:
    admin = await administrator(tickets)
    made = await create_form(tickets, categories=["slowness"])
    rest = {"active": True, "version": 1, "categories": ["slowness"]}
    assert (made.status_code, made.json()) == (201, FORM | rest)

    changed = await put(tickets, admin, 1, name="Otra", categories=[])
    assert (changed.json()["name"], changed.json()["version"]) == ("Otra", 2)
    same = await put(tickets, admin, 2, name="Otra", categories=[])
    assert same.json()["version"] == 2
    late = await put(tickets, admin, 1)
    assert (late.status_code, late.json()["code"]) == (412, "out-of-date")

    path, condition = f"{FORMS}/satisfaction", admin | {"If-Match": "2"}
    assert (await tickets.client.delete(path, headers=condition)).status_code == 204
    [shown] = (await tickets.client.get(FORMS, headers=admin)).json()["items"]
    assert (shown["active"], shown["version"]) == (False, 3)
    audit = await tickets.rows("select action, subject from kernel_audit order by position")
    assert [(row["action"], row["subject"]) for row in audit] == [
        ("tickets.survey_form.created", "satisfaction"),
        ("tickets.survey_form.changed", "satisfaction"),
        ("tickets.survey_form.changed", "satisfaction"),
    ]


async def test_each_category_has_one_form(tickets: Tickets) -> None:
    """Also if two administrators give it one at the same moment."""
    answers = await asyncio.gather(
        *(
            create_form(tickets, code=f"form-{number}", categories=["slowness"])
            for number in range(4)
        )
    )

    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    refused = [each.json() for each in answers if each.status_code == 409]
    assert {(each["code"], each["category"]) for each in refused} == {
        ("category-has-survey", "slowness")
    }
    assert (await create_form(tickets)).status_code == 201
    second = await create_form(tickets, code="second")
    facts = {name: second.json()[name] for name in ("code", "form", "category")}
    assert facts == {"code": "category-has-survey", "form": "satisfaction", "category": None}
    assert (await create_form(tickets, code="second", active=False)).status_code == 201


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"categories": ["moon"]}, "unknown-category"),
        ({"questions": [QUESTION, QUESTION]}, "code-repeated"),
        ({"questions": [QUESTION | {"choices": YES_NO[:1] * 2}]}, "code-repeated"),
        ({"questions": []}, "wrong-fields"),
        ({"questions": [QUESTION] * 31}, "wrong-fields"),
        ({"questions": [QUESTION | {"choices": YES_NO[:1]}]}, "wrong-fields"),
        ({"questions": [QUESTION | {"choices": [YES_NO[0] | {"score": 101}]}]}, "wrong-fields"),
        ({"name": ""}, "wrong-fields"),
        ({"code": "Con Espacio"}, "wrong-fields"),
    ],
)
async def test_what_is_no_form_is_refused(
    tickets: Tickets, fields: dict[str, Any], code: str
) -> None:
    answer = await create_form(tickets, **fields)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await tickets.rows("select code from survey_form") == []


async def test_only_who_keeps_forms_sees_and_changes_them(
    tickets: Tickets, supervisor: Headers
) -> None:
    path = f"{FORMS}/satisfaction"
    answers = [
        await tickets.client.get(FORMS, headers=supervisor),
        await tickets.client.post(FORMS, json=FORM, headers=supervisor),
        await put(tickets, supervisor, 1),
        await tickets.client.delete(path, headers=supervisor | {"If-Match": "1"}),
    ]

    assert {(each.status_code, each.json()["permission"]) for each in answers} == {
        (403, "surveys.manage")
    }
