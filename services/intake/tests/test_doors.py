"""The HTTP doors of channel systems."""

import asyncio
from collections import Counter
from typing import Any

import pytest

KEY = "key-of-the-test-exchange"
CALLS = f"/api/v1/intake/calls/{KEY}"


async def test_a_new_call_is_committed_before_it_is_accepted(intake: Any) -> None:
    body = {"event": "newCall", "callId": 77, "from": "0341 15 555-0001", "to": "0800"}
    answer = await intake.client.post(CALLS, json=body)

    assert answer.status_code == 202
    (row,) = await intake.rows("select * from contact")
    assert answer.json() == {"contact_id": str(row["id"]), "state": "live", "duplicate": False}
    assert (row["external_id"], row["phone"]) == ("77", "+5493415550001")
    (event,) = await intake.emitted()
    assert event.type == "intake.contact-received.v1"
    assert (event.key, event.sequence) == (str(row["id"]), 1)
