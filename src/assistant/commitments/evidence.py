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
from dataclasses import dataclass, replace
from datetime import date

from assistant.asked_dates import Day, find_dates
from assistant.citations import cite
from assistant.commitments import done_words as w
from assistant.commitments import phrases as p
from assistant.commitments.due import month_end
from assistant.commitments.identity import words_of
from assistant.commitments.model import Commitment, Evidence, Relation, Status
from assistant.commitments.rows import read_row
from assistant.commitments.statements import Statement, statements
from assistant.types import Document, Passage
from assistant.words import MONTHS, content_stems, fold, stem, tokens

# Shares of a promise's own words, weighted by rarity, that a later sentence must hold.
_SAME = 0.66
_ALIKE = 0.34
# Share of the later sentence's words that the promise and what it leans on account for.
_BACK = 0.4
# A weak noun ("figures") counts this much beside a telling one.
_WEAK_WEIGHT = 0.3
_MOST_ALIKE = 3  # sentences offered as "may relate"

_NUMBER = re.compile(
    r"\b(?P<n>\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|forty|"
    r"fifty|hundred)\s+(?:more\s+|new\s+|further\s+|additional\s+)?(?P<noun>[a-z]{3,})",
    re.IGNORECASE,
)
_SMALL = {
    word: n
    for n, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        2,
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_YEAR = re.compile(r"\b(20\d\d)\b(?![/–-]\d)")
_YEARS = re.compile(r"\b(20\d\d)/(\d\d)\b")
_ITEM = re.compile(
    r"\b(?:minute|item|action|question)\s+(?:no\.?\s*)?(?P<n>\d{1,4}(?:/\d{2,4})?[a-z]?)\b", re.I
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """A statement and what it says: its telling words, and the kinds of things it says were done."""

    statement: Statement
    stems: frozenset[str]
    done: frozenset[str]  # kinds of completed verbs
    verbs: frozenset[str]  # stems of completed verbs
    finished: bool
    open: bool
    partly: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Topic:
    """What a commitment is about."""

    own: frozenset[str]
    context: frozenset[str]
    kinds: frozenset[str]
    verbs: frozenset[str]
    making: bool
    numbers: Mapping[str, int]
    head: str | None  # the thing itself: "evaluation" of "the evaluation of the pilot"
    names: frozenset[str]  # stems of proper names
    actors: frozenset[str]  # stems of whoever is to do it or said so
    years: frozenset[str]


class Papers:
    """Every statement of the papers held, read once, with how rare each word is among them."""

    def __init__(
        self, documents: Sequence[Document], passages: Callable[[str], Sequence[Passage]]
    ) -> None:
        self.documents = tuple(documents)
        self._read: dict[str, list[_Read]] = {}
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            rows = [_reading(one) for one in statements(document, passages(document.id))]
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

    def after(self, commitment: Commitment, about: frozenset[str]) -> Iterable[tuple[_Read, bool]]:
        """Yield later statements that share a telling word with `about`.

        Each comes with whether it stands in a later paper than the promise.
        """
        source = commitment.citation.document
        for document in self.documents:
            here = document.id == source.id
            if not here and not _later(document, source):
                continue
            index, rows = self._index[document.id], self._read[document.id]
            for number in sorted({n for one in about for n in index.get(one, ())}):
                if not here or rows[number].statement.passage.order > commitment.passage_order:
                    yield rows[number], not here

    @property
    def until(self) -> date | None:
        """The latest meeting of which a paper is held."""
        return max((one.meeting_date for one in self.documents if one.meeting_date), default=None)


def _later(one: Document, than: Document) -> bool:
    """Whether a paper comes after another: a later meeting, or the minutes of a report's meeting."""
    if one.meeting_date is None or than.meeting_date is None:
        return False
    if one.meeting_date == than.meeting_date:
        return one.kind == "minutes" and than.kind != "minutes"
    return one.meeting_date > than.meeting_date


def _reading(statement: Statement) -> _Read:
    text = statement.text
    row = read_row(text) if statement.passage.part == "table_row" else None
    words = row.what if row else text
    done: set[str] = set()
    verbs: set[str] = set()
    for match in re.finditer(r"[A-Za-z][a-z’'-]+", text):
        word = fold(match[0])
        kinds = w.PASTS.get(word, set())
        if not kinds and not (word.endswith("ed") and len(word) > 4):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if w.NEGATED.search(before) or w.FUTURE.search(before):
            continue
        done |= kinds
        verbs.add(stem(word))
    finished = w.FINISHED.search(text)
    ends = finished is not None and not w.NEGATED.search(text[: finished.start()])
    return _Read(
        statement=statement,
        stems=_telling(words),
        done=frozenset(done),
        verbs=frozenset(verbs),
        finished=bool(ends) or bool(row and (row.done or row.partly)),
        open=bool(w.STILL_OPEN.search(text)) or bool(row and row.open),
        partly=bool(w.PARTLY.search(text)) or bool(row and row.partly),
    )


def _telling(text: str) -> frozenset[str]:
    """Return the stems of a text that say what it is about, without dates and panel words."""
    return frozenset(
        one for one in content_stems(text) - w.EMPTY if not re.fullmatch(r"[\d./:]+", one)
    )


def _topic(commitment: Commitment) -> _Topic:
    text = p.ACTION_MARK.sub(" ", commitment.text)
    row = read_row(text) if commitment.citation.quote.startswith(("Action", "No")) else None
    if row:
        text = row.what
    line = p.ACTION_LINE.match(text)
    if line:
        text = line["rest"]
    names = " ".join([*commitment.owners, commitment.said_by or ""])
    due = commitment.due.text if commitment.due else ""
    own = _telling(text.replace(due, " ") if due else text) - content_stems(names)
    kinds: set[str] = set()
    for token in tokens(text):
        kinds |= w.BASES.get(fold(token), set())
    return _Topic(
        own=own,
        context=_telling(commitment.about or "") - own,
        kinds=frozenset(kinds),
        verbs=frozenset(stem(token) for token in tokens(text) if len(token) > 3),
        making=bool(w.MAKING.search(text)),
        numbers=_numbers(text),
        head=_head(text),
        names=_names(text) & own,
        actors=content_stems(names),
        years=_year_words(text.replace(due, " ") if due else text),
    )


_CUT = re.compile(
    r"\b(?:of|on|for|about|to|with|by|at|in|into|from|that|which|who|whether|when|before|once|as|"
    r"against|"
    r"between|within)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:\bthat\s+|\bsaid\s+|^)(?P<np>[^,;:]{3,120}?)\s+(?:(?:would|will|should|is|are|had|has|"
    r"have)\s+)?"
    r"(?:to\s+)?be(?:en)?\s+(?:also\s+)?[a-z]+(?:ed|t|n|d)\b"
)
_ACTIVE = re.compile(
    r"\b(?:to|will|would|shall|that \w+|:)\s+(?:also\s+|"
    r"then\s+)?(?P<verb>[a-z]+)\s+(?P<np>[^,;:.]{3,160})"
)


def _head(text: str) -> str | None:
    """Return the stem of what is to be done something with, None where it is hard to tell."""
    active = next((m for m in _ACTIVE.finditer(text) if m["verb"] in w.BASES), None)
    match = active or _PASSIVE.search(text)
    if match is None:
        return None
    noun = _CUT.split(match["np"])[0]
    telling = [stem(token) for token in tokens(noun)]
    telling = [one for one in telling if one not in w.EMPTY and one in content_stems(noun)]
    return telling[-1] if telling else None


_WAS_DONE = re.compile(
    r"(?:^|[:;]\s|\bthat\s|\bsaid\s|\band\s)(?P<np>[^,;:]{3,160}?)(?:,[^,;:]{3,60},)?\s+(?:has|"
    r"have|had|was|were)\s+"
    r"(?:now\s+|since\s+|also\s+|all\s+|so far\s+|already\s+)*(?:been\s+)?(?P<verb>[a-z]+)\b"
)
_OF_THE = re.compile(
    r"^\W*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|all|most|half|"
    r"\d+)\s+of\s+(?:the|its|their|those|these)\s+(?:\w+(?:y|een|teen)\s+)?",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?P<verb>[a-z]+)\s+(?P<np>(?:the|a|an|its|their|his|her|two|further)\s+[^,;:.]{3,160})"
)


def _done_with(text: str) -> str | None:
    """Return the stem of what a sentence says that something was done with."""
    for pattern in (_WAS_DONE, _DID):
        for match in pattern.finditer(text):
            verb = match["verb"]
            if verb not in w.PASTS and not (pattern is _WAS_DONE and verb.endswith("ed")):
                continue
            if pattern is _WAS_DONE and not re.search(
                r"\b(?:was|were|been)\s+(?:\w+\s+)?" + verb, match[0]
            ):
                continue
            noun = _CUT.split(_OF_THE.sub("", match["np"]))[0]
            telling = [stem(token) for token in tokens(noun)]
            telling = [one for one in telling if one not in w.EMPTY and one in content_stems(noun)]
            return telling[-1] if telling else None
    return None


def _names(text: str) -> frozenset[str]:
    """Return the stems of words that are written as names inside a sentence."""
    inside = re.findall(r"(?<=[a-z,’'(] )[A-Z][a-z]\w+|(?<=[a-z] )[A-Z]\d+\b", text)
    return frozenset(stem(word) for word in inside) - w.EMPTY


def _year_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b20\d\d/\d\d\b", text)) or frozenset(_YEAR.findall(text))


def _numbers(text: str) -> dict[str, int]:
    found = {}
    for match in _NUMBER.finditer(text):
        noun = fold(match["noun"])
        if noun in {"days", "weeks", "months", "years", "of"} or noun in MONTHS:
            continue
        printed = fold(match["n"]).replace(",", "")
        found[stem(noun)] = _SMALL.get(printed) or int(printed)
    return found


def with_evidence(
    commitments: Sequence[Commitment], papers: Papers, today: date
) -> tuple[Commitment, ...]:
    """Return the commitments with what later papers show, and the status that follows.

    `today` is the day against which due dates are held.
    """
    return tuple(
        with_status(replace(one, evidence=_evidence(one, papers)), papers.until, today)
        for one in commitments
    )


def _evidence(commitment: Commitment, papers: Papers) -> tuple[Evidence, ...]:
    topic = _topic(commitment)
    found: list[tuple[float, Relation, Statement]] = []
    for row, elsewhere in papers.after(commitment, topic.own | topic.context):
        judged = _relation(commitment, topic, row, papers)
        if judged is None:
            continue
        score, relation = judged
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
    commitment: Commitment, topic: _Topic, row: _Read, papers: Papers
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
    leaning = len(strong_words) < 2
    if leaning:
        # "those figures": the question and the sentence before say which.
        weak_shared = {one for one in topic.own if one in w.WEAK} & row.stems
        same = len(telling) >= 2 and back >= 0.6 and (bool(weak_shared) or not topic.own & w.WEAK)
        if strong_words and not set(strong_words) & row.stems:
            same = False
    else:
        same = forward >= _SAME and len(shared - w.WEAK) >= 2
    if not same and not leaning and _cites_item(commitment, row.statement):
        same = forward >= _SAME * 0.75 and len(shared - w.WEAK) >= 2
    if not same:
        alike = (
            forward >= _ALIKE
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


def _differs(topic: _Topic, row: _Read) -> bool:
    """Whether a sentence speaks of another thing, place or year, or only asks or claims."""
    text = row.statement.text
    if p.QUESTION.search(text) or p.ASKS.search(text) or p.CONDITION.search(text):
        return True
    if w.CLAIMED.search(text):
        return True
    if topic.head and topic.head not in w.WEAK and topic.head not in row.stems:
        return True
    known = topic.own | topic.context | topic.actors
    done_with = _done_with(text)
    if done_with and done_with not in w.WEAK | known:
        return True
    if topic.names - row.stems and (_names(text) & row.stems) - known:
        return True
    said = _year_words(text)
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
        bool(years := [int(year) for year in _YEAR.findall(statement.text)])
        and max(years) < made.year
    )


def _ended(day: Day) -> date:
    """Return the last day that a date allows."""
    year, month, number = day[0] or 1, day[1] or 12, day[2]
    return date(year, month, number) if number else month_end(year, month)


def _fewer(wanted: Mapping[str, int], text: str) -> bool:
    """Whether a sentence says a smaller number of what was promised."""
    said = _numbers(text)
    return any(noun in said and said[noun] < number for noun, number in wanted.items())


def with_status(commitment: Commitment, until: date | None, today: date) -> Commitment:
    """Return the commitment with the status that its evidence and due day give.

    `until` is the latest meeting of which papers are held; `today` is the caller's.
    """
    sure = [one for one in commitment.evidence if one.relation != "may relate"]
    counted = [one for one in sure if one.confirmed is not False]
    relations = [one.relation for one in counted]
    due = commitment.due.day if commitment.due else None
    held = (
        f"no later record in the documents held up to {_spoken(until)}"
        if until
        else "no later record"
    )
    passed = due is not None and due < today
    status: Status
    if "fulfils" in relations:
        cited = next(one for one in counted if one.relation == "fulfils").citation
        status, text = "fulfilled", f"fulfilled: {cited.label}"
    elif "partly" in relations:
        cited = next(one for one in reversed(counted) if one.relation == "partly").citation
        status, text = "partly fulfilled", f"partly fulfilled: {cited.label}"
        text += f"; was due by {_spoken(due)}" if passed else ""
    elif passed:
        last = f"last said to be open: {counted[-1].citation.label}" if counted else held
        status, text = "overdue", f"overdue since {_spoken(due)}; {last}"
    elif counted:
        status, text = "open", f"open: {counted[-1].citation.label}"
    elif due is not None:
        status, text = "open", f"open: due by {_spoken(due)}"
    else:
        status, text = "no later record", held
    return replace(commitment, status=status, status_text=text)


def _spoken(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "?"
