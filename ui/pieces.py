"""What a sentence of an answer is made of: plain text, verbatim quotes, marks of citations."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.types import Citation, Sentence

_MARK = re.compile(r"\[(\d{1,3})\]")
_PUNCTUATION = r"[\s“”\"'‘’.,;:…–—-]*"
# What may follow a quote that stands alone: at most a remark, "(the source breaks off here)".
_AFTER_QUOTE = re.compile(rf"{_PUNCTUATION}(\([^()]{{1,100}}\))?{_PUNCTUATION}")
_OPENING = " \t\n:“\"'‘"


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of a sentence: plain text, a verbatim quote, or the mark of a citation."""

    kind: Literal["text", "quote", "mark"]
    text: str = ""
    number: int = 0


def split_sentence(sentence: Sentence, citations: Mapping[int, Citation]) -> list[Piece]:
    """Split a sentence into text, quotes and marks.

    Quotes are found first: a "[1]" or "[Action: PCC]" inside a quote is the document's own.
    """
    text = sentence.text
    spans: list[tuple[int, int, int]] = []
    quoted = [citations[number] for number in sentence.citations if number in citations]
    for citation in sorted(quoted, key=lambda c: -len(c.quote)):
        at = text.find(citation.quote) if citation.quote else -1
        while at >= 0 and any(s < at + len(citation.quote) and at < e for s, e, _ in spans):
            at = text.find(citation.quote, at + 1)
        if at >= 0:
            spans.append((at, at + len(citation.quote), citation.number))
    pieces: list[Piece] = []
    position = 0
    for start, end, number in sorted(spans):
        pieces.extend(_text_and_marks(text[position:start], sentence.citations))
        pieces.append(Piece(kind="quote", text=text[start:end], number=number))
        position = end
    pieces.extend(_text_and_marks(text[position:], sentence.citations))
    return pieces


def _text_and_marks(text: str, numbers: Sequence[int]) -> Iterable[Piece]:
    position = 0
    for match in _MARK.finditer(text):
        number = int(match[1])
        if number not in numbers:
            continue
        if match.start() > position:
            yield Piece(kind="text", text=text[position : match.start()])
        yield Piece(kind="mark", number=number)
        position = match.end()
    if position < len(text):
        yield Piece(kind="text", text=text[position:])


def unmarked(pieces: Sequence[Piece], sentence: Sentence) -> list[int]:
    """Return the citations of a sentence whose marks do not stand in it."""
    marked = {piece.number for piece in pieces if piece.kind == "mark"}
    return [number for number in sentence.citations if number not in marked]


def lead_of_quotes(pieces: Sequence[Piece]) -> str | None:
    """Return what introduces the quotes ("" if nothing does), None if they stand within prose."""
    first = next((i for i, piece in enumerate(pieces) if piece.kind == "quote"), None)
    if first is None:
        return None
    after = (piece for piece in pieces[first:] if piece.kind == "text")
    if not all(_AFTER_QUOTE.fullmatch(piece.text) for piece in after):
        return None
    return "".join(piece.text for piece in pieces[:first]).strip().rstrip(_OPENING)


def remark_after(pieces: Sequence[Piece], position: int) -> str | None:
    """Return the remark in brackets behind the quote at a position of pieces, if there is one."""
    following = pieces[position + 1] if position + 1 < len(pieces) else None
    if following is None or following.kind != "text":
        return None
    after = _AFTER_QUOTE.fullmatch(following.text)
    return after[1] if after else None
