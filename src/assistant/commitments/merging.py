"""What commitments that were merged come to: their evidence, their facts, people's verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.commitments.decisions import Decided
from assistant.commitments.identity import fingerprint
from assistant.commitments.model import Commitment, Evidence


def together(one: Commitment, others: Sequence[Commitment]) -> list[Evidence]:
    """Return the evidence of what was merged, without the sentences that were merged."""
    every = (one, *others)
    made = {(each.citation.passage_id, each.citation.start) for each in every}
    return [
        evidence
        for each in every
        for evidence in each.evidence
        if (evidence.citation.passage_id, evidence.citation.start) not in made
    ]


def filled(one: Commitment, others: Sequence[Commitment], state: Decided | None) -> Commitment:
    """Take from what was merged in what a commitment does not say itself: who, to whom, when."""
    decided = state.fields if state else {}
    for other in others:
        if not one.owners and "owners" not in decided:
            one = replace(one, owners=other.owners, owner_basis=other.owner_basis)
        if one.to is None and "to" not in decided:
            one = replace(one, to=other.to)
        if one.due is None and not {"due", "due_text"} & decided.keys():
            one = replace(one, due=other.due)
    return one


def judged(evidence: Sequence[Evidence], verdicts: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Lay people's verdicts over evidence, each sentence once, numbered from 2."""
    out: list[Evidence] = []
    seen: set[tuple[str, int]] = set()
    for one in evidence:
        key = (one.citation.passage_id, one.citation.start)
        if key in seen:
            continue
        seen.add(key)
        verdict = verdicts.get(fingerprint(one.citation.quote))
        if verdict == "unrelated":
            one = replace(one, confirmed=False)  # noqa: PLW2901
        elif verdict:
            one = replace(one, relation=verdict, confirmed=True)  # type: ignore[arg-type] # noqa: PLW2901
        citation = replace(one.citation, number=len(out) + 2)
        out.append(replace(one, citation=citation))
    return tuple(out)
