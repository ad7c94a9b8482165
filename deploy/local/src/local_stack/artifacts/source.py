"""Which Maven repository to ask: a setting, the mirror of the user's settings, Maven Central."""

import base64
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree import ElementTree

SETTING = "TERO_MAVEN_URL"


@dataclass(frozen=True)
class Source:
    """A repository: its address, who named it (for messages), and the credentials' header."""

    url: str
    origin: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, url: str, origin: str, user: str | None = None, password: str = "") -> Self:
        """A source; credentials inside the address move to a header, out of every message."""
        parts = urlsplit(url)
        if parts.username:
            user, password = unquote(parts.username), unquote(parts.password or "")
        host = parts.netloc.rpartition("@")[2]
        bare = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        if user is None:
            return cls(bare, origin)
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        return cls(bare, origin, {"Authorization": f"Basic {token}"})


def choose_source(home: Path | None = None) -> Source:
    """The only repository that will be asked: a mirror replaces Maven Central, as in Maven."""
    if setting := os.environ.get(SETTING):
        return Source.of(setting, f"the setting {SETTING}")
    settings = (home or Path.home()) / ".m2" / "settings.xml"
    if settings.is_file() and (mirror := _mirror(settings)):
        return mirror
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415 - slow to load, seldom needed

    return Source.of(MAVEN_CENTRAL_URL, "Maven Central")


def _mirror(settings: Path) -> Source | None:
    root = ElementTree.fromstring(settings.read_text())  # noqa: S314 - the user's own file
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for mirror in root.iterfind("mirrors/mirror"):
        url = _text(mirror, "url")
        if url and _stands_for_central(_text(mirror, "mirrorOf")):
            user, password = _credentials(root, _text(mirror, "id"))
            return Source.of(url, f"the mirror in {settings}", user, password)
    return None


def _stands_for_central(mirror_of: str) -> bool:
    names = {name.strip() for name in mirror_of.split(",")}
    return "!central" not in names and bool(names & {"*", "central", "external:*"})


def _credentials(root: ElementTree.Element, server_id: str) -> tuple[str | None, str]:
    for server in root.iterfind("servers/server"):
        if _text(server, "id") == server_id:
            return _text(server, "username") or None, _text(server, "password")
    return None, ""


def _text(element: ElementTree.Element, name: str) -> str:
    raw = (element.findtext(name) or "").strip()
    return re.sub(r"\$\{env\.([^}]+)\}", lambda found: os.environ.get(found[1], ""), raw)
