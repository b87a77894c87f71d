"""What a reading makes of a statement, before it is a commitment."""

from dataclasses import dataclass

from assistant.commitments.model import Due, Kind
from assistant.commitments.owners import Owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What a reading made of a statement; `at` is where the promise's verb stands."""

    kind: Kind
    owner: Owner
    said_by: str | None = None
    due: Due | None = None
    problems: tuple[str, ...] = ()
    start: int | None = None  # of the span to cite, where it is not the whole statement
