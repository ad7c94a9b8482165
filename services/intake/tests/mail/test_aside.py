"""What no person wrote is kept aside, and answered by nobody (R01)."""

from typing import Any

import pytest

from chassis import database
from chassis.upkeep import do
from chassis_testing.harness import Harness
from intake.outbound.mail_store import forget_aside

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


async def test_what_was_aside_long_enough_is_forgotten(
    intake: Harness[Any], mailroom: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After 30 days, where somebody has settled it, else after 90; a contact's mail never. All of
    it, although each transaction forgets but one."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    for days in (29, 31, 32, 89, 91, 92):
        marks = {"Subject": f"{days}", "Message_ID": f"<{days}@example.com>"}
        await mailroom.bring(mailroom.write(**marks, Precedence="bulk"))
    await mailroom.bring(mailroom.write(Subject="99"))
    async with intake.system() as connection:
        await connection.exec_driver_sql(
            "update mail set received_at = now() - subject::int * interval '1 day', "
            "settled_at = case when subject::int < 40 then now() end"
        )

    await do(intake.service.database.begin, forget_aside)

    kept = await intake.rows("select subject from mail order by subject")
    assert [row["subject"] for row in kept] == ["29", "89", "99"]
