"""Who signs, and with which secrets: begun, rotated, ended."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from services.intake.tests.signing.conftest import registered
from services.intake.tests.signing.signer import CHANNELS, Headers, Signer, new_call, signed

from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from intake.app import define
from intake.settings import Settings

BODY = new_call()
ROTATE = "rotate-signing-secret"


async def heard(system: Signer, *secrets: str) -> list[int]:
    """What each of them is worth."""
    return [(await system.send(BODY, signed(BODY, secret))).status_code for secret in secrets]


async def test_a_secret_is_shown_once_and_kept_nowhere(
    intake: Harness[Any], manager: Headers
) -> None:
    """ASVS 13.2.1, 13.3.1: neither the list nor a copy of the database has it."""
    system = await registered(intake, manager, "bot-2", kind="chat")
    begun = await system.settle("begin-signing")
    listed = await intake.client.get(CHANNELS, headers=manager)

    told = begun.json()
    assert len(told["secret"]) == 43
    (shown,) = told["channel"]["signing_secrets"]
    assert shown["expires_at"] is None
    (mine,) = [each for each in listed.json()["items"] if each["code"] == "bot-2"]
    assert mine["signing_secrets"] == [shown]
    tables = await intake.rows("select tablename from pg_tables where schemaname = 'public'")
    for table in tables:
        rows = await intake.rows(f"select * from {table['tablename']}")  # noqa: S608 - our own names
        assert told["secret"] not in str(rows)
        assert told["secret"].encode() not in b"".join(_bytes(rows))
    assert told["secret"] not in listed.text


def _bytes(rows: list[dict[str, Any]]) -> list[bytes]:
    return [value for row in rows for value in row.values() if isinstance(value, bytes)]


async def test_two_secrets_are_good_while_one_takes_the_place_of_the_other(
    signer: Signer,
) -> None:
    """ASVS 13.3.1: never three; and a request may be signed with both."""
    first = signer.secret
    await signer.settle(ROTATE)
    second = signer.secret
    both = await heard(signer, first, second)
    together = await signer.send(BODY, signed(BODY, first, second))
    await signer.settle(ROTATE)
    third = signer.secret
    later = await heard(signer, first, second, third)
    only = await signer.settle(ROTATE, overlap_hours=0)
    last = await heard(signer, third, signer.secret)

    assert (both, together.status_code) == ([202, 202], 202)
    assert later == [401, 202, 202]
    assert last == [401, 202]
    assert len(only.json()["channel"]["signing_secrets"]) == 1


async def test_when_the_overlap_is_over_the_old_secret_is(
    intake: Harness[Any], signer: Signer
) -> None:
    """And what replaced it goes on: nobody falls back to not signing."""
    first = signer.secret
    await signer.settle(ROTATE, overlap_hours=1)
    sql = "update channel_signing_secret set expires_at = expires_at - interval '1 hour'"
    async with intake.system() as connection:
        await connection.exec_driver_sql(sql)
    intake.service.definition.state["systems"].forget()

    assert await heard(signer, first, signer.secret) == [401, 202]
    assert (await signer.send(BODY, {})).status_code == 401


async def test_who_ends_to_sign_is_known_by_the_key_alone(
    intake: Harness[Any], signer: Signer
) -> None:
    """Twice is quiet; what is signed nevertheless is not looked at; a new secret begins anew."""
    first = signer.secret
    answers = [await signer.settle("end-signing") for _ in range(2)]
    bare = await signer.send(BODY, {})
    marked = await heard(signer, first)
    await signer.settle("begin-signing")

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json()["signing_secrets"] == []
    assert (bare.status_code, marked) == (202, [202])
    assert await heard(signer, first, signer.secret) == [401, 202]
    sql = "select action from kernel_audit where subject = 'signing' order by 1"
    audited = [row["action"] for row in await intake.rows(sql)]
    given, ended = "channels.signing-secret-given", "channels.signing-secret-ended"
    assert [each for each in audited if "secret" in each] == [ended, given, given]


async def test_other_processes_know_at_once(
    intake: Harness[Any], beside: Harness[Any], signer: Signer
) -> None:
    """One that has not asked yet; one that has, within two seconds."""
    path = f"/api/v1/intake/calls/{signer.key}"
    bare = await beside.client.post(path, content=BODY)
    rightly = await beside.client.post(path, content=BODY, headers=signed(BODY, signer.secret))

    assert (bare.status_code, rightly.status_code) == (401, 202)


@pytest.mark.parametrize(
    ("deed", "code", "refusal"),
    [
        ("begin-signing", "signing", (409, "channel-signs-already")),
        ("begin-signing", "email", (409, "channel-without-keys")),
        ("begin-signing", "none", (404, "unknown-setting")),
        (ROTATE, "pbx", (409, "channel-does-not-sign")),
        (ROTATE, "none", (404, "unknown-setting")),
        ("end-signing", "none", (404, "unknown-setting")),
    ],
)
async def test_what_cannot_be_is_refused(
    signer: Signer, deed: str, code: str, refusal: tuple[int, str]
) -> None:
    signer.code = code

    answer = await signer.settle(deed)

    assert (answer.status_code, answer.json()["code"]) == refusal


class TestRoots:
    """What the secrets are made of can be replaced, and must be there."""

    @asynccontextmanager
    async def _with(
        self, roots: str | None, settings: Settings, intake: Harness[Any], folder: Path
    ) -> AsyncIterator[Harness[Any]]:
        """Another process of the same service, which has these."""
        file = None
        if roots is not None:
            file = folder / f"roots-{uuid4()}"
            file.write_text(roots)
        keys = make_signing_keys(folder)
        told = settings.model_copy(
            update={
                "database_url": intake.service.settings.database_url,
                "signature_secret_file": file,
            }
        )
        async with running(Service(define(told), told, "api"), keys) as harness:
            yield harness

    async def test_secrets_of_all_roots_are_known(
        self, signer: Signer, settings: Settings, intake: Harness[Any], tmp_path: Path
    ) -> None:
        """The first makes new ones: the others can go once every system has one of those."""
        assert settings.signature_secret_file is not None
        old, new = settings.signature_secret_file.read_text(), "another root, which is as long\n"
        first = signer.secret
        async with self._with(new + old, settings, intake, tmp_path) as later:
            there = Signer(later.client, await self._manager(later), signer.key, "signing")
            assert await heard(there, first) == [202]
            await there.settle(ROTATE)
            second = there.secret
            assert await heard(there, first, second) == [202, 202]
            await there.settle(ROTATE, overlap_hours=0)
        async with self._with(new, settings, intake, tmp_path) as last:
            signer.client = last.client
            assert await heard(signer, there.secret) == [202]

    @pytest.mark.parametrize("roots", [None, "a root that nothing was made of\n"])
    async def test_without_its_root_a_secret_is_not_passed_over(
        self,
        signer: Signer,
        settings: Settings,
        intake: Harness[Any],
        tmp_path: Path,
        roots: str | None,
    ) -> None:
        """Who must sign is told that the fault is ours; others go on."""
        async with self._with(roots, settings, intake, tmp_path) as bare:
            path = f"/api/v1/intake/calls/{signer.key}"
            asked = await bare.client.post(path, content=BODY, headers=signed(BODY, signer.secret))
            silent = await bare.client.post(path, content=BODY)
            other = await bare.client.post(
                "/api/v1/intake/calls/key-of-the-test-exchange", content=BODY
            )

        answers = {(answer.status_code, answer.json()["code"]) for answer in (asked, silent)}
        assert answers == {(503, "signing-is-off")}
        assert "TERO_SIGNATURE_SECRET_FILE" in asked.json()["detail"]
        assert other.status_code == 202

    async def test_nobody_begins_without_one(
        self, signer: Signer, settings: Settings, intake: Harness[Any], tmp_path: Path
    ) -> None:
        async with self._with(None, settings, intake, tmp_path) as bare:
            there = Signer(bare.client, await self._manager(bare), signer.key, "pbx")
            begun = await there.settle("begin-signing")

        assert (begun.status_code, begun.json()["code"]) == (503, "signing-is-off")

    def test_a_short_one_stops_the_service(self, settings: Settings, tmp_path: Path) -> None:
        """No secret is better than what it was made of."""
        short = tmp_path / "short"
        short.write_text("long enough for anybody's needs\nshort\n")
        told = settings.model_copy(update={"signature_secret_file": short})

        with pytest.raises(ValueError, match="SIGNATURE_SECRET_FILE has at least 24 bytes"):
            define(told)

    async def _manager(self, harness: Harness[Any]) -> Headers:
        return await harness.account("channels.manage", role="administrator")
