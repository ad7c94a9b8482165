"""Health says what is missing; the API document renders without any other server."""

import re

import pytest

from chassis.policies import routes_with_policies
from chassis.transactions import Tx
from chassis_testing.harness import Harness


async def test_ready_names_its_checks(probe: Harness[Tx]) -> None:
    answer = await probe.client.get("/health/ready")

    assert answer.json() == {
        "status": "ok",
        "checks": {"database": True, "consumer": True},
        # It has no Redis, and works; it reads nothing, and so misses no broker.
        "sees": {"redis": False, "kafka": True},
        "says": [],
    }


async def test_numbers_are_there_for_prometheus(probe: Harness[Tx]) -> None:
    text = (await probe.client.get("/metrics")).text

    for name in ("tero_outbox_rows", "tero_outbox_oldest_seconds", "tero_parked_keys"):
        assert f"\n{name} " in text


async def test_the_document_page_loads_only_its_own_files(probe: Harness[Tx]) -> None:
    page = await probe.client.get("/api/v1/probe/docs")
    assert page.status_code == 200
    assert not re.findall(r"(?:src|href)=\"https?://", page.text)
    for path in re.findall(r"(?:src|href)=\"(/[^\"]+)\"", page.text):
        assert (await probe.client.get(path)).status_code == 200


@pytest.mark.parametrize("part", ["bytes=0-3", "bytes=99999999-", "bytes=5-1", "x"])
async def test_the_files_of_the_document_page_come_whole(probe: Harness[Tx], part: str) -> None:
    path = "/api/v1/probe/docs-files/favicon.png"
    whole = await probe.client.get(path)
    answer = await probe.client.get(path, headers={"Range": part})

    assert (answer.status_code, answer.content) == (200, whole.content)


async def test_every_route_declares_one_policy(probe: Harness[Tx]) -> None:
    found = routes_with_policies(probe.service.build_app())
    assert ("/api/v1/probes", ["probe.make"]) in found
    assert [path for path, policies in found if len(policies) != 1] == []
