"""One trace from a request to the stranger that is called in the end."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from chassis.calls import Call, CallHandler, request_call
from chassis.cloudevents import Received
from chassis.definition import Definition
from chassis.http import begin
from chassis.policies import Actor, needs
from chassis.service import Service
from chassis.transactions import Tx
from chassis_testing.harness import running
from chassis_testing.probe import Counted, contracts_on, define_probe
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.traces import chain_to, collected_spans
from chassis_testing.waiting import until


class Told(BaseModel):
    """That it was done."""

    done: bool = True


async def nothing_more(*_: Any) -> None:
    """Nothing follows from the call."""


def define(world: ProbeWorld, called: list[Call]) -> Definition[Tx]:
    """HTTP → outbox → Kafka → handler → external call."""
    router = APIRouter()
    counted, _ = contracts_on(world.topic)

    @router.post("/api/v1/tell")
    async def tell(
        begin: Annotated[Any, Depends(begin)], actor: Annotated[Actor, needs("probe.tell")]
    ) -> Told:
        async with begin() as tx:
            tx.emit(counted(key="k", n=1), key="k", version=1)
        return Told()

    async def ask_stranger(events: Sequence[Received[Counted]], tx: Tx) -> None:
        for event in tx.each(events):
            await request_call(tx, "probe", event.data.key, {})

    async def make(call: Call) -> None:
        called.append(call)

    base = define_probe(world.topic, name=world.name, after=ask_stranger)
    handler = CallHandler(make=make, done=nothing_more, given_up=nothing_more, most_attempts=50)
    return Definition(
        name=world.name,
        title="Probe",
        shape=base.shape,
        routers=[router],
        handles=base.handles,
        calls={"probe": handler},
    )


async def test_a_trace_goes_from_the_request_to_the_external_call(world: ProbeWorld) -> None:
    called: list[Call] = []
    service = Service(define(world, called), world.settings(), "all")
    with collected_spans() as spans:
        async with running(service, world.keys) as harness:
            headers = await harness.account("probe.tell")
            assert (await harness.client.post("/api/v1/tell", headers=headers)).is_success

            async def arrived() -> bool:
                return any(span.name == "call probe" for span in spans.get_finished_spans())

            await until(arrived)
        names = [span.name for span in chain_to(spans.get_finished_spans(), "call probe")]

    assert names[-2:] == ["process probe.counted.v1", "call probe"]
    assert "tell" in names[0]
    assert called[0].cause.actor == headers["X-Account-Id"]
