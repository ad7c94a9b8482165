"""The text of a letter written in HTML. What comes out is plain text, whatever went in.

It is read once from its beginning to its end: what is missing (the end of a tag, of a comment, of
an element) is looked for once and not again, so no letter takes longer than its length.
"""

import re
from collections.abc import Iterator
from html import unescape

_HIDDEN = frozenset({"script", "style", "title", "template", "svg", "math"})
_BREAKS = frozenset(
    {"p", "br", "div", "tr", "li", "table", "ul", "ol", "blockquote", "hr", "h1", "h2", "h3", "h4"}
)
_MARKUP = re.compile(r"</?([A-Za-z][A-Za-z0-9]*+)|<(?=[!?/])")
# Nothing is tried twice: every repetition keeps what it took.
_END_OF_TAG = re.compile(r"""(?:[^>"']|"[^"]*+"|'[^']*+')*+>""")
_COMMENT = "<!--"
_SPACE = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r" ?\n ?(?:\n ?)+")


class _Letter:
    """Where what is looked for ends, or nowhere."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._missing: set[str] = set()

    def after_tag(self, start: int) -> int | None:
        """Quotes may hold a `>`; where they do not fit together, they mean nothing from there."""
        return self._after("tag", _END_OF_TAG, start) or self._after(">", re.compile(">"), start)

    def after_comment(self, start: int) -> int | None:
        """None: it never ends."""
        return self._after("-->", re.compile("-->"), start)

    def after_element(self, name: str, start: int) -> int | None:
        """None: it is not closed, so it hides nothing."""
        end = re.compile(f"</{name}(?![A-Za-z0-9])[^<>]*+>", re.IGNORECASE)
        return self._after(name, end, start)

    def _after(self, what: str, end: re.Pattern[str], start: int) -> int | None:
        if what in self._missing:
            return None
        found = end.match(self._html, start) if what == "tag" else end.search(self._html, start)
        if found is None:
            self._missing.add(what)
            return None
        return found.end()


def text_of_html(html: str) -> str:
    """Its words, a line for each block; nothing of scripts, styles, comments or addresses."""
    return _LINES.sub("\n\n", "".join(_pieces(html))).strip()


def _pieces(html: str) -> Iterator[str]:
    letter, position = _Letter(html), 0
    while (found := _MARKUP.search(html, position)) is not None:
        yield _words(html[position : found.start()])
        name = (found[1] or "").lower()
        if name in _BREAKS:
            yield "\n"
        after = letter.after_comment(found.end()) if _is_comment(html, found) else None
        after = after or letter.after_tag(found.end())
        if after is None:
            return
        if name in _HIDDEN and not (found[0][1] == "/" or html.endswith("/>", 0, after)):
            after = letter.after_element(name, after) or after
        position = after
    yield _words(html[position:])


def _is_comment(html: str, found: re.Match[str]) -> bool:
    return html.startswith(_COMMENT, found.start())


def _words(text: str) -> str:
    try:
        letters = unescape(text)
    except ValueError:  # the number of a letter has thousands of digits
        letters = text
    return _SPACE.sub(" ", letters.replace("\n", " "))
