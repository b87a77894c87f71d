"""Papers of panels that do not exist, made in place for these tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.commitments.evidence import Papers, with_evidence
from assistant.commitments.finding import find_commitments
from assistant.commitments.model import Commitment
from assistant.types import Document, Passage
from ingest.blocks import Block, RawDocument
from ingest.structure import structure

TODAY = date(2030, 1, 1)


@dataclass(frozen=True)
class Held:
    """Some papers as the index gives them."""

    documents: tuple[Document, ...]
    passages: Callable[[str], Sequence[Passage]]


def minutes(
    day: str, *lines: str, item: str = "Minute 7 - Business", name: str = "a"
) -> tuple[str, ...]:
    """The lines of minutes of an invented panel; `name` tells two papers of one day apart."""
    return (
        f"Minutes of the meeting of the Harbourne and Tull Crime Panel held on {day}",
        "Present: Councillor A Reed (Chair)",
        "Minute 6 - Apologies for absence",
        f"There were no apologies ({name}).",
        item,
        *lines,
    )


def report(day: str, *lines: str) -> tuple[str, ...]:
    return (
        "Harbourne and Tull Crime Panel",
        "Report of the Commissioner: progress on the plan",
        f"Date of meeting: {day}",
        "Priority 1 - Safer streets",
        *lines,
    )


def held(*papers: Sequence[str | Block]) -> Held:
    parsed = []
    for number, lines in enumerate(papers):
        blocks = tuple(one if isinstance(one, Block) else Block(text=one) for one in lines)
        raw = RawDocument(source=Path(f"p{number}.txt"), blocks=blocks, declared_title=None)
        digest = f"{abs(hash(lines)):016x}" * 4
        parsed.append(structure(raw, digest, f"p{number}.txt"))
    by_id = {one.document.id: one.passages for one in parsed}
    return Held(documents=tuple(one.document for one in parsed), passages=lambda name: by_id[name])


def found(*papers: Sequence[str | Block]) -> tuple[Commitment, ...]:
    library = held(*papers)
    return find_commitments(library.documents, library.passages)


def followed(*papers: Sequence[str | Block], today: date = TODAY) -> tuple[Commitment, ...]:
    library = held(*papers)
    commitments = find_commitments(library.documents, library.passages)
    return with_evidence(commitments, Papers(library.documents, library.passages), today)
