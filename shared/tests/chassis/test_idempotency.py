"""A POST with an Idempotency-Key is done once, however often and however fast it comes."""

import asyncio

from chassis.transactions import Tx
from chassis_testing.harness import Harness


async def test_twenty_at_once_are_one_row_and_twenty_equal_answers(probe: Harness[Tx]) -> None:
    headers = {**await probe.account("probe.make"), "Idempotency-Key": "k1"}
    body = {"key": "a", "n": 1}
    answers = await asyncio.gather(
        *(probe.client.post("/api/v1/probes", json=body, headers=headers) for _ in range(20))
    )

    assert {(answer.status_code, answer.text) for answer in answers} == {(201, '{"key":"a","n":1}')}
    assert len(await probe.rows("select * from effect")) == 1


async def test_the_same_key_for_another_request_is_refused(probe: Harness[Tx]) -> None:
    headers = {**await probe.account("probe.make"), "Idempotency-Key": "k1"}
    await probe.client.post("/api/v1/probes", json={"key": "a", "n": 1}, headers=headers)
    answer = await probe.client.post("/api/v1/probes", json={"key": "a", "n": 2}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_key_belongs_to_its_account(probe: Harness[Tx]) -> None:
    for _ in range(2):
        headers = {**await probe.account("probe.make"), "Idempotency-Key": "k1"}
        body = {"key": "a", "n": 1}
        assert (await probe.client.post("/api/v1/probes", json=body, headers=headers)).is_success

    assert len(await probe.rows("select * from effect")) == 2


async def test_a_refused_request_may_be_tried_again_with_its_key(probe: Harness[Tx]) -> None:
    headers = {**await probe.account("probe.make"), "Idempotency-Key": "k1"}
    body = {"key": "conflict", "n": 1}
    answers = [
        await probe.client.post("/api/v1/probes", json=body, headers=headers) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert await probe.rows("select * from kernel_idempotency") == []


async def test_without_a_key_each_request_counts(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.make")
    for _ in range(2):
        await probe.client.post("/api/v1/probes", json={"key": "a", "n": 1}, headers=headers)

    assert len(await probe.rows("select * from effect")) == 2


async def test_a_key_too_long_is_refused(probe: Harness[Tx]) -> None:
    headers = {**await probe.account("probe.make"), "Idempotency-Key": "k" * 201}
    answer = await probe.client.post("/api/v1/probes", json={"key": "a", "n": 1}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-idempotency-key")
