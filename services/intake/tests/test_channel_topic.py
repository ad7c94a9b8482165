"""The door over Kafka."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV1
from contracts.event import Event

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def said(
    event: Event, *, at: datetime = NOON, key: object = "k", source: str = "pbx"
) -> StoredRecord:
    """A record of the channels' topic, with the source's time."""
    record = record_of(event, key=key, source=source)
    headers = [(n, v) for n, v in record.headers if n != "ce_time"]
    return replace(record, headers=[*headers, ("ce_time", at.isoformat().encode())])


def step(event: str, call_id: str = "c1", *, minute: int = 0, **fields: Any) -> StoredRecord:
    """A step of a call, some minutes after noon."""
    if event == "new_call":
        fields = {"from_number": "+543415550001", **fields}
    call = CallReportedV1.model_validate({"call_id": call_id, "event": event, **fields})
    return said(call, at=NOON + timedelta(minutes=minute), key=call_id)


def inquiry(external_id: str, **fields: Any) -> InquiryReceivedV1:
    known = {"reason": "information", "text": "¿Cuánto debo?", "national_id": "30111222"}
    return InquiryReceivedV1.model_validate({"external_id": external_id, **known, **fields})


async def contacts(intake: Harness[Any]) -> list[dict[str, Any]]:
    return await intake.rows("select * from contact order by external_id")


async def test_a_batch_of_all_channels_becomes_contacts(intake: Harness[Any]) -> None:
    chat = ChatReceivedV1(external_id="t1", transcript=[])
    batch = [step("new_call", f"c{n}") for n in range(50)]
    batch += [said(inquiry(f"i{n}"), key=n) for n in range(50)] + [said(chat, key="t")]
    await intake.deliver(batch)

    assert len(await contacts(intake)) == 101
    events = await intake.emitted()
    assert [event.type for event in events] == ["intake.contact-received.v1"] * 101
    assert {event.sequence for event in events} == {1}


async def test_a_contact_keeps_the_time_of_its_source(intake: Harness[Any]) -> None:
    """C19."""
    await intake.deliver([step("new_call", minute=1), step("answer", minute=2)])

    (row,) = await contacts(intake)
    assert row["received_at"] == row["started_at"] == NOON + timedelta(minutes=1)
    assert row["accepted_at"] > NOON + timedelta(minutes=2)


@pytest.mark.parametrize(
    "at",
    [
        datetime(2999, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
    ],
)
async def test_a_time_that_cannot_be_is_the_time_of_acceptance(
    intake: Harness[Any], at: datetime
) -> None:
    await intake.deliver([said(inquiry("1"), at=at)])

    (row,) = await contacts(intake)
    assert row["received_at"] == row["accepted_at"]


STEPS = [
    step("new_call", minute=0, city="Funes"),
    step("answer", minute=1, user="201", national_id="123"),
    step("answer", minute=2, user="202", national_id="30.111.222", name="Zoe"),
    step("hangup", minute=4, cause="normalClearing"),
    step("hangup", minute=5, cause="cancel", reason="Reclamo"),
]
BATCHES = st.lists(
    st.lists(st.sampled_from(range(len(STEPS))), min_size=1, max_size=4), min_size=1, max_size=4
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=BATCHES)
async def test_any_order_and_repetition_of_a_calls_events_ends_in_the_same_contact(
    intake: Harness[Any], batches: Sequence[Sequence[int]]
) -> None:
    """Late, doubled and shuffled, in batches of any size; the missing ones come at the end."""
    sources = (str(uuid4()), str(uuid4()))
    told = [[STEPS[n] for n in batch] for batch in batches]
    for batches_of_source, source in (([*told, STEPS], sources[0]), ([STEPS], sources[1])):
        for batch in batches_of_source:
            await intake.deliver([of_source(record, source) for record in batch])

    rows = {row["source"]: row for row in await contacts(intake)}
    shuffled, in_order = (rows[source] for source in sources)
    accidental = {"id", "number", "source", "version", "accepted_at"}
    assert {k: v for k, v in shuffled.items() if k not in accidental} == {
        k: v for k, v in in_order.items() if k not in accidental
    }
    sequences = [e.sequence for e in await intake.emitted() if e.key == str(shuffled["id"])]
    assert sequences == list(range(1, shuffled["version"] + 1))


def of_source(record: StoredRecord, source: str) -> StoredRecord:
    headers = [(n, v) for n, v in record.headers if n != "ce_source"]
    return replace(record, headers=[*headers, ("ce_source", source.encode())])


async def test_ten_thousand_times_the_same_name_is_one_contact(intake: Harness[Any]) -> None:
    same = said(inquiry("again"))
    for _ in range(20):
        await intake.deliver([same] * 500)

    assert len(await contacts(intake)) == 1
    assert len(await intake.emitted()) == 1


async def test_both_doors_lead_to_the_same_contact(intake: Harness[Any], channels: Any) -> None:
    contact_id = await channels.new_call("c1")
    await intake.deliver([step("hangup", cause="cancel")])

    (row,) = await contacts(intake)
    assert (row["id"], row["state"]) == (contact_id, "open")


async def test_what_cannot_be_read_is_quarantined_and_the_rest_goes_on(
    intake: Harness[Any],
) -> None:
    """Nothing that an outsider writes is dropped, and nothing of it holds up the others."""
    fine = step("new_call", "fine")
    nobody = CallReportedV1(call_id="x", event="new_call")
    cut = replace(fine, value=b'{"call_id": "x", "ev')
    unknown = replace(
        fine, headers=[("ce_id", b"1"), ("ce_source", b"s"), ("ce_type", b"channels.fax.v1")]
    )
    long_text = said(inquiry("long"))
    huge = replace(long_text, value=long_text.value.replace(b"Cu", b"x" * (1 << 20)))  # type: ignore[union-attr]
    await intake.deliver([cut, said(nobody), unknown, huge, fine, replace(fine, value=None)])

    assert [row["external_id"] for row in await contacts(intake)] == ["fine"]
    found = await intake.rows("select reason, detail from kernel_quarantine order by id")
    assert [row["reason"] for row in found] == [
        "wrong-shape",
        "wrong-shape",
        "unknown-type",
        "wrong-shape",
        "no-body",
    ]
    assert "from_number" in found[1]["detail"]
    assert await intake.rows("select 1 from kernel_parked_key") == []


async def test_a_long_source_name_is_cut_and_an_endless_one_is_not_kept(
    intake: Harness[Any],
) -> None:
    await intake.deliver(
        [said(inquiry("1"), source="s" * 300), said(inquiry("2"), source="s" * 10_000)]
    )

    (row,) = await contacts(intake)
    assert len(row["source"]) == 200
    (put_aside,) = await intake.rows("select reason from kernel_quarantine")
    assert put_aside["reason"] == "too-long"


async def test_calls_that_we_make_are_no_contacts(intake: Harness[Any]) -> None:
    await intake.deliver([step("new_call", direction="out"), step("hangup", direction="out")])

    assert await contacts(intake) == []


async def test_a_redelivered_batch_changes_nothing(intake: Harness[Any]) -> None:
    batch = [step("new_call", "c1"), step("hangup", "c1", cause="cancel"), said(inquiry("1"))]
    await intake.deliver(batch)
    before = (await contacts(intake), len(await intake.emitted()))
    await intake.deliver(batch)

    assert (await contacts(intake), len(await intake.emitted())) == before


async def test_what_is_told_carries_the_cause_of_its_own_message(intake: Harness[Any]) -> None:
    batch = [step("new_call", "c1"), step("new_call", "c2"), step("answer", "c1")]
    await intake.deliver(batch)

    ids = [dict(record.headers)["ce_id"] for record in batch]
    causes = sorted(event.headers["ce_causationid"] for event in await intake.emitted())
    assert causes == sorted(identity.decode() for identity in ids if identity)
