"""Words that a line end divides: joined again, by what the document itself writes elsewhere."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_END = re.compile(r"(\w+)[-‐‑\u00ad]$")
_START = re.compile(r"^(\w+)")
_ADDRESS = re.compile(r"://|^www\.|@|/.*/")
# Before these parts English keeps the hyphen more often than not ("co-operate", "non-renewal").
_PREFIXES = frozenset(
    [
        "all",
        "anti",
        "co",
        "cross",
        "e",
        "ex",
        "half",
        "high",
        "inter",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "on",
        "part",
        "post",
        "pre",
        "re",
        "self",
        "semi",
        "short",
        "sub",
        "vice",
        "well",
    ]
)


class Hyphens:
    """Knows the words of one document, to tell "commis-sioner" from "long-term" at a line end."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        for line in lines:
            found = _WORD.findall(line.lower())
            # The halves of a divided word say nothing about how it is written.
            if found and line.rstrip().endswith(("-", "‐", "\u00ad")):
                found.pop()
            self._words.update(found)

    def join(self, lines: list[str]) -> str:
        """Return the lines as one text."""
        text = ""
        for line in lines:
            end, start = _END.search(text), _START.search(line)
            if end and start and _ADDRESS.search(text.rpartition(" ")[2]):
                text += line  # a web address keeps every sign it has
            elif end and start:
                text = text[:-1] + self._between(text[-1], end[1], start[1]) + line
            else:
                text = f"{text} {line}" if text else line
        return text

    def _between(self, hyphen: str, before: str, after: str) -> str:
        if hyphen == "\u00ad":
            return ""
        if not after[0].islower() or not before[-1].isalpha():
            return "-"
        one, two = before.lower(), after.lower()
        if f"{one}-{two}" in self._words:
            return "-"
        if one + two in self._words:
            return ""
        if one in _PREFIXES or (one in self._words and two in self._words):
            return "-"
        return ""
