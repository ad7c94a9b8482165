"""Nothing of a mail that names its sender stays after an erasure (security row 42)."""

from typing import Any
from uuid import uuid4

from chassis.causes import fresh_cause
from chassis.privacy import erase
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from intake.outbound.privacy import PERSONAL


async def test_the_ids_of_mail_are_forgotten_too(intake: Harness[Any], mailroom: Any) -> None:
    """Programs make them of names of persons and computers."""
    ids = {"Message_ID": "<lucia.fernandez@pc-lucia>", "In_Reply_To": "<before@pc-lucia>"}
    await mailroom.bring(mailroom.write(**ids))
    (known,) = await intake.rows("select message_id, answers from mail")
    person = uuid4()
    async with intake.system() as connection:
        await connection.exec_driver_sql("update contact set customer_id = $1", (person,))
        await erase(Tx(connection, fresh_cause(), "/intake"), PERSONAL, [person], uuid4())

    assert known == {"message_id": "<lucia.fernandez@pc-lucia>", "answers": ["<before@pc-lucia>"]}
    (left,) = await intake.rows("select message_id, answers, sender, original from mail")
    assert left == {"message_id": None, "answers": [], "sender": "", "original": None}
