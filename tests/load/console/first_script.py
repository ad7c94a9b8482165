"""What a browser has to load before the first list: scripts that the page itself names."""

import gzip
import re

from tests.load.figures import Figure

from local_stack.paths import WEB

KB_GZIP = 250.0
_NAMED = re.compile(r'(?:src|href)="/console/(assets/[^"]+\.js)"')


def first_script() -> Figure:
    """Raises RuntimeError where the console has not been built."""
    built = WEB / "dist"
    page = built / "index.html"
    files = _NAMED.findall(page.read_text()) if page.exists() else []
    if not files:
        raise RuntimeError(f"{page} names no script: run `make console`")
    size = sum(len(gzip.compress((built / each).read_bytes())) for each in files)
    return Figure("console: initial script, gzip", size / 1000, "kB", KB_GZIP)
