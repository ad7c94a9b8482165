"""Whoever reloads a page of the console gets it again: the gateway knows the router's places."""

import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_gateway_answers_every_place_of_the_console_with_its_first_page() -> None:
    """A place the gateway does not know is found by clicking, and lost by reloading."""
    gateway = Path(ROOT, "deploy/gateway/Caddyfile").read_text()
    [known] = re.findall(r"@places path (.*)", gateway)
    routes = re.findall(
        r'getParentRoute: \(\) => root,\s+path: "(/.+?)"',
        Path(ROOT, "web/src/router.tsx").read_text(),
    )

    places = [re.sub(r"\$\w+", "some", each) for each in routes]

    assert "/orders" in places
    unknown = [each for each in places if not any(fnmatch(each, p) for p in known.split())]
    assert unknown == []
