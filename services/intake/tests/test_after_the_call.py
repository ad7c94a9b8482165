"""The caller has hung up; whoever spoke with them has not written down what they said yet."""

from typing import Any

from chassis_testing.harness import Harness

Headers = dict[str, str]


async def test_its_holder_writes_down_what_was_said_and_finishes(
    intake: Harness[Any], desk: Any, channels: Any, customers: Any, ana: Headers, beto: Headers
) -> None:
    """C26, C32 to C38, C59, X15: what the row allows can be done; nobody else may, and nothing
    more once it has ended."""
    await customers.exists()
    contact_id = await channels.new_call("1", dni="30111222")
    await desk.act("take", contact_id, ana)
    await channels.call("answer", "1", user="201")
    await channels.call("hangup", "1", cause="normalClearing")
    path = f"/api/v1/contacts/{contact_id}"
    row = (await intake.client.get(path, headers=ana)).json()["contact"]
    theirs = (await intake.client.get(path, headers=beto)).json()["contact"]
    seen = ana | {"If-Match": str(row["version"])}

    written = await intake.client.patch(path, json={"observations": "Vive al fondo"}, headers=seen)
    chosen = await desk.act("reason", contact_id, ana, {"reason": "complaint-technical"})
    foreign = await desk.act("finish", contact_id, beto, {"outcome": "Ya anda"})
    done = await desk.act("finish", contact_id, ana, {"outcome": "Ya anda"})
    later = await desk.act("reason", contact_id, ana, {"reason": "complaint"})

    assert row["state"]["code"] == "closed"
    assert {"update", "reason", "finish"} <= set(row["allowed_actions"])
    assert {"update", "reason", "finish"}.isdisjoint(theirs["allowed_actions"])
    assert [each.status_code for each in (written, chosen, done)] == [200] * 3, written.text
    assert [each.json()["code"] for each in (foreign, later)] == ["contact-is-closed"] * 2
    assert "finish" not in done.json()["allowed_actions"]
    assert [each.type.split(".")[1] for each in await desk.told(contact_id)][-3:] == [
        "contact-updated",
        "contact-reason-chosen",
        "contact-finished",
    ]
