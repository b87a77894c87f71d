"""The order in which the sentences of an answer stand: alone, or on the sides of a comparison."""

from dataclasses import dataclass

from assistant.types import Answer

NOTHING = "No passage found for this side."


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """Sentences (from 0) under a heading; `counted` if their number is worth saying."""

    heading: str
    sentences: tuple[int, ...]
    counted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """The sides, and the sentences (from 0) that belong to none, above and below them."""

    before: tuple[int, ...] = ()
    sides: tuple[Side, ...] = ()
    after: tuple[int, ...] = ()


def lay_out(answer: Answer) -> Layout:
    """Return where each sentence goes. Numbers in groups that no sentence has are left out."""
    held = range(len(answer.sentences))
    if not answer.groups:
        return Layout(before=tuple(held))
    sides = tuple(
        Side(
            heading=group.heading,
            sentences=tuple(number for number in group.sentences if number in held),
            counted=answer.total is not None,
        )
        for group in answer.groups
    )
    grouped = {number for side in sides for number in side.sentences}
    first = min(grouped, default=len(held))
    return Layout(
        before=tuple(number for number in held if number < first),
        sides=sides,
        after=tuple(number for number in held if number > first and number not in grouped),
    )


def counted(number: int) -> str:
    """Return a number of entries in words: "1 passage", "1,200 passages"."""
    return f"{number:,} passage{'' if number == 1 else 's'}"
