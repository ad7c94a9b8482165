"""What the engine must say about every container."""

import json
from collections.abc import Iterable

from local_stack.compose_test.project import Container

DOOR = "gateway"
ALLOWED = {DOOR: {"NET_BIND_SERVICE"}}
"""The capability that the gateway's file asks for; without it the program does not start."""


def findings(container: Container, secret_texts: Iterable[str]) -> list[str]:
    """Everything that is softer than it should be, each as a sentence."""
    config, host = container.facts["Config"], container.facts["HostConfig"]
    added = {name.removeprefix("CAP_") for name in host["CapAdd"] or ()}
    checks = {
        "runs as root": config["User"].partition(":")[0] in ("", "0", "root"),
        "may write its root file system": not host["ReadonlyRootfs"],
        "is privileged": host["Privileged"],
        "keeps capabilities": "ALL" not in (host["CapDrop"] or ()),
        "is given capabilities": not added <= ALLOWED.get(container.service, set()),
        "may gain privileges": not _forbids_new_privileges(host["SecurityOpt"]),
        "has no limit of memory": not host["Memory"],
        "is not started again": host["RestartPolicy"]["Name"] in ("", "no"),
        "has no health check": not (container.is_done or config.get("Healthcheck")),
        "tells a secret": _tells(container, secret_texts),
        "is reachable from outside": not _is_closed(container),
    }
    return [f"{container.service} {what}" for what, is_so in checks.items() if is_so]


def _forbids_new_privileges(options: Iterable[str] | None) -> bool:
    return any(each.startswith("no-new-privileges") for each in options or ())


def _is_closed(container: Container) -> bool:
    """Nothing is published; of the gateway one port, to this machine alone."""
    bindings = container.facts["HostConfig"]["PortBindings"] or {}
    addresses = [each["HostIp"] for binding in bindings.values() for each in binding or ()]
    return addresses == (["127.0.0.1"] if container.service == DOOR else [])


def _tells(container: Container, secret_texts: Iterable[str]) -> bool:
    """Whether whoever may inspect containers reads a secret there."""
    told = json.dumps(container.facts["Config"])
    return any(text in told for text in secret_texts)
