"""Precision and recall of finding, and the shares of owners, due days and statuses that are right.

The papers in `papers/` are of an invented panel. `labels.jsonl` holds, a line each, sentences that
are commitments (with owner and due day), sentences that look like one and are not, and later
sentences about a commitment. Everything found in a paper that bears no label counts as wrong, too.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from assistant.commitments.evidence import Papers, with_evidence
from assistant.commitments.finding import find_commitments
from assistant.commitments.model import Commitment, Status
from ingest.parse import parse_file

FOLDER = Path(__file__).parent
# The day against which due dates are held: after the last of the papers.
TODAY = date(2022, 12, 20)
Part = Literal["tuning", "held out"]
_RELATIONS = {"similar": "may relate"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Counts of one part of the set, and a line for each thing that is wrong."""

    labelled: int
    found: int
    right: int
    owners: int
    dues: int
    statuses: int
    wrongly_fulfilled: int
    lookalikes: int
    taken_in: int  # lookalikes that were taken for commitments
    evidence: int
    evidence_right: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of what was found that is a commitment."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the commitments that was found."""
        return self.right / self.labelled if self.labelled else 0.0


def read_labels() -> list[dict[str, Any]]:
    """Return the labels, one a line of the file."""
    lines = (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_papers() -> tuple[Commitment, ...]:
    """Read the papers and return what is found in them, with evidence and status."""
    parsed = [parse_file(path) for path in sorted((FOLDER / "papers").iterdir())]
    documents = [replace(one.document, source=Path(one.document.source).name) for one in parsed]
    held = {one.document.id: one.passages for one in parsed}
    passages: Callable[[str], Sequence[Any]] = held.__getitem__
    commitments = find_commitments(documents, passages)
    return with_evidence(commitments, Papers(documents, passages), TODAY)


def measure(part: Part, labels: Sequence[dict[str, Any]], found: Sequence[Commitment]) -> Measured:
    """Hold what was found in the papers of one part against the labels."""
    mine = [one for one in labels if one["part"] == part]
    papers = {one["paper"] for one in mine}
    either = [one["text"] for one in mine if one.get("either")]
    evidence = [one for one in labels if one["label"] == "evidence"]
    inside = [one for one in found if one.citation.document.source in papers]
    wrong: list[str] = []
    used: set[str] = set()
    counts = dict.fromkeys(("owners", "dues", "statuses", "fulfilled", "shown", "shown_right"), 0)
    wanted = [one for one in mine if one["label"] == "commitment"]
    for label in wanted:
        one = next((c for c in inside if _same(c, label)), None)
        if one is None:
            wrong.append(f"missed: {label['text']}")
            continue
        used.add(one.id)
        _hold(label, one, [e for e in evidence if e["of"] == label["id"]], counts, wrong)
    extra = [
        one for one in inside if one.id not in used and not any(text in one.text for text in either)
    ]
    wrong += [f"no commitment: {one.text}" for one in extra]
    lookalikes = [one for one in mine if one["label"] == "not"]
    return Measured(
        labelled=len(wanted),
        found=len(used) + len(extra),
        right=len(used),
        owners=counts["owners"],
        dues=counts["dues"],
        statuses=counts["statuses"],
        wrongly_fulfilled=counts["fulfilled"],
        lookalikes=len(lookalikes),
        taken_in=sum(any(_same(c, one) for c in extra) for one in lookalikes),
        evidence=counts["shown"],
        evidence_right=counts["shown_right"],
        wrong=tuple(wrong),
    )


def _same(one: Commitment, label: dict[str, Any]) -> bool:
    return one.citation.document.source == label["paper"] and (
        label["text"] in one.text or one.text in label["text"]
    )


def _hold(
    label: dict[str, Any],
    one: Commitment,
    evidence: Sequence[dict[str, Any]],
    counts: dict[str, int],
    wrong: list[str],
) -> None:
    said = f"{label['id']} “{one.text}”"
    if _names(one.owners) == _names(label["owners"]):
        counts["owners"] += 1
    else:
        wrong.append(f"owner {list(one.owners)}, not {label['owners']}: {said}")
    day = one.due.day.isoformat() if one.due and one.due.day else None
    if day == label["due"]:
        counts["dues"] += 1
    else:
        wrong.append(f"due {day}, not {label['due']}: {said}")
    status = status_of(label, [e["relation"] for e in evidence])
    if one.status == status:
        counts["statuses"] += 1
    else:
        wrong.append(f"status {one.status}, not {status}: {said}")
    if one.status == "fulfilled" and status != "fulfilled":
        counts["fulfilled"] += 1
    for row in evidence:
        relation = _RELATIONS.get(row["relation"], row["relation"])
        shown = [
            e.relation
            for e in one.evidence
            if row["text"] in e.citation.quote or e.citation.quote in row["text"]
        ]
        counts["shown"] += 1
        if shown == [relation]:
            counts["shown_right"] += 1
        else:
            wrong.append(f"evidence {shown}, not {relation}: {said} ← {row['text']}")


def _names(owners: Iterable[str]) -> set[str]:
    return {
        one.lower().replace("police and crime ", "").replace("pcc", "commissioner")
        for one in owners
    }


def status_of(label: dict[str, Any], relations: Sequence[str]) -> Status:
    """Return the status that a label's evidence and due day ask for on `TODAY`."""
    if "fulfils" in relations:
        return "fulfilled"
    if "partly" in relations:
        return "partly fulfilled"
    if label["due"] and date.fromisoformat(label["due"]) < TODAY:
        return "overdue"
    if "still open" in relations or label["due"]:
        return "open"
    return "no later record"
