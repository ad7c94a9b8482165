"""The services, asked one by one whether they are there, ready, and well."""

import asyncio

from tero.doctor.finding import Diagnosis, Finding
from tero.operate.door import Door
from tero.operate.services import NAMES
from tero.operate.trouble import Refused, Trouble

_READY = 200


async def examine_services(door: Door, patience: float) -> Diagnosis:
    """Ask all of them at once. Without a token in the door only readiness is seen."""
    answers = await asyncio.gather(*(_examine(door, name, patience) for name in NAMES))
    blind: dict[str, list[str]] = {}
    for name, answer in zip(NAMES, answers, strict=True):
        for line in answer.blind:
            blind.setdefault(line, []).append(name)
    findings = [each for answer in answers for each in answer.findings]
    return Diagnosis(findings, [_blind(line, names) for line, names in blind.items()], [])


async def _examine(door: Door, service: str, patience: float) -> Diagnosis:
    try:
        status, state = await door.readiness(service)
    except Trouble as trouble:
        return Diagnosis([], [str(trouble)], [])
    checks = state.get("checks") if isinstance(state, dict) else None
    if status != _READY and not isinstance(checks, dict):
        return Diagnosis([_away(service)], [], [])
    findings = [] if status == _READY else [_not_ready(service, checks or {})]
    if door.token is None:
        return Diagnosis(findings, [], [])
    return await _ask(door, service, patience, findings)


async def _ask(door: Door, service: str, patience: float, findings: list[Finding]) -> Diagnosis:
    try:
        answer = await door.kernel(service, "doctor", patience=patience)
    except Trouble as trouble:
        if isinstance(trouble, Refused) and trouble.is_away:
            # It went away meanwhile, or cannot work: no readiness is finding enough.
            return Diagnosis(findings or [_not_ready(service, {})], [], [])
        return Diagnosis(findings, [str(trouble)], [])
    return Diagnosis(findings + [Finding.told(each) for each in answer["findings"]], [], [])


def _blind(line: str, services: list[str]) -> str:
    where = "every service" if len(services) == len(NAMES) else ", ".join(services)
    return f"{where}: {line}"


def _away(service: str) -> Finding:
    return Finding(
        what="service-away",
        where=service,
        severity="error",
        says="Nobody answers for this service.",
        do="Start it; its log says why it ended. Nothing that was accepted is lost.",
    )


def _not_ready(service: str, checks: dict[str, bool]) -> Finding:
    missing = ", ".join(name for name, good in checks.items() if not good)
    return Finding(
        what="service-not-ready",
        where=service,
        severity="error",
        says=f"It runs and cannot work: {missing or 'what it needs'} is missing.",
        do="Start what it needs (`database`: PostgreSQL; `consumer`: the brokers).",
    )
