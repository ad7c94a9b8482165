"""What no person wrote is kept aside, and answered by nobody (R01)."""

from typing import Any

import pytest

from chassis_testing.harness import Harness

ROBOTS = [
    ({"Auto_Submitted": "auto-replied"}, "automatic"),
    ({"Auto_Submitted": "auto-generated; owner=x"}, "automatic"),
    ({"X_Auto_Response_Suppress": "All"}, "automatic"),
    ({"X_Autoreply": "yes"}, "automatic"),
    ({"From": "MAILER-DAEMON@example.com"}, "automatic"),
    ({"From": "No-Reply <no-reply@example.com>"}, "automatic"),
    ({"Precedence": "bulk"}, "bulk"),
    ({"Precedence": "auto_reply"}, "bulk"),
    ({"List_Id": "<news.example.com>"}, "bulk"),
    ({"From": "Tero <tero@tero.example>"}, "own"),
]


@pytest.mark.parametrize(("headers", "why"), ROBOTS)
async def test_what_no_person_wrote_is_kept_aside(
    intake: Harness[Any], mailroom: Any, headers: dict[str, str], why: str
) -> None:
    """R01: nothing answers it, nobody is bothered, and it can still be found."""
    code, _ = await mailroom.bring(mailroom.write(**headers))

    assert code == 250
    assert await intake.rows("select 1 from contact") == []
    assert await intake.rows("select aside, contact_id from mail") == [
        {"aside": why, "contact_id": None}
    ]
    assert await intake.emitted() == []


async def test_what_comes_back_is_kept_aside(intake: Harness[Any], mailroom: Any) -> None:
    """R01: without a return path, or as a report on delivery."""
    report = b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n"
    await mailroom.bring(mailroom.write(), sender="")
    await mailroom.bring(b"From: mta@example.com\r\n" + report + b"\r\n--x--\r\n")

    assert await intake.rows("select distinct aside from mail") == [{"aside": "bounce"}]


@pytest.mark.parametrize("mark", ["no", "No", "none"])
async def test_marks_that_mean_nothing_are_no_reason(
    intake: Harness[Any], mailroom: Any, mark: str
) -> None:
    name = "X_Auto_Response_Suppress" if mark == "none" else "Auto_Submitted"
    await mailroom.bring(mailroom.write(**{name: mark}))

    assert len(await intake.rows("select 1 from contact")) == 1


async def test_a_flood_is_kept_aside(intake: Harness[Any], mailroom: Any) -> None:
    """R01: two robots that answer each other without a mark end here."""
    for number in range(32):
        await mailroom.bring(mailroom.write(Message_ID=f"<{number}@example.com>"))

    rows = await intake.rows("select count(*) as n, aside from mail group by aside order by 1")
    assert rows == [{"n": 2, "aside": "flood"}, {"n": 30, "aside": None}]
