"""The doors' promise: whoever was told yes finds it after a crash; else nobody was told yes."""

import asyncio
from typing import Any

import aiosmtplib
import pytest

from chassis_testing.harness import Harness
from local_stack.stack import Stack

KEY = "key-of-the-test-exchange"
MAIL = b"From: a@example.com\r\nMessage-ID: <%d@example.com>\r\n\r\nhola\r\n"


YES = {202, 250}
LATER = {503, 451}


async def bring_call(intake: Harness[Any], number: int) -> int:
    """What was answered to a call."""
    body = {"event": "newCall", "callId": str(number), "from": "+543415550001"}
    answer = await intake.client.post(f"/api/v1/intake/calls/{KEY}", json=body)
    return answer.status_code


async def bring_mail(intake: Harness[Any], number: int) -> int:
    """What was answered to a mail."""
    port = intake.service.definition.state["mail_door"].port
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as client:
        try:
            await client.sendmail("a@example.com", ["soporte@tero.example"], MAIL % number)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return error.recipients[0].code
        except aiosmtplib.SMTPResponseException as error:
            return error.code
    return 250


@pytest.mark.parametrize("bring", [bring_call, bring_mail])
async def test_what_was_accepted_survives_a_crash_of_the_database(
    stack: Stack, intake: Harness[Any], bring: Any
) -> None:
    """R03: around a kill of PostgreSQL some are refused, and of those accepted none is missing."""
    door = intake.service.definition.state["mail_door"]
    running = asyncio.create_task(door.run(intake.service.database))
    await door.opened.wait()
    before = [await bring(intake, n) for n in range(3)]
    crowd = [asyncio.create_task(bring(intake, n)) for n in range(100, 110)]
    await asyncio.wait(crowd, return_when=asyncio.FIRST_COMPLETED)
    try:
        await stack.postgres.stop("immediate")
        answers = await asyncio.gather(*crowd)
        refused = await bring(intake, 3)
    finally:
        await stack.postgres.start()
    after = [await bring(intake, n) for n in (3, 4)]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert set(before) <= YES
    assert set(answers) <= YES | LATER
    assert refused in LATER
    assert set(after) <= YES
    accepted = {0, 1, 2, 3, 4, *(n for n, code in enumerate(answers, 100) if code in YES)}
    names = {str(n) for n in accepted} | {f"<{n}@example.com>" for n in accepted}
    calls = await intake.rows("select external_id as name from contact where channel = 'call'")
    mails = await intake.rows("select message_id as name from mail where contact_id is not null")
    assert len(names & {row["name"] for row in calls + mails}) == len(accepted)
