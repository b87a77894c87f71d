"""Single sentences of unusual wording, each in a paper of its own, and what is told of them.

`sentences.jsonl` holds sets that were each written before the rules had been tried on them (164
rows: 70 commitments, 70 sentences that look like one, 24 for their owners alone). A row without
`owners` is no commitment.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.commitments.finding import find_commitments
from assistant.commitments.model import Commitment
from ingest.blocks import Block, RawDocument
from ingest.structure import structure

_FILE = Path(__file__).parent / "sentences.jsonl"
_FRONTS = {
    "minutes": (
        "Minutes of the meeting of the Harbourne and Tull Crime Panel held on 3 March 2022",
        "Present: Councillor A Reed (Chair)",
        "Minute 7 - Business",
    ),
    "report": (
        "Harbourne and Tull Crime Panel",
        "Report of the Commissioner: progress on the plan",
        "Date of meeting: 3 March 2022",
        "Priority 1 - Safer streets",
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Counts over a set, and a line for each thing that is wrong."""

    rows: int
    right: int  # commitments that were found and others that were not
    found: int  # commitments that were found
    owners: int  # of these, with the right owners
    wrong: tuple[str, ...]


def read_sentences() -> list[dict[str, Any]]:
    """Return the labelled sentences, one a line of the file."""
    return [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


def found_in(kind: str, lines: Sequence[str]) -> tuple[Commitment, ...]:
    """Return what is found in a paper of an invented panel that holds these lines."""
    blocks = tuple(Block(text=line) for line in (*_FRONTS[kind], *lines))
    raw = RawDocument(source=Path("one.txt"), blocks=blocks, declared_title=None)
    parsed = structure(raw, "0" * 64, "one.txt")
    return find_commitments([parsed.document], lambda _: parsed.passages)


def measure_sentences(rows: Sequence[dict[str, Any]]) -> Told:
    """Hold what is found against the labels."""
    right = found = owners = 0
    wrong: list[str] = []
    for row in rows:
        ones = found_in(row["paper"], row["lines"])
        if bool(ones) != ("owners" in row):
            wrong.append(f"{'no commitment' if ones else 'missed'}: {row['lines'][-1]}")
            continue
        right += 1
        if not ones:
            continue
        found += 1
        wanted = {one.casefold() for one in row["owners"]}
        if {one.casefold() for one in ones[0].owners} == wanted:
            owners += 1
        else:
            wrong.append(f"owner {list(ones[0].owners)}: {row['lines'][-1]}")
    return Told(rows=len(rows), right=right, found=found, owners=owners, wrong=tuple(wrong))
