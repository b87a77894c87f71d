"""An assistant with real answers, made of passages of a panel that does not exist."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.citations import cite, prove
from assistant.errors import NoIndexError, QuestionError
from assistant.types import (
    Answer,
    Clue,
    Conflict,
    Document,
    Filters,
    Group,
    Mode,
    Part,
    Passage,
    Place,
    Sentence,
    Turn,
)

MINUTES = Document(
    id="d-minutes",
    title="Minutes of the Westmarch Harbour Scrutiny Panel (invented)",
    kind="minutes",
    source="papers/2020/harbour minutes.html",
    content_hash="0" * 8,
    meeting_date=date(2020, 2, 14),
)
REPORT = Document(
    id="d-report",
    title="Annual lighthouse report (invented)",
    kind="report",
    source="C:\\papers\\lighthouse.pdf",
    content_hash="1" * 8,
    meeting_date=date(2020, 2, 14),
    pages=6,
)
HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1"> [click](http://x)'

_ITEM = ("Westmarch Harbour Scrutiny Panel", "Lighthouses and buoys")


def _passage(order: int, text: str, part: Part, document: Document, **place: Any) -> Passage:
    return Passage(
        id=f"p{order}",
        document_id=document.id,
        order=order,
        text=text,
        part=part,
        place=Place(**place),
        start=order * 1000,
        end=order * 1000 + len(text),
    )


_AT = {"item": "4/20", "item_title": _ITEM[1], "headings": _ITEM}
PASSAGES: tuple[Passage, ...] = (
    _passage(0, "Lighthouses and buoys", "item_title", MINUTES, **_AT),
    _passage(
        1,
        "The Panel received the report of the Harbour Master on the state of the lights.",
        "text",
        MINUTES,
        **_AT,
    ),
    _passage(
        2,
        "How many buoys were lost in the winter, and what did it cost to replace them?",
        "question",
        MINUTES,
        question=1,
        speaker="Cllr Alder",
        **_AT,
    ),
    _passage(
        3,
        "The winter was a hard one. Of 58 buoys, 17 were lost between November and January. "
        "Replacing them cost £41,300, which came out of the reserve.",
        "answer",
        MINUTES,
        question=1,
        speaker="Harbour Master",
        **_AT,
    ),
    _passage(
        4,
        "She added that steel chains would be fitted by June 2020.",
        "answer",
        MINUTES,
        question=1,
        speaker="Harbour Master",
        **_AT,
    ),
    _passage(5, f"[Action: Harbour Master] {HOSTILE}", "action", MINUTES, **_AT),
    _passage(
        6,
        "Seventeen buoys had to be replaced, at a cost of £43,100.",
        "bullet",
        REPORT,
        key_aim=2,
        year="2019/20",
        bullet="1",
        page=3,
        headings=("Key Aim 2: keep the lights on", "2019/20"),
    ),
    _passage(
        7,
        "نظرت اللجنة في حالة المنارات وشكرت العاملين.",
        "bullet",
        REPORT,
        key_aim=2,
        year="2019/20",
        bullet="2",
        page=3,
        headings=("Key Aim 2: keep the lights on", "2019/20"),
    ),
)
COVERAGE = "2 documents, meetings from 14 February 2020 to 14 February 2020"
BUOYS = "How many buoys were lost, and what did it cost?"
AIM = "What are the chains for?"


UNDERSTOOD = (
    Clue(key="kind", label="A figure", removable=False),
    Clue(key="item", label="Item 4/20"),
    Clue(key="name:Harbour Master", label="Harbour Master"),
)


class InventedAssistant:
    """Answers a handful of questions; `slow` is in seconds, `calls` counts the questions."""

    def __init__(self, slow: float = 0.0) -> None:
        self.slow = slow
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.without: list[tuple[str, ...]] = []
        self.modes: list[Mode] = []
        self.lock = threading.Lock()

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        mode: Mode = "quotes",
        without: Sequence[str] = (),
    ) -> Answer:
        with self.lock:
            self.asked.append((question, tuple(history)))
            self.without.append(tuple(without))
            self.modes.append(mode)
        time.sleep(self.slow)
        words = question.lower()
        if len(question) > 2000:
            raise QuestionError("the question is too long: please keep it under 2000 characters")
        if "no index" in words:
            raise NoIndexError("nothing is indexed yet: run 'panel-assistant ingest PATH' first")
        if "crash" in words:
            raise ZeroDivisionError("a bug <b>inside</b>")
        if "compare" in words:
            return comparison(question)
        if "every" in words:
            return long_list(question)
        if "buoy" in words:
            left = tuple(clue for clue in UNDERSTOOD if clue.key not in without)
            return replace(buoys_answer(question), understood=left)
        if "action" in words:
            return hostile_answer(question)
        if "more" in words:
            return clarify(question)
        return not_found(question)

    def context(self, passage_id: str, *, before: int = 3, after: int = 3) -> Sequence[Passage]:
        here = next(p for p in PASSAGES if p.id == passage_id)
        same = [p for p in PASSAGES if p.document_id == here.document_id]
        at = same.index(here)
        return same[max(0, at - before) : at + after + 1]

    def documents(self) -> Sequence[Document]:
        return (MINUTES, REPORT)

    def coverage(self) -> str:
        return COVERAGE

    def examples(self) -> Sequence[str]:
        return (BUOYS, "What was the action on the lights?")


def buoys_answer(question: str = BUOYS) -> Answer:
    lost = "Of 58 buoys, 17 were lost between November and January."
    cost = "Replacing them cost £41,300, which came out of the reserve."
    spoken = PASSAGES[3]
    first = cite(1, MINUTES, spoken, spoken.text.index(lost), spoken.text.index(lost) + len(lost))
    at = spoken.text.index(cost)
    second = cite(2, MINUTES, spoken, at, at + len(cost))
    written = PASSAGES[6]
    third = cite(3, REPORT, written, 0, len(written.text))
    lead = f"The Harbour Master ({first.label}): "
    sentences = (
        Sentence(text=f"{lead}“{lost}” [1]", citations=(1,), support="verbatim"),
        Sentence(text=f"{lead}“{cost}” [2]", citations=(2,), support="verbatim"),
        Sentence(
            text=f"The report ({third.label}): “{written.text}” [3]",
            citations=(3,),
            support="verbatim",
        ),
    )
    answer = Answer(
        id="a-buoys",
        question=question,
        standalone_question=question,
        status="answered",
        mode="quotes",
        text="\n".join(sentence.text for sentence in sentences),
        sentences=sentences,
        citations=(first, second, third),
        confidence=0.9,
        coverage=COVERAGE,
        suggestions=("What was the action on the lights?",),
    )
    return prove(answer, PASSAGES)


def hostile_answer(question: str) -> Answer:
    passage = PASSAGES[5]
    citation = cite(1, MINUTES, passage, 0, len(passage.text))
    sentence = Sentence(text=f"“{passage.text}” [1]", citations=(1,), support="verbatim")
    return prove(
        replace(
            not_found(question),
            status="answered",
            text=sentence.text,
            sentences=(sentence,),
            citations=(citation,),
        ),
        PASSAGES,
    )


def comparison(question: str, heading: str = "What the minutes say") -> Answer:
    """Two sides with what differs between them, and a remark."""
    answer = buoys_answer(question)
    return replace(
        answer,
        groups=(
            Group(heading=heading, sentences=(0, 1)),
            Group(heading="What the report says", sentences=(2,)),
        ),
        total=3,
        conflicts=(Conflict(about="what the buoys cost", citations=(2, 3)),),
        notes=("The minutes are those that were approved.",),
        understood=(Clue(key="kind", label="A comparison", removable=False),),
    )


def long_list(question: str, entries: int = 23) -> Answer:
    """A complete list of as many entries as wanted, all from one place."""
    text = " ".join(f"Buoy {number} was painted." for number in range(1, entries + 1))
    passage = replace(PASSAGES[1], text=text)
    citations = tuple(
        cite(number, MINUTES, passage, at, at + len(quote))
        for number in range(1, entries + 1)
        for quote in [f"Buoy {number} was painted."]
        for at in [text.index(quote)]
    )
    sentences = tuple(
        Sentence(
            text=f"{c.label}: “{c.quote}”" if c.number == 1 else f"“{c.quote}”",
            citations=(c.number,),
            support="verbatim",
        )
        for c in citations
    )
    answer = replace(
        buoys_answer(question),
        text="\n".join(sentence.text for sentence in sentences),
        sentences=sentences,
        citations=citations,
        total=entries,
        suggestions=(),
    )
    return prove(answer, [passage])


WRITTEN = (
    "Seventeen of 58 buoys were lost in the winter [1].",
    "Replacing them cost £41,300 [2], though the report says £43,100 [3].",
)


def written(question: str, count: int = 2) -> Answer:
    """The first sentences of an answer in the assistant's own words."""
    numbers = ((1,), (2, 3))
    sentences = tuple(
        Sentence(text=text, citations=cited, support="entailed")
        for text, cited in zip(WRITTEN[:count], numbers, strict=False)
    )
    return replace(
        buoys_answer(question),
        mode="written",
        text=" ".join(sentence.text for sentence in sentences),
        sentences=sentences,
    )


class WritingAssistant(InventedAssistant):
    """Shows an answer while it is made: a state each time the test says `go.release()`."""

    writes = True

    def __init__(self, *, fails: bool = False, endless: bool = False) -> None:
        super().__init__()
        self.go = threading.Semaphore(0)
        self.closed = threading.Event()
        self.fails = fails
        self.endless = endless

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        mode: Mode = "quotes",
        without: Sequence[str] = (),
    ) -> Iterator[Answer]:
        if mode == "quotes":
            yield self.ask(question, history=history, mode=mode, without=without)
            return
        with self.lock:
            self.asked.append((question, tuple(history)))
            self.modes.append(mode)
        try:
            self.go.acquire()
            yield written(question, 1)
            while self.endless:
                self.go.acquire()
                yield written(question, 1)
            self.go.acquire()
            if self.fails:
                raise ZeroDivisionError("a bug <b>inside</b>")
            yield written(question)
        finally:
            self.closed.set()


def not_found(question: str) -> Answer:
    return Answer(
        id="a-none",
        question=question,
        standalone_question=question,
        status="not_found",
        mode="quotes",
        text=f"Not found in the {COVERAGE}.",
        coverage=COVERAGE,
        suggestions=(BUOYS,),
    )


def clarify(question: str) -> Answer:
    return replace(
        not_found(question),
        status="needs_clarification",
        text="About which of these would you like to know more?",
        suggestions=(BUOYS, AIM),
    )
