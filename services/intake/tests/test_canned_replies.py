"""Texts that operators have ready."""

from typing import Any
from uuid import uuid4

import httpx2
import pytest
import pytest_asyncio

from chassis_testing.harness import Harness

PATH = "/api/v1/intake/canned-replies"
Headers = dict[str, str]
HELLO = {"title": "Saludo", "text": "Hola {{ customer.name }}, soy {{operator.name}}."}


async def ask(
    intake: Harness[Any], method: str, who: Headers, body: Any = None, reply_id: str = ""
) -> httpx2.Response:
    """One request about texts."""
    path = f"{PATH}/{reply_id}" if reply_id else PATH
    return await intake.client.request(method, path, json=body, headers=who)


@pytest_asyncio.fixture
async def boss(intake: Harness[Any]) -> Headers:
    """Somebody who may share texts."""
    return await intake.account("contacts.read", "contacts.reply", "contacts.share-replies")


async def titles(intake: Harness[Any], who: Headers) -> list[str]:
    """What somebody has ready."""
    return [each["title"] for each in (await ask(intake, "GET", who)).json()["items"]]


async def test_a_text_is_filled_in_for_a_contact(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers
) -> None:
    text = (
        "Hola {{customer.name}} ({{contact.number}}), ticket {{contact.ticket}}: {{operator.name}}"
    )
    kept = await ask(intake, "POST", ana, {"title": "Saludo", "text": text})
    contact_id = await channels.chat(name="{{operator.name}} <b>")

    answer = await desk.act("fill-reply", contact_id, ana, {"reply_id": kept.json()["id"]})

    (row,) = await intake.rows("select number from contact")
    assert answer.json() == {
        "text": f"Hola {{{{operator.name}}}} <b> ({row['number']}), ticket : Ana"
    }


async def test_everybody_has_their_own_texts_and_the_shared_ones(
    intake: Harness[Any], channels: Any, desk: Any, ana: Headers, beto: Headers, boss: Headers
) -> None:
    own = (await ask(intake, "POST", ana, HELLO)).json()
    shared = await ask(intake, "POST", boss, {**HELLO, "title": "Cierre", "shared": True})
    contact_id = await channels.chat()

    assert shared.status_code == 201
    assert await titles(intake, ana) == ["Cierre", "Saludo"]
    assert await titles(intake, beto) == await titles(intake, boss) == ["Cierre"]
    for who in (beto, boss):
        changed = await ask(intake, "PUT", who, {**HELLO, "version": 1}, own["id"])
        dropped = await ask(intake, "DELETE", who, None, own["id"])
        used = await desk.act("fill-reply", contact_id, who, {"reply_id": own["id"]})
        assert {changed.status_code, dropped.status_code, used.status_code} == {404}


async def test_shared_texts_are_changed_by_whoever_may_share(
    intake: Harness[Any], ana: Headers, boss: Headers
) -> None:
    """Out of the catalogue: contacts.share-replies."""
    refused = await ask(intake, "POST", ana, {**HELLO, "shared": True})
    shared = (await ask(intake, "POST", boss, {**HELLO, "shared": True})).json()
    changed = await ask(intake, "PUT", ana, {**HELLO, "version": 1}, shared["id"])
    dropped = await ask(intake, "DELETE", ana, None, shared["id"])

    for answer in (refused, changed, dropped):
        assert (answer.status_code, answer.json()["code"]) == (403, "canned-reply-is-shared")
    assert (await ask(intake, "DELETE", boss, None, shared["id"])).status_code == 204
    assert await titles(intake, ana) == []


async def test_of_two_who_change_a_text_the_second_is_told(
    intake: Harness[Any], ana: Headers
) -> None:
    kept = (await ask(intake, "POST", ana, HELLO)).json()
    first = await ask(intake, "PUT", ana, {"title": "A", "text": "a", "version": 1}, kept["id"])
    again = await ask(intake, "PUT", ana, {"title": "A", "text": "a", "version": 1}, kept["id"])
    second = await ask(intake, "PUT", ana, {"title": "B", "text": "b", "version": 1}, kept["id"])

    assert first.json()["version"] == again.json()["version"] == 2
    assert (second.status_code, second.json()["code"]) == (409, "canned-reply-changed")
    assert second.json()["version"] == 2


@pytest.mark.parametrize("text", ["{{customer.password}}", "{{}}", "{{x", "{{{{customer.name}}}}"])
async def test_what_nobody_could_fill_in_is_refused(
    intake: Harness[Any], ana: Headers, text: str
) -> None:
    answer = await ask(intake, "POST", ana, {"title": "x", "text": text})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-variable")
    assert "customer.name" in answer.json()["known"]


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"text": ""}, {"text": "x" * 4_001}, {"owner_id": str(uuid4())}]
)
async def test_a_wrong_text_is_refused(
    intake: Harness[Any], ana: Headers, wrong: dict[str, str]
) -> None:
    answer = await ask(intake, "POST", ana, {**HELLO, **wrong})

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")


async def test_many_texts_are_read_page_by_page(intake: Harness[Any], ana: Headers) -> None:
    for number in range(5):
        await ask(intake, "POST", ana, {"title": f"t{number // 2}", "text": "x"})

    found, after = [], ""
    while True:
        page = (await intake.client.get(f"{PATH}?limit=2{after}", headers=ana)).json()
        found += [each["title"] for each in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert found == ["t0", "t0", "t1", "t1", "t2"]


async def test_every_place_that_can_be_filled_in_is_told_with_an_example(
    intake: Harness[Any], ana: Headers
) -> None:
    """T16: a text with all of them can be kept."""
    answer = await ask(intake, "GET", ana, reply_id="variables")
    text = "".join(f"{{{{{each['name']}}}}}" for each in answer.json()["items"])

    kept = await ask(intake, "POST", ana, {"title": "Todo", "text": text})

    assert {"customer.name", "operator.name"} <= {each["name"] for each in answer.json()["items"]}
    assert all(each["example"] for each in answer.json()["items"])
    assert (kept.status_code, kept.json()["text"]) == (201, text)
