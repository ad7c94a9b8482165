"""What operators were writing when they stopped."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from chassis_testing.harness import Harness

Headers = dict[str, str]
NO_CHANGES = dict.fromkeys(("phone", "email", "address", "observations"))
Intake = Harness[Any]


async def save(
    intake: Intake, contact_id: UUID, who: Headers, seen: int | None, **texts: Any
) -> Any:
    condition = {} if seen is None else {"If-Match": f'"{seen}"'}
    path = f"/api/v1/contacts/{contact_id}/draft"
    return await intake.client.put(path, json=texts, headers=who | condition)


async def read(intake: Intake, contact_id: UUID, who: Headers) -> Any:
    return await intake.client.get(f"/api/v1/contacts/{contact_id}/draft", headers=who)


async def test_a_draft_outlives_its_writer_and_is_offered_to_the_next(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """M11, R04, B63: whatever it is that they were writing."""
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    begun = {"reply": "Ya lo reviso", "note": "Llamó dos veces", "ticket": "Sin luz"}
    moved = {"address": {"old": "", "new": "Belgrano 1"}}
    saved = await save(intake, contact_id, ana, 0, **begun, details=moved)
    async with intake.system() as connection:
        sql = "update contact set claim_expires_at = now() - interval '1 minute'"
        await connection.exec_driver_sql(sql)
    await intake.fire("lease-end")
    await desk.act("take", contact_id, beto)
    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=beto)
    continued = await save(intake, contact_id, beto, saved.json()["version"], reply="Listo")

    draft = answer.json()["draft"]
    assert draft["texts"] == begun | {"outcome": None, "details": NO_CHANGES | moved}
    assert saved.json()["details"] == draft["texts"]["details"]
    assert (draft["by"]["name"], draft["at"]) == ("Ana", saved.json()["at"])
    assert answer.json()["release"]["reason"] == "lease-expired"
    assert (continued.status_code, continued.json()["by"]) == (200, "Beto")
    assert (continued.json()["note"], continued.json()["details"]) == (None, NO_CHANGES)


async def test_a_draft_saved_in_two_places_is_not_overwritten(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    """R04."""
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    empty = await read(intake, contact_id, ana)
    answers = await asyncio.gather(
        *(save(intake, contact_id, ana, 0, reply=f"Texto {n}") for n in range(6))
    )
    stands = await read(intake, contact_id, ana)
    blind = await save(intake, contact_id, ana, None, reply="x")

    assert (empty.headers["ETag"], empty.json()["by"]) == ('"0"', None)
    assert sorted(each.status_code for each in answers) == [200, *[412] * 5]
    (kept,) = (each.json() for each in answers if each.is_success)
    for each in answers:
        if not each.is_success:
            assert each.json()["code"] == "out-of-date"
            assert each.json()["version"] == kept["version"]
            assert each.json()["current"]["texts"]["reply"] == kept["reply"]
    assert stands.json() == kept
    assert stands.headers["ETag"] == f'"{kept["version"]}"'
    assert (blind.status_code, blind.json()["code"]) == (422, "if-match-required")


@pytest.mark.parametrize(
    "texts",
    [
        {"ticket": "x" * 301},
        {"details": {"phone": {"old": "", "new": "x" * 2_001}}},
        {"details": {"phone": {"new": "351"}}},
        {"details": {"national_id": {"old": "", "new": "12345678"}}},
        {"details": None},
    ],
)
async def test_a_draft_is_of_what_the_desk_writes_and_not_endless(
    intake: Intake, desk: Any, channels: Any, ana: Headers, texts: dict[str, Any]
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    refused = await save(intake, contact_id, ana, 0, **texts)

    assert (refused.status_code, refused.json()["code"]) == (422, "wrong-fields")
    assert await intake.rows("select 1 from contact_draft") == []


async def test_only_the_holder_writes_and_all_at_the_desk_read(
    intake: Intake, desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    await save(intake, contact_id, ana, 0, outcome="Informado")
    refused = await save(intake, contact_id, beto, 0, reply="x")
    path = f"/api/v1/contacts/{contact_id}/draft"
    dropped = await intake.client.delete(path, headers=beto | {"If-Match": '"1"'})

    assert refused.json()["taken_by"] == "Ana"
    for each in (refused, dropped):
        assert (each.status_code, each.json()["code"]) == (409, "contact-is-not-yours")
    assert (await read(intake, contact_id, beto)).json()["outcome"] == "Informado"


async def test_a_draft_goes_when_its_holder_discards_it_and_when_the_contact_is_finished(
    intake: Intake, desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    first = (await save(intake, contact_id, ana, 0, reply="a")).json()["version"]
    path = f"/api/v1/contacts/{contact_id}/draft"
    gone = await intake.client.delete(path, headers=ana | {"If-Match": f'"{first}"'})
    second = (await save(intake, contact_id, ana, 0, reply="b")).json()["version"]
    stale = await save(intake, contact_id, ana, first, reply="c")
    await desk.act("finish", contact_id, ana, {"outcome": "Listo"})

    assert (gone.status_code, gone.json()["version"]) == (200, 0)
    assert second > first
    assert stale.status_code == 412
    assert await intake.rows("select 1 from contact_draft") == []
    late = await save(intake, contact_id, ana, 0, reply="d")
    assert (late.status_code, late.json()["code"]) == (409, "contact-is-closed")


async def test_a_draft_stays_and_is_written_on_after_the_caller_hung_up(
    intake: Intake, desk: Any, channels: Any
) -> None:
    """C27: its holder still chooses the ticket and derives, and then it goes."""
    carla = await intake.account("contacts.read", "contacts.take", "contacts.derive", name="Carla")
    contact_id = await channels.new_call("c1")
    await desk.act("take", contact_id, carla)
    await channels.call("answer", "c1", user="201")
    saved = (await save(intake, contact_id, carla, 0, note="Sin luz")).json()["version"]
    await channels.call("hangup", "c1", cause="normal_clearing")
    stands = await read(intake, contact_id, carla)
    more = await save(intake, contact_id, carla, saved, note="Sin luz PON")
    detail = (await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=carla)).json()
    async with intake.system() as connection:
        await connection.exec_driver_sql("update contact set ticket_id = id")
    await intake.account("tickets.read", role="technician", areas=("technical",))
    body = {"area": "technical", "note": "Va para allá"}
    derived = await desk.act("derive", contact_id, carla, body)

    assert detail["contact"]["state"]["code"] == "closed"
    assert (stands.json()["note"], more.status_code) == ("Sin luz", 200)
    assert derived.is_success, derived.text
    assert await intake.rows("select 1 from contact_draft") == []
