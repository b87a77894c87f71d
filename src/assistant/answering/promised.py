"""Answers from the register of commitments: who promised what, and what later papers show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.answering.refusing import blank_answer
from assistant.citations import prove
from assistant.commitments.asking import Line, reply, understood
from assistant.commitments.model import Relation
from assistant.commitments.register import Register
from assistant.library import Library
from assistant.quotes.quoting import Quote, quote_all, shown
from assistant.steps import Judged
from assistant.types import Answer, Citation, Clue, Group, Passage, Sentence

_AT_MOST = 30
_FEW = 3
_CONFIDENCE = 0.95
_SAYS: dict[Relation, str] = {
    "fulfils": "A later paper: ",
    "partly": "A later paper, in part: ",
    "still open": "A later paper, still open: ",
    "may relate": "May relate, to be confirmed: ",
}
Promises = Callable[[Judged], Answer | None]


def promises(register: Callable[[], Register], library: Library, today: date) -> Promises:
    """Return what answers a question about commitments from the register, and None to others.

    The register is opened only for such a question; `today` is the day by which they are overdue.
    """

    def answer(judged: Judged) -> Answer | None:
        asked = judged.found.understood
        request = asked.request
        if "kind" in request.without:
            return None
        documents = list(asked.documents.values())
        wanted = understood(asked.question, documents, library.posts())
        if wanted is None:
            return None
        entries, posts = register().shown(today).entries, library.posts()
        told = reply(wanted, entries, posts)
        if wanted.kinds and (actions := reply(replace(wanted, kinds=("action",)), entries, posts)):
            # Where minutes set actions down as such, those are meant.
            told = actions if actions.lines else told
        lines = [
            one for one in told.lines if all(q.document.id in asked.documents for q in one.quotes)
        ]
        lines = [one for one in lines if one.quotes]
        return _composed(judged, lines, told.summary, library) if lines else None

    return answer


def _composed(judged: Judged, lines: list[Line], summary: str, library: Library) -> Answer:
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    groups: list[Group] = []
    passages: list[Passage] = []
    for line in lines[:_AT_MOST]:
        start = len(sentences)
        for quote in line.quotes:
            if quote.relation == "may relate" and len(lines) > _FEW:
                continue  # in a long list, what is only alike hides what was promised
            (passage,) = library.neighbours(quote.passage_id, 0, 0)
            passages.append(passage)
            held = Quote(passage=passage, document=quote.document, start=quote.start, end=quote.end)
            made, cited = quote_all([held], first=len(citations) + 1)
            said = _SAYS[quote.relation] if quote.relation else ""
            sentences += [replace(one, text=f"{said}{one.text}") for one in made]
            citations += cited
        groups.append(Group(heading=_heading(line), sentences=tuple(range(start, len(sentences)))))
    notes = [summary]
    if len(lines) > _AT_MOST:
        notes.append(f"The first {_AT_MOST} of {len(lines)} are shown; the register holds all.")
    blank = blank_answer(judged)
    text = "\n".join(
        [
            *notes,
            *(
                f"{group.heading}\n{shown([sentences[n] for n in group.sentences])}"
                for group in groups
            ),
        ]
    )
    answer = replace(
        blank,
        status="answered",
        text=text,
        sentences=tuple(sentences),
        citations=tuple(citations),
        groups=tuple(groups),
        total=len(lines),
        notes=tuple(notes),
        confidence=_CONFIDENCE,
        understood=(
            *(clue for clue in blank.understood if clue.key != "kind"),
            Clue(key="kind", label="asks for commitments"),
        ),
    )
    return prove(answer, passages)


def _heading(line: Line) -> str:
    owners = ", ".join(line.owners) or "No owner is named"
    parts = [owners, f"due {line.due}" if line.due else "", line.status_text or line.status]
    return " – ".join([part for part in parts if part] + (["closed"] if line.closed else []))
