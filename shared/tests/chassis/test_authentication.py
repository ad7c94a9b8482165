"""Who is asking, beyond the token itself: ended sessions, the console's cookie, second proofs."""

import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import KeySet
from sqlalchemy import event

from chassis import api_keys, sessions
from chassis.api_key_text import digest, new_secret, written
from chassis.authentication import VerifiedTokens
from chassis.causes import fresh_cause
from chassis.console_cookies import ACCESS, HEADER
from chassis.errors import Unauthenticated
from chassis.known_actors import MOST, KnownActors, forget_all
from chassis.policies import Actor
from chassis.tokens import LEEWAY_SECONDS, issue
from chassis.transactions import Tx
from chassis_testing.harness import Harness, SigningKeys
from contracts.access import ApiKeyChangedV1
from contracts.directory import SessionEndedV1

BODY = {"key": "a", "n": 1}
OURS = {HEADER: "1", "Sec-Fetch-Site": "same-origin", "Origin": "http://test"}
Probe = Harness[Tx]


def token_for(keys: SigningKeys, account: dict[str, str], session_id: UUID) -> str:
    account_id = UUID(account["X-Account-Id"])
    return issue(keys.private, account_id=account_id, session_id=session_id, seconds=60)


async def make(probe: Probe, **headers: str) -> tuple[int, str]:
    answer = await probe.client.post("/api/v1/probes", json=BODY, headers=headers)
    return answer.status_code, answer.json().get("code", "")


def ended(session_id: UUID, seconds: float) -> SessionEndedV1:
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    return SessionEndedV1(session_id=session_id, account_id=uuid4(), until=until, why="revoked")


async def test_a_session_that_was_ended_is_refused_and_others_are_not(
    probe: Probe, keys: SigningKeys
) -> None:
    account = await probe.account("probe.make")
    session_id = uuid4()
    headers = {"Authorization": f"Bearer {token_for(keys, account, session_id)}"}
    assert (await make(probe, **headers))[0] == 201

    async with probe.service.database.open(fresh_cause()) as tx:
        await sessions.keep(tx, [ended(session_id, 60), ended(session_id, 30)])

    assert await make(probe, **headers) == (401, "invalid-token")
    other = {"Authorization": f"Bearer {token_for(keys, account, uuid4())}"}
    assert (await make(probe, **other))[0] == 201


async def test_what_has_expired_by_itself_is_not_remembered(probe: Probe) -> None:
    old, new = uuid4(), uuid4()
    async with probe.service.database.open(fresh_cause()) as tx:
        await sessions.keep(tx, [ended(old, -1), ended(new, 60)])
        await (await tx.driver()).execute(
            "insert into kernel_ended_session values ($1, now() - interval '1 second')", uuid4()
        )
        await sessions.forget(await tx.driver())

    assert [
        row["session_id"] for row in await probe.rows("select * from kernel_ended_session")
    ] == [new]


async def test_the_console_s_cookie_is_as_good_as_a_token(probe: Probe, keys: SigningKeys) -> None:
    account = await probe.account("probe.make")
    cookie = f"{ACCESS}={token_for(keys, account, uuid4())}"

    assert (await make(probe, Cookie=cookie, **OURS))[0] == 201


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {HEADER: "1"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://test"},
        OURS | {"Sec-Fetch-Site": "cross-site"},
        OURS | {"Sec-Fetch-Site": "same-site"},
        OURS | {"Sec-Fetch-Site": "none"},
        OURS | {"Origin": "http://evil.example"},
        OURS | {"Origin": "http://test.evil.example"},
        OURS | {"Origin": "http://test:8081"},
        OURS | {"Origin": "null"},
        OURS | {"Origin": "http://["},
        OURS | {"Origin": "file://test"},
    ],
)
async def test_another_site_cannot_use_the_cookie(
    probe: Probe, keys: SigningKeys, headers: dict[str, str]
) -> None:
    account = await probe.account("probe.make")
    cookie = f"{ACCESS}={token_for(keys, account, uuid4())}"

    assert await make(probe, Cookie=cookie, **headers) == (403, "cross-site-request")


async def test_a_request_with_a_key_and_a_body_asks_the_database_for_the_key_once(
    probe: Probe,
) -> None:
    owner = await probe.account("probe.make")
    key_id, secret = uuid4(), new_secret()
    state = ApiKeyChangedV1(
        key_id=key_id,
        name="BI",
        secret_hash=digest(secret).hex(),
        scopes=["probe.make"],
        areas=[],
        owner_id=UUID(owner["X-Account-Id"]),
        expires_at=datetime.now(UTC) + timedelta(days=1),
        active=True,
    )
    async with probe.service.database.open(fresh_cause()) as tx:
        await api_keys.keep(tx, state, 1)
    asked: list[str] = []

    def write_down(*about: object) -> None:
        asked.append(str(about[2]))

    engine = probe.service.engine.sync_engine
    event.listen(engine, "before_cursor_execute", write_down)
    try:
        for number in (1, 2):
            headers = {"Authorization": f"Bearer {written(key_id, secret)}"}
            assert (await make(probe, **headers))[0] == 201
            assert sum("kernel_api_key" in each for each in asked) == number
    finally:
        event.remove(engine, "before_cursor_execute", write_down)


async def test_a_cookie_does_not_help_a_wrong_token(probe: Probe, keys: SigningKeys) -> None:
    account = await probe.account("probe.make")
    cookie = f"{ACCESS}={token_for(keys, account, uuid4())}"

    wrong = {"Authorization": "Bearer x.y.z", "Cookie": cookie, **OURS}
    assert await make(probe, **wrong) == (401, "invalid-token")
    empty = {"Authorization": "", "Cookie": cookie, **OURS}
    assert await make(probe, **empty) == (401, "token-required")
    assert await make(probe, Cookie=f"{ACCESS}=x.y.z", **OURS) == (401, "invalid-token")


def test_a_verified_token_is_remembered_shortly_and_never_beyond_its_end(
    keys: SigningKeys,
) -> None:
    now = [time.time()]
    verified = VerifiedTokens(KeySet([keys.private]), lambda: now[0])
    account_id = uuid4()
    token = issue(keys.private, account_id=account_id, session_id=uuid4(), seconds=5)

    assert verified.claims(token) == verified.claims(token)
    now[0] += 5 + LEEWAY_SECONDS - 1
    assert verified.claims(token).account_id == account_id
    now[0] += 2
    with pytest.raises(Unauthenticated) as refused:
        verified.claims(token)
    assert refused.value.code == "expired-token"


def test_who_asked_a_moment_ago_is_known_for_a_second() -> None:
    """And not at all once this process hears that somebody's rights have changed."""
    now = [0.0]
    known, somebody = KnownActors(lambda: now[0]), (uuid4(), uuid4())
    actor = Actor(uuid4(), "ana", "Ana", "operator", frozenset(), frozenset(), None)
    known.put(somebody, actor, since=0.0)

    assert known.get(somebody) == actor
    assert known.get((somebody[0], uuid4())) is None
    now[0] = 1.0
    assert known.get(somebody) is None
    known.put(somebody, actor, since=1.0)
    forget_all()
    assert known.get(somebody) is None


def test_the_oldest_are_forgotten_when_there_are_too_many() -> None:
    known = KnownActors(lambda: 0.0)
    actor = Actor(uuid4(), "ana", "Ana", "operator", frozenset(), frozenset(), None)
    keys = [(uuid4(), uuid4()) for _ in range(MOST + 1)]
    for key in keys:
        known.put(key, actor, since=0.0)

    assert [known.get(key) is None for key in (keys[0], keys[1], keys[-1])] == [True, False, False]
