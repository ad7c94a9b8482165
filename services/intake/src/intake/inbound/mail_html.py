"""The text of a letter written in HTML. What comes out is plain text, whatever went in."""

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math"})
_BREAKS = frozenset(
    {"p", "br", "div", "tr", "li", "table", "ul", "ol", "blockquote", "hr", "h1", "h2", "h3", "h4"}
)
_LONGEST = 400_000
_SPACE = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)+")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[-1]:
            self._hidden.pop()
        elif tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(_SPACE.sub(" ", data.replace("\n", " ")))


def text_of_html(html: str) -> str:
    """Its words, a line for each block; nothing of scripts, styles, comments or addresses."""
    reader = _Text()
    reader.feed(html[:_LONGEST])
    reader.close()
    return _LINES.sub("\n\n", "".join(reader.pieces)).strip()
