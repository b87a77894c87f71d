"""What the walkers produce, and how it becomes passages: cut, numbered and placed in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.sentences import sentence_spans
from assistant.types import Box, Part, Passage, Place
from ingest.structure.clean import Line

# One bullet or paragraph is one passage up to here; whoever embeds cuts to the model's own limit.
MAX_CHARACTERS = 1500


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A passage before it knows its document."""

    text: str
    part: Part
    place: Place
    lead: str | None = None
    cut_short: bool = False
    boxes: tuple[Box, ...] = ()


def piece(
    line: Line, part: Part, place: Place, *, text: str | None = None, lead: str | None = None
) -> Piece:
    """Make a piece of `line`, on its page; `text` where it differs from the line's."""
    return Piece(
        text=line.text if text is None else text,
        part=part,
        place=replace(place, page=line.page),
        lead=lead,
        cut_short=line.cut_short,
        boxes=line.boxes,
    )


def settled(pieces: Sequence[Piece]) -> list[Piece]:
    """Join a bullet's paragraphs, and drop the headings and labels that places carry.

    A heading that no place carries (nothing follows it) stays as a passage of its own, so that no
    word of the document is lost.
    """
    carried: set[str] = set()
    groups: set[tuple[str | None, str]] = set()
    kept: list[Piece] = []
    for one in reversed(pieces):
        place = one.place
        label = one.text.rstrip(" :")
        if one.part == "heading" and (_key(one.text) in carried or _opens_questions(kept)):
            continue
        if one.part == "bullet" and place.group == label and (place.bullet, label) in groups:
            continue
        if one.part != "heading":
            carried.update(_key(heading) for heading in place.headings)
        if place.group and place.bullet and "." in place.bullet:
            groups.add((place.bullet.rsplit(".", 1)[0], place.group))
        kept.append(one)
    out: list[Piece] = []
    for one in reversed(kept):
        if out and _goes_on(out[-1], one):
            last = out[-1]
            out[-1] = replace(
                last,
                text=f"{last.text} {one.text}",
                cut_short=one.cut_short,
                boxes=last.boxes + one.boxes,
            )
        else:
            out.append(one)
    return out


def _key(heading: str) -> str:
    return heading.rstrip(" :").casefold()


def _opens_questions(after: Sequence[Piece]) -> bool:
    """Whether a members' question comes next: its place says what "Members' Questions" says."""
    return bool(after) and after[-1].part == "question"


def _goes_on(before: Piece, after: Piece) -> bool:
    """Whether `after` is a further paragraph of the bullet, or line of the signature, `before`."""
    if before.part == after.part == "signature":
        return True
    return (
        before.part == after.part == "bullet"
        and after.place.bullet is not None
        and replace(before.place, page=None) == replace(after.place, page=None)
    )


def passages(document_id: str, pieces: Sequence[Piece]) -> tuple[Passage, ...]:
    """Make passages in reading order; `start` and `end` count characters in their joined texts.

    A passage's id is its document's and its position, so the same content has the same ids
    everywhere.
    """
    out: list[Passage] = []
    offset = 0
    for part in settled(pieces):
        cuts = cut(part.text)
        for index, text in enumerate(cuts):
            order = len(out)
            out.append(
                Passage(
                    id=f"{document_id}:{order:04d}",
                    document_id=document_id,
                    order=order,
                    text=text,
                    part=part.part,
                    place=part.place,
                    start=offset,
                    end=offset + len(text),
                    lead=part.lead,
                    cut_short=part.cut_short and index == len(cuts) - 1,
                    boxes=part.boxes,
                )
            )
            offset += len(text) + 1
    return tuple(out)


def cut(text: str, limit: int = MAX_CHARACTERS) -> list[str]:
    """Cut a long text at sentence ends into parts of at most `limit` characters, about even.

    A single sentence over the limit is cut behind a comma or semicolon, else at a space; a word
    over the limit stays whole.
    """
    if len(text) <= limit:
        return [text]
    parts = -(-len(text) // limit)
    aim = min(limit, -(-len(text) // parts) + limit // 10)
    units: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        units.extend(_clauses(text, start, end, limit))
    out: list[tuple[int, int]] = []
    for start, end in units:
        if out and end - out[-1][0] <= aim:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return [text[start:end] for start, end in out] or [text]


def _clauses(text: str, start: int, end: int, limit: int) -> list[tuple[int, int]]:
    out = []
    while end - start > limit:
        window = text[start : start + limit]
        at = max(window.rfind("; "), window.rfind(", "))
        at = at + 1 if at > limit // 3 else window.rfind(" ")
        if at <= 0:
            at = text.find(" ", start + limit, end) - start
            if at <= 0:
                break
        out.append((start, start + at))
        start += at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        out.append((start, end))
    return out
