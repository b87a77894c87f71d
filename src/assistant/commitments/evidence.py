"""What later papers say of a commitment, and the status that follows.

A later sentence fulfils a commitment only where it says in so many words that the same thing was
done: the words that make the promise particular are there (weighted by how rare they are in all
papers), the verb is one of completion of the same kind, and nothing denies, limits or only plans
it. What is alike and no more "may relate" and decides nothing.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.citations import cite
from assistant.commitments import done_words as w
from assistant.commitments import doubts as d
from assistant.commitments.due import month_end
from assistant.commitments.identity import words_of
from assistant.commitments.model import Commitment, Evidence, Relation
from assistant.commitments.statements import Statement, statements
from assistant.commitments.status import with_status
from assistant.commitments.topics import (
    YEAR,
    Said,
    Topic,
    done_with,
    names_in,
    numbers_in,
    read_statement,
    topic_of,
    years_in,
)
from assistant.dates.asked import Day, find_dates
from assistant.language.words import content_stems
from assistant.types import Document, Passage

# Shares of a promise's own words, weighted by rarity, that a later sentence must hold.
_SAME = 0.66
_ALIKE = 0.34
# Share of the later sentence's words that the promise and what it leans on account for.
_BACK = 0.4
_BACK_ALIKE = 0.15
# A weak noun ("figures") counts this much beside a telling one.
_WEAK_WEIGHT = 0.3
# Telling words under which a promise leans on what stands before it.
_FEW = 2
_MOST_ALIKE = 3  # sentences offered as "may relate"

_YEARS = re.compile(r"\b(20\d\d)/(\d\d)\b")
_ITEM = re.compile(
    r"\b(?:minute|item|action|question)\s+(?:no\.?\s*)?(?P<n>\d{1,4}(?:/\d{2,4})?[a-z]?)\b", re.I
)


class Papers:
    """Every statement of the papers held, read once, with how rare each word is among them."""

    def __init__(
        self, documents: Sequence[Document], passages: Callable[[str], Sequence[Passage]]
    ) -> None:
        self.documents = tuple(documents)
        self._read: dict[str, list[Said]] = {}
        self._known: dict[tuple[object, ...], tuple[Evidence, ...]] = {}
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            rows = [read_statement(one) for one in statements(document, passages(document.id))]
            self._read[document.id] = rows
            for row in rows:
                counts.update(row.stems)
            total += len(rows)
        self._index: dict[str, dict[str, list[int]]] = {}
        for name, rows in self._read.items():
            index = self._index.setdefault(name, {})
            for number, row in enumerate(rows):
                for one in row.stems - w.WEAK:
                    index.setdefault(one, []).append(number)
        self._weights = {word: math.log(1 + total / n) for word, n in counts.items()}
        self.rarest = math.log(1 + max(total, 1))

    def weight(self, word: str) -> float:
        """Return how telling a stem is: log(1 + sentences / sentences that hold it)."""
        weight = self._weights.get(word, self.rarest)
        return weight * _WEAK_WEIGHT if word in w.WEAK else weight

    def after(self, commitment: Commitment, topic: Topic) -> Iterable[tuple[Said, bool]]:
        """Yield later statements that may be about what a commitment is about.

        Each comes with whether it stands in a later paper than the promise. Left out are those
        that share too little of the topic to be even alike.
        """
        source = commitment.citation.document
        own = {one: self.weight(one) for one in topic.own - w.WEAK}
        weak = sum(self.weight(one) for one in topic.own & w.WEAK)
        least = _ALIKE * (sum(own.values()) + weak) - weak
        leaning = len(own) < _FEW
        for document in self.documents:
            here = document.id == source.id
            if not here and not _later(document, source):
                continue
            index, rows = self._index[document.id], self._read[document.id]
            shared: dict[int, float] = {}
            hits: Counter[int] = Counter()
            for one, weight in own.items():
                for number in index.get(one, ()):
                    shared[number] = shared.get(number, 0.0) + weight
                    hits[number] += 1
            if leaning:
                for one in topic.context - w.WEAK:
                    hits.update(index.get(one, ()))
            for number in sorted(hits):
                enough = shared.get(number, -1.0) >= least or (leaning and hits[number] >= _FEW)
                if enough and (
                    not here or rows[number].statement.passage.order > commitment.passage_order
                ):
                    yield rows[number], not here

    def evidence(self, commitment: Commitment) -> tuple[Evidence, ...]:
        """Return what later papers say of a commitment; looked for once for each sentence."""
        citation = commitment.citation
        key = (citation.passage_id, citation.start, commitment.owners, commitment.due)
        if not citation.passage_id:
            return ()
        if key not in self._known:
            self._known[key] = _evidence(commitment, self)
        return self._known[key]

    @property
    def until(self) -> date | None:
        """The latest meeting of which a paper is held."""
        return max((one.meeting_date for one in self.documents if one.meeting_date), default=None)


def _later(one: Document, than: Document) -> bool:
    """Whether a paper is of a later meeting, or the minutes of the meeting of a report."""
    if one.meeting_date is None or than.meeting_date is None:
        return False
    if one.meeting_date == than.meeting_date:
        return one.kind == "minutes" and than.kind != "minutes"
    return one.meeting_date > than.meeting_date


def with_evidence(
    commitments: Sequence[Commitment], papers: Papers, today: date
) -> tuple[Commitment, ...]:
    """Return the commitments with what later papers show, and the status that follows.

    `today` is the day against which due dates are held.
    """
    return tuple(
        with_status(replace(one, evidence=papers.evidence(one)), papers.until, today)
        for one in commitments
    )


def _evidence(commitment: Commitment, papers: Papers) -> tuple[Evidence, ...]:
    topic = topic_of(commitment)
    found: list[tuple[float, Relation, Statement]] = []
    for row, elsewhere in papers.after(commitment, topic):
        judged = _relation(commitment, topic, row, papers)
        if judged is None:
            continue
        score, relation = judged
        shared = topic.own & row.stems - w.WEAK - content_stems(commitment.to or "")
        if not elsewhere and len(shared) < _FEW:
            continue  # its subject or who is addressed, which much of one paper has in common
        if not elsewhere and relation != "may relate":
            relation = "may relate"  # the paper that promises cannot show what became of it
        if _repeats(commitment, row.statement):
            relation = "still open" if row.open and elsewhere else "may relate"
            if not elsewhere:
                continue
        found.append((score, relation, row.statement))
    sure = [one for one in found if one[1] != "may relate"]
    alike = sorted((one for one in found if one[1] == "may relate"), key=lambda one: -one[0])
    kept = sure + alike[:_MOST_ALIKE]
    kept.sort(
        key=lambda one: (
            str(one[2].document.meeting_date),
            one[2].document.id,
            one[2].passage.order,
            one[2].start,
        )
    )
    return tuple(
        Evidence(
            relation=relation,
            citation=cite(number, said.document, said.passage, said.start, said.end),
        )
        for number, (_, relation, said) in enumerate(kept, 2)
    )


def _repeats(commitment: Commitment, statement: Statement) -> bool:
    return words_of(commitment.text) == words_of(statement.text)


def _relation(
    commitment: Commitment, topic: Topic, row: Said, papers: Papers
) -> tuple[float, Relation] | None:
    weigh = papers.weight
    own = {one: weigh(one) for one in topic.own}
    context = {one: weigh(one) * 0.5 for one in topic.context}
    total = sum(own.values())
    shared = {one for one in own if one in row.stems}
    telling = {one for one in (topic.own | topic.context) & row.stems if one not in w.WEAK}
    strong_words = [one for one in topic.own if one not in w.WEAK]
    forward = sum(own[one] for one in shared) / total if total else 0.0
    there = sum(weigh(one) for one in row.stems)
    back = (
        sum(weigh(one) for one in row.stems if one in own or one in context) / there
        if there
        else 0.0
    )
    leaning = len(strong_words) < _FEW
    if leaning:
        # "those figures": the question and the sentence before say which.
        weak_shared = {one for one in topic.own if one in w.WEAK} & row.stems
        same = len(telling) >= 2 and back >= 0.6 and (bool(weak_shared) or not topic.own & w.WEAK)
        if strong_words and not set(strong_words) & row.stems:
            same = False
        # "the estates plan": few words, but all of them are there.
        same = same or (bool(strong_words) and len(topic.own) >= 2 and topic.own <= row.stems)
    else:
        same = forward >= _SAME and len(shared - w.WEAK) >= 2
    if not same and not leaning and _cites_item(commitment, row.statement):
        same = forward >= _SAME * 0.75 and len(shared - w.WEAK) >= 2
    if not same:
        alike = (
            forward >= _ALIKE
            and back >= _BACK_ALIKE
            and bool(shared - w.WEAK)
            and (
                len(shared - w.WEAK) >= 2
                or max(weigh(one) for one in shared) >= 0.6 * papers.rarest
            )
        )
        alike = alike or (leaning and len(telling) >= 2 and back >= 0.4)
        return (forward + back, "may relate") if alike else None
    of_one_kind = (
        bool(topic.kinds & row.done)
        or any(w.ALSO.get(kind, frozenset()) & row.done for kind in topic.kinds)
        or bool(topic.verbs & row.verbs)
        or (topic.making and bool(w.MADE & row.done))
        or row.finished
    )
    score = forward + back
    if _past(commitment, row.statement):
        return score, "may relate"
    if row.open and not (of_one_kind and row.partly):
        return score, "still open"
    if not of_one_kind or back < _BACK or _differs(topic, row):
        return score, "may relate"
    if row.partly or row.open or _fewer(topic.numbers, row.statement.text):
        return score, "partly"
    return score, "fulfils"


def _differs(topic: Topic, row: Said) -> bool:
    """Whether a sentence speaks of another thing, place or year, or only asks or claims."""
    text = row.statement.text
    if d.QUESTION.search(text) or d.ASKS.search(text) or d.CONDITION.search(text):
        return True
    if w.CLAIMED.search(text):
        return True
    if topic.head and topic.head not in w.WEAK and topic.head not in row.stems:
        return True
    known = topic.own | topic.context | topic.actors
    thing = done_with(text)
    if thing and thing not in w.WEAK | known:
        return True
    if topic.names - row.stems and (names_in(text) & row.stems) - known:
        return True
    said = years_in(text)
    return any("/" in one for one in topic.years) and bool(said) and not said & topic.years


def _cites_item(commitment: Commitment, statement: Statement) -> bool:
    """Whether a sentence names the item that the commitment was made under."""
    item = commitment.citation.place.item
    return item is not None and any(match["n"] == item for match in _ITEM.finditer(statement.text))


def _past(commitment: Commitment, statement: Statement) -> bool:
    """Whether a sentence tells of a time before the commitment was made."""
    made = commitment.made_on
    if made is None:
        return True
    period = _YEARS.search(statement.passage.place.year or "")
    if period and date(2000 + int(period[2]), 3, 31) < made:
        return True
    days = [day for _, _, day in find_dates(statement.text) if day[0] is not None]
    return (bool(days) and all(_ended(day) < made for day in days)) or (
        bool(years := [int(year) for year in YEAR.findall(statement.text)])
        and max(years) < made.year
    )


def _ended(day: Day) -> date:
    """Return the last day that a date allows."""
    year, month, number = day[0] or 1, day[1] or 12, day[2]
    return date(year, month, number) if number else month_end(year, month)


def _fewer(wanted: Mapping[str, int], text: str) -> bool:
    """Whether a sentence says a smaller number of what was promised."""
    said = numbers_in(text)
    return any(noun in said and said[noun] < number for noun, number in wanted.items())
