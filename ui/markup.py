"""Small pieces of HTML that several parts of the page share. Every text goes through `escape`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import PurePath, PureWindowsPath

from assistant.types import Citation
from ui.wanted import aim_name


def file_name(source: str) -> str:
    """Return the last part of a path or address written on any system."""
    return PureWindowsPath(source).name if "\\" in source else PurePath(source).name


def cite_button(citation: Citation, *, turn: int, described_by: str = "") -> str:
    """Return the button that opens the source of a citation.

    `described_by` is the id of the element that holds the quoted words.
    """
    label = escape(f"Source {citation.number}: {citation.label}")
    described = f' aria-describedby="{escape(described_by)}"' if described_by else ""
    return (
        f'<button type="button" class="cite" data-turn="{turn}" data-number="{citation.number}" '
        f'aria-haspopup="dialog" aria-label="{label}" title="{label}"{described}>'
        f"[{citation.number}]</button>"
    )


def cite_buttons(numbers: Iterable[int], citations: Mapping[int, Citation], turn: int) -> str:
    """Return the buttons of those numbers that are citations."""
    return " ".join(cite_button(citations[n], turn=turn) for n in numbers if n in citations)


def ask_buttons(questions: Sequence[str], css_class: str) -> str:
    """Return questions as buttons that ask them."""
    items = "".join(
        f'<li><button type="button" class="{css_class}" dir="auto" '
        f'data-ask="{escape(question)}">{escape(question)}</button></li>'
        for question in questions
    )
    return f'<ul class="{css_class}s">{items}</ul>'


def timeline_button(aim: str) -> str:
    """Return the button that leads to the timeline of a key aim (as `aim_key` writes it)."""
    return (
        f'<button type="button" class="to-timeline" '
        f'data-timeline="{escape(json.dumps({"aim": aim}))}">Timeline of '
        f"{escape(aim_name(aim))}</button>"
    )


def copy_button(text: str, name: str) -> str:
    """Return a button that copies a text, and the place where it says that it did."""
    return (
        f'<p class="copying"><button type="button" class="copy" data-copy="{escape(text)}">'
        f'{escape(name)}</button> <span class="copied" role="status"></span></p>'
    )
