"""What a run is measured by, and when its targets are missed."""

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.faults import story
from tests.faults.evidence.evidence import Evidence, Sample
from tests.faults.evidence.waiting import left_over
from tests.faults.figures import Row, failed_row, percentile, recovery_seconds
from tests.faults.ledger import Ledger
from tests.faults.markdown import line_of
from tests.faults.report import COLUMNS, cells, show, write
from tests.faults.run import Shape, Times

HEALED = 1_000.0
GOOD = Row(
    scenario="S1", seed=7, sent=10, acked=9, refused=0, unknown=1, found=10, lost=0, duplicated=0,
    quarantined_expected=2, quarantined_unexpected=0, iclass_orders=3, iclass_effective=3,
    iclass_attempts=4, mail_ids=5, mail_sent=6, mail_explained=1, mail_unexplained=0, max_lag=40,
    recovery_seconds=2.5, recovery_target=30.0, accept_before=9.5, accept_during=None,
    accept_after=12.0,
)  # fmt: skip


class Told:
    """As much of a run as the figures look at."""

    def __init__(self, ledger: Ledger | None = None) -> None:
        self.ledger = ledger or Ledger()
        self.shape = Shape(rate=10)
        self.times = Times(hurt=900.0, healed=HEALED)


def waits(*lags: int | None) -> Evidence:
    """A sample every second, the first when all was healed."""
    samples = [Sample(HEALED + n, lag, 0, 0) for n, lag in enumerate(lags)]
    return Evidence(samples=samples)


@pytest.mark.parametrize(
    ("evidence", "seconds"),
    [
        (waits(0, 0, 0), 0.0),
        (waits(500, 200, 5, 0), 2.0),
        (waits(500, None, 5, 0), 2.0),
        (waits(5, 500, 5, 5), 2.0),
        (waits(500, 500), None),
        (waits(), None),
    ],
)
def test_recovery_ends_when_little_waits_and_goes_on_waiting_little(
    evidence: Evidence, seconds: float | None
) -> None:
    assert recovery_seconds(Told(), evidence) == seconds


def test_what_was_seen_late_has_not_recovered() -> None:
    """The chat was taken as soon as all was healed, and told nine seconds later."""
    ledger = story.ledger()
    ledger.messages["chat"].settled_at = HEALED
    ledger.messages["call/new_call"].settled_at = HEALED + 8
    told = replace(story.records()[0], timestamp=round((HEALED + 9) * 1000))

    assert recovery_seconds(Told(ledger), replace(waits(0), records=[told])) == 9.0


def test_what_was_taken_late_has_not_recovered() -> None:
    ledger = Ledger()
    ledger.sent("chat", story.CHAT, "", "http")
    ledger.acked("chat")
    ledger.messages["chat"].first_sent_at = HEALED - 20
    ledger.messages["chat"].settled_at = HEALED + 4

    assert recovery_seconds(Told(ledger), waits(0)) == 4.0


def test_percentiles() -> None:
    assert percentile(range(100), 0.95) == 95
    assert percentile([3.0], 0.95) == 3.0


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        ({}, []),
        ({"lost": 1}, ["lost"]),
        ({"duplicated": 1}, ["duplicated"]),
        ({"mail_unexplained": 1}, ["unexplained mail"]),
        ({"recovery_seconds": 31.0}, ["recovery"]),
        ({"recovery_seconds": None}, ["recovery"]),
        ({"wrong": {"I8": ["nobody did it"]}}, ["I8"]),
    ],
)
def test_a_target_that_is_missed_is_named(changes: dict[str, Any], missed: list[str]) -> None:
    assert replace(GOOD, **changes).missed == missed


def test_a_run_that_was_not_brought_to_its_end_misses_its_targets() -> None:
    row = failed_row("S1", 7, "PartFailed")

    assert (row.scenario, row.seed, row.sent) == ("S1", 7, 0)
    assert row.missed == ["recovery", "run"]
    assert len(cells(row)) == len(COLUMNS)


def test_the_table_has_every_column_and_every_sentence() -> None:
    out = StringIO()
    show([replace(GOOD, wrong={"I8": ["nobody did it"]})], Console(file=out))

    shown = out.getvalue()
    assert len(cells(GOOD)) == len(COLUMNS)
    assert all(column in shown for column in COLUMNS)
    assert "3/3/4" in shown
    assert "5/6/1/0" in shown
    assert "9.5/–/12" in shown
    assert "nobody did it" in shown


def test_the_file_says_which_commit_and_seed(tmp_path: Path) -> None:
    write(tmp_path / "faults.json", [GOOD])

    document = json.loads((tmp_path / "faults.json").read_text())
    assert document["facts"]["commit"]
    assert document["rows"][0]["seed"] == 7
    assert document["rows"][0]["missed"] == []


def test_a_services_own_numbers_are_understood() -> None:
    text = "\n".join(
        [
            "# HELP tero_outbox_rows Events waiting for the relay",
            'tero_consumer_lag_records{topic="a"} 2.0',
            'tero_consumer_lag_records{topic="b"} 1.0',
            "tero_outbox_rows 0.0",
            'tero_calls_open{kind="mail"} 1.0',
            "tero_parked_keys 4.0",
        ]
    )

    assert left_over(text) == {"tero_consumer_lag_records": 3.0, "tero_calls_open": 1.0}


def test_the_runs_of_a_scenario_are_one_line_and_the_worst_is_not_hidden() -> None:
    slow = replace(GOOD, seed=8, sent=5, max_lag=90, recovery_seconds=20.0, accept_during=7.0)
    lost = replace(GOOD, seed=9, lost=1, wrong={"I1": ["a contact is lost"]})

    line = dict(zip(COLUMNS, line_of([GOOD, slow, lost]), strict=True))

    assert (line["seed"], line["sent"], line["lost"], line["max lag"]) == ("7 8 9", "25", "1", "90")
    assert (line["recovery s"], line["accept p95 ms"]) == ("20", "9.5/7.0/12")
    assert line["targets missed"] == "lost, I1 (seed 9)"


def test_a_run_that_never_recovered_is_not_hidden_behind_others() -> None:
    never = replace(GOOD, seed=8, recovery_seconds=None)

    line = dict(zip(COLUMNS, line_of([GOOD, never]), strict=True))

    assert (line["recovery s"], line["targets missed"]) == ("–", "recovery")
