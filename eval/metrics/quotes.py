"""Quotes verbatim: every quote is the text of its passage at its offsets."""

from collections.abc import Callable, Mapping
from typing import Any

PassageText = Callable[[str], str | None]


def quotes_verbatim(answer: Mapping[str, Any], passage_text: PassageText) -> list[bool]:
    """Return for each citation whether `text[start:end] == quote` in the passage it names.

    `passage_text` gives the text of a passage by id, None when there is no such passage (then the
    quote is not verbatim). No white space or case is forgiven.
    """
    found = []
    for citation in answer["citations"]:
        text = passage_text(citation["passage_id"])
        quote = citation["quote"]
        found.append(
            bool(quote) and text is not None and text[citation["start"] : citation["end"]] == quote
        )
    return found
