"""What differs between quotes that disagree: their figures."""

import re
from collections.abc import Sequence
from html import escape

# Written in digits, with what belongs to them: £41,300, 12.5%, 2019/20, 3rd.
_FIGURE = re.compile(r"[£€$]?\d+(?:[.,/:]\d+)*(?:%|[a-z]{1,2}\b)?", re.IGNORECASE)


def mark_differences(quotes: Sequence[str]) -> list[str]:
    """Return the quotes as HTML, with those figures standing out that not all of them have."""
    figures = [set(_FIGURE.findall(quote)) for quote in quotes]
    common = set.intersection(*figures) if figures else set()
    return [_mark(quote, common) for quote in quotes]


def _mark(quote: str, common: set[str]) -> str:
    parts: list[str] = []
    position = 0
    for match in _FIGURE.finditer(quote):
        if match[0] in common:
            continue
        parts.append(escape(quote[position : match.start()]))
        parts.append(f"<strong>{escape(match[0])}</strong>")
        position = match.end()
    parts.append(escape(quote[position:]))
    return "".join(parts)
